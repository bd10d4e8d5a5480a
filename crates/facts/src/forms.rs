//! English inflection: all forms of a verb or noun.

/// Irregular forms: base, third person or plural, past, participle, -ing form. Closed-class English, not a newsroom's choice.
const IRREGULAR: &[&[&str]] = &[
    &["be", "is", "are", "am", "was", "were", "been", "being"],
    &["have", "has", "had", "having"],
    &["do", "does", "did", "done", "doing"],
    &["go", "goes", "went", "gone", "going"],
    &["say", "says", "said", "saying"],
    &["tell", "tells", "told", "telling"],
    &["write", "writes", "wrote", "written", "writing"],
    &["give", "gives", "gave", "given", "giving"],
    &["take", "takes", "took", "taken", "taking"],
    &["make", "makes", "made", "making"],
    &["hold", "holds", "held", "holding"],
    &["find", "finds", "found", "finding"],
    &["think", "thinks", "thought", "thinking"],
    &["feel", "feels", "felt", "feeling"],
    &["know", "knows", "knew", "known", "knowing"],
    &["see", "sees", "saw", "seen", "seeing"],
    &["show", "shows", "showed", "shown", "showing"],
    &["speak", "speaks", "spoke", "spoken", "speaking"],
    &["swear", "swears", "swore", "sworn", "swearing"],
    &["understand", "understands", "understood", "understanding"],
    &["mean", "means", "meant", "meaning"],
    &["hear", "hears", "heard", "hearing"],
    &["read", "reads", "reading"],
    &["put", "puts", "putting"],
    &["set", "sets", "setting"],
    &["let", "lets", "letting"],
    &["hit", "hits", "hitting"],
    &["cut", "cuts", "cutting"],
    &["shut", "shuts", "shutting"],
    &["hurt", "hurts", "hurting"],
    &["cost", "costs", "costing"],
    &["die", "dies", "died", "dying"],
    &["lie", "lies", "lied", "lying"],
    &["tie", "ties", "tied", "tying"],
    &["shoot", "shoots", "shot", "shooting"],
    &["strike", "strikes", "struck", "stricken", "striking"],
    &["fight", "fights", "fought", "fighting"],
    &["fall", "falls", "fell", "fallen", "falling"],
    &["rise", "rises", "rose", "risen", "rising"],
    &["win", "wins", "won", "winning"],
    &["lose", "loses", "lost", "losing"],
    &["leave", "leaves", "left", "leaving"],
    &["lead", "leads", "led", "leading"],
    &["keep", "keeps", "kept", "keeping"],
    &["bring", "brings", "brought", "bringing"],
    &["buy", "buys", "bought", "buying"],
    &["catch", "catches", "caught", "catching"],
    &["seek", "seeks", "sought", "seeking"],
    &["send", "sends", "sent", "sending"],
    &["spend", "spends", "spent", "spending"],
    &["lend", "lends", "lent", "lending"],
    &["build", "builds", "built", "building"],
    &["lay", "lays", "laid", "laying"],
    &["pay", "pays", "paid", "paying"],
    &["sell", "sells", "sold", "selling"],
    &["stand", "stands", "stood", "standing"],
    &["withstand", "withstands", "withstood", "withstanding"],
    &["meet", "meets", "met", "meeting"],
    &["sit", "sits", "sat", "sitting"],
    &["run", "runs", "ran", "running"],
    &["begin", "begins", "began", "begun", "beginning"],
    &["come", "comes", "came", "coming"],
    &["become", "becomes", "became", "becoming"],
    &["overcome", "overcomes", "overcame", "overcoming"],
    &["drive", "drives", "drove", "driven", "driving"],
    &["break", "breaks", "broke", "broken", "breaking"],
    &["choose", "chooses", "chose", "chosen", "choosing"],
    &["draw", "draws", "drew", "drawn", "drawing"],
    &[
        "withdraw",
        "withdraws",
        "withdrew",
        "withdrawn",
        "withdrawing",
    ],
    &["grow", "grows", "grew", "grown", "growing"],
    &["throw", "throws", "threw", "thrown", "throwing"],
    &[
        "overthrow",
        "overthrows",
        "overthrew",
        "overthrown",
        "overthrowing",
    ],
    &["overrun", "overruns", "overran", "overrunning"],
    &["blow", "blows", "blew", "blown", "blowing"],
    &["fly", "flies", "flew", "flown", "flying"],
    &["sink", "sinks", "sank", "sunk", "sinking"],
    &["drink", "drinks", "drank", "drunk", "drinking"],
    &["burn", "burns", "burned", "burnt", "burning"],
    &["spill", "spills", "spilled", "spilt", "spilling"],
    &["steal", "steals", "stole", "stolen", "stealing"],
    &["flee", "flees", "fled", "fleeing"],
    &["free", "frees", "freed", "freeing"],
    &["agree", "agrees", "agreed", "agreeing"],
    &["foresee", "foresees", "foresaw", "foreseen", "foreseeing"],
    &["forbid", "forbids", "forbade", "forbidden", "forbidding"],
    &["forget", "forgets", "forgot", "forgotten", "forgetting"],
    &["get", "gets", "got", "gotten", "getting"],
    &["behead", "beheads", "beheaded", "beheading"],
    &["retake", "retakes", "retook", "retaken", "retaking"],
    &["mistake", "mistakes", "mistook", "mistaken", "mistaking"],
    &[
        "undertake",
        "undertakes",
        "undertook",
        "undertaken",
        "undertaking",
    ],
    &[
        "overtake",
        "overtakes",
        "overtook",
        "overtaken",
        "overtaking",
    ],
    &["bear", "bears", "bore", "borne", "born", "bearing"],
    &["tear", "tears", "tore", "torn", "tearing"],
    &["wear", "wears", "wore", "worn", "wearing"],
    &["hide", "hides", "hid", "hidden", "hiding"],
    &["bind", "binds", "bound", "binding"],
    &["wind", "winds", "wound", "winding"],
    &["teach", "teaches", "taught", "teaching"],
    &["sing", "sings", "sang", "sung", "singing"],
    &["ring", "rings", "rang", "rung", "ringing"],
    &["swim", "swims", "swam", "swum", "swimming"],
    &["sweep", "sweeps", "swept", "sweeping"],
    &["sleep", "sleeps", "slept", "sleeping"],
    &["weep", "weeps", "wept", "weeping"],
    &["freeze", "freezes", "froze", "frozen", "freezing"],
    &["shrink", "shrinks", "shrank", "shrunk", "shrinking"],
    &["spread", "spreads", "spreading"],
    &["shed", "sheds", "shedding"],
    &["slay", "slays", "slew", "slain", "slaying"],
    &["stick", "sticks", "stuck", "sticking"],
    &["dig", "digs", "dug", "digging"],
    &["hang", "hangs", "hung", "hanged", "hanging"],
    &["feed", "feeds", "fed", "feeding"],
    &["bleed", "bleeds", "bled", "bleeding"],
    &["deal", "deals", "dealt", "dealing"],
    &["ride", "rides", "rode", "ridden", "riding"],
    &["man", "men"],
    &["woman", "women"],
    &["child", "children"],
    &["person", "people", "persons"],
    &["policeman", "policemen"],
    &["policewoman", "policewomen"],
    &["serviceman", "servicemen"],
    &["gunman", "gunmen"],
    &["fisherman", "fishermen"],
    &["spokesman", "spokesmen"],
    &["spokeswoman", "spokeswomen"],
    &["fireman", "firemen"],
    &["wife", "wives"],
    &["life", "lives"],
    &["half", "halves"],
    &["thief", "thieves"],
    &["foot", "feet"],
    &["tooth", "teeth"],
    &["mouse", "mice"],
    &["crisis", "crises"],
    &["analysis", "analyses"],
    &["hypothesis", "hypotheses"],
    &["criterion", "criteria"],
    &["medium", "media"],
];

/// Verbs of two or more syllables whose last consonant is doubled (stress on the last syllable, or British l).
const DOUBLED: &[&str] = &[
    "admit", "commit", "permit", "submit", "omit", "transmit", "refer", "infer", "confer",
    "prefer", "defer", "occur", "recur", "concur", "incur", "regret", "control", "patrol",
    "compel", "expel", "propel", "rebel", "repel", "cancel", "signal", "label", "travel", "level",
    "model", "fuel", "quarrel", "counsel", "marshal", "channel", "total", "kidnap", "handicap",
    "equip", "format", "program", "abhor", "abet", "rebut", "allot", "acquit", "embed",
];

/// The forms of a word, without repeats, the word itself first.
pub type Forms = Vec<String>;

/// All forms of an English verb or noun: with -s, -ed, -ing, or its irregular forms. The word itself comes first.
///
/// ```
/// use copydesk_facts::forms;
/// assert_eq!(forms("warn"), ["warn", "warns", "warned", "warning"]);
/// assert_eq!(forms("say"), ["say", "says", "said", "saying"]);
/// assert!(forms("deny").contains(&"denied".to_owned()));
/// ```
pub fn forms(word: &str) -> Forms {
    if let Some(known) = IRREGULAR.iter().find(|forms| forms.first() == Some(&word)) {
        return known.iter().map(|&form| form.to_owned()).collect();
    }
    let mut out = vec![word.to_owned()];
    let mut add = |form: String| {
        if !out.contains(&form) {
            out.push(form);
        }
    };
    let chars: Vec<char> = word.chars().collect();
    let at = |back: usize| {
        chars
            .len()
            .checked_sub(back)
            .and_then(|i| chars.get(i))
            .copied()
            .unwrap_or(' ')
    };
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let stem = |drop: usize| {
        chars
            .iter()
            .take(chars.len().saturating_sub(drop))
            .collect::<String>()
    };
    let (last, before, third) = (at(1), at(2), at(3));
    let sibilant = matches!(last, 's' | 'x' | 'z') || (last == 'h' && matches!(before, 'c' | 's'));
    if last == 'y' && !vowel(before) {
        add(format!("{}ies", stem(1)));
        add(format!("{}ied", stem(1)));
        add(format!("{word}ing"));
    } else if last == 'e' {
        add(format!("{word}s"));
        add(format!("{word}d"));
        if before == 'e' || before == 'o' || before == 'y' {
            add(format!("{word}ing"));
        } else {
            add(format!("{}ing", stem(1)));
        }
    } else {
        let doubles = DOUBLED.contains(&word)
            || (!vowel(last)
                && !matches!(last, 'w' | 'x' | 'y')
                && vowel(before)
                && !vowel(third)
                && chars.iter().filter(|&&c| vowel(c)).count() == 1);
        let base = if doubles {
            format!("{word}{last}")
        } else {
            word.to_owned()
        };
        add(if sibilant || (last == 'o' && !vowel(before)) {
            format!("{word}es")
        } else {
            format!("{word}s")
        });
        add(format!("{base}ed"));
        add(format!("{base}ing"));
        if doubles && last == 'l' {
            // American spelling beside the British one.
            add(format!("{word}ed"));
            add(format!("{word}ing"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_and_irregular() {
        assert_eq!(forms("claim"), ["claim", "claims", "claimed", "claiming"]);
        assert_eq!(forms("state"), ["state", "states", "stated", "stating"]);
        assert_eq!(forms("admit"), ["admit", "admits", "admitted", "admitting"]);
        assert_eq!(
            forms("stress"),
            ["stress", "stresses", "stressed", "stressing"]
        );
        assert_eq!(forms("kill"), ["kill", "kills", "killed", "killing"]);
        assert_eq!(forms("stab"), ["stab", "stabs", "stabbed", "stabbing"]);
        assert_eq!(forms("echo"), ["echo", "echoes", "echoed", "echoing"]);
        assert_eq!(
            forms("report"),
            ["report", "reports", "reported", "reporting"]
        );
        assert_eq!(forms("die"), ["die", "dies", "died", "dying"]);
        assert!(forms("signal").contains(&"signaled".to_owned()));
    }
}
