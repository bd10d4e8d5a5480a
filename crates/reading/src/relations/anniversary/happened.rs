//! What an anniversary is of, and how it is told that it happened: "of the sinking … the ferry went down".

/// The verbs that tell what a noun names.
pub(super) fn verbs_of(noun: &str) -> Option<&'static [&'static str]> {
    Some(match noun {
        "sinking" | "loss" | "wreck" | "shipwreck" | "capsizing" => &[
            "sank",
            "sunk",
            "went",
            "capsized",
            "foundered",
            "wrecked",
            "lost",
            "overturned",
            "struck",
            "rammed",
        ],
        "birth" => &["born"],
        "death" | "passing" | "deaths" => &[
            "died",
            "killed",
            "murdered",
            "shot",
            "stabbed",
            "assassinated",
            "executed",
            "hanged",
            "drowned",
            "perished",
            "collapsed",
        ],
        "killing" | "murder" | "shooting" | "assassination" | "stabbing" | "killings"
        | "murders" | "massacre" | "execution" | "lynching" => &[
            "killed",
            "murdered",
            "shot",
            "stabbed",
            "assassinated",
            "massacred",
            "executed",
            "gunned",
            "died",
            "strangled",
            "hanged",
            "lynched",
        ],
        "collapse" | "fall" => &["fell", "collapsed", "crumbled", "gave", "toppled", "came"],
        "disappearance" | "abduction" | "kidnapping" => &[
            "vanished",
            "disappeared",
            "seen",
            "missing",
            "abducted",
            "kidnapped",
            "taken",
            "seized",
        ],
        "liberation" => &["liberated", "freed", "entered", "drove", "took", "marched"],
        "split" | "break-up" | "breakup" | "divorce" => &["split", "broke", "parted", "divorced"],
        "independence" => &[
            "independence",
            "independent",
            "broke",
            "freed",
            "rule",
            "power",
            "sovereign",
            "seceded",
            "flag",
        ],
        "founding" | "foundation" | "creation" | "opening" | "launch" | "establishment"
        | "inauguration" | "completion" | "unveiling" => &[
            "founded",
            "opened",
            "launched",
            "established",
            "created",
            "built",
            "inaugurated",
            "formed",
            "began",
            "started",
            "unveiled",
            "completed",
            "first",
            "set",
        ],
        "flood" | "floods" | "flooding" | "deluge" => {
            &["flooded", "burst", "swept", "rose", "submerged", "drowned"]
        }
        "fire" | "blaze" | "inferno" => &["burned", "burnt", "fire", "gutted", "flames", "blaze"],
        "explosion" | "blast" | "bombing" | "bomb" => &[
            "exploded",
            "blew",
            "bomb",
            "blast",
            "explosion",
            "detonated",
            "bombed",
            "ripped",
        ],
        "crash" | "collision" | "derailment" => &[
            "crashed", "collided", "derailed", "hit", "plunged", "came", "struck", "flew", "left",
        ],
        "earthquake" | "quake" | "tremor" => {
            &["shook", "struck", "quake", "earthquake", "levelled"]
        }
        "eruption" => &["erupted", "buried"],
        "election" | "appointment" | "installation" => &[
            "elected",
            "appointed",
            "chosen",
            "installed",
            "won",
            "named",
        ],
        "arrest" | "imprisonment" | "conviction" | "detention" => &[
            "arrested",
            "jailed",
            "imprisoned",
            "convicted",
            "detained",
            "sentenced",
        ],
        "abolition" | "ban" | "repeal" => &["abolished", "banned", "repealed", "outlawed"],
        "signing" | "treaty" | "accord" | "agreement" | "truce" | "ceasefire" | "armistice" => {
            &["signed", "sealed", "agreed", "initialled", "ratified"]
        }
        "coronation" | "accession" | "enthronement" => &[
            "crowned",
            "enthroned",
            "throne",
            "ascended",
            "acceded",
            "succeeded",
        ],
        "invasion" => &["invaded", "crossed", "landed", "marched"],
        "siege" => &["besieged", "surrounded"],
        "revolution" | "coup" | "uprising" | "revolt" => &[
            "overthrew",
            "overthrown",
            "toppled",
            "seized",
            "ousted",
            "rose",
            "rebelled",
        ],
        "wedding" | "marriage" => &["married", "wed", "wedding"],
        "ordination" => &["ordained"],
        "discovery" => &["discovered", "found"],
        "first" => &["first"],
        "tsunami" => &[
            "struck", "hit", "swept", "waves", "wave", "reached", "killed",
        ],
        "storm" | "hurricane" | "typhoon" | "cyclone" | "gale" => &[
            "struck", "hit", "swept", "battered", "landfall", "ashore", "blew", "tore",
        ],
        "landslide" | "mudslide" | "avalanche" | "rockfall" => &[
            "buried", "swept", "slid", "engulfed", "came", "fell", "hit", "killed",
        ],
        "landing" | "landings" => &["landed", "landing", "ashore"],
        "hijacking" => &["hijacked", "seized"],
        "riot" | "riots" | "protest" | "protests" | "march" => {
            &["rioted", "marched", "protested", "took", "broke", "began"]
        }
        "battle" => &["fought", "clashed", "fell", "defeated"],
        "victory" | "win" | "triumph" | "defeat" => &["beat", "won", "defeated", "lost"],
        "deportation" | "deportations" | "expulsion" => {
            &["deported", "expelled", "forced", "driven"]
        }
        "referendum" | "vote" => &["voted"],
        "merger" | "unification" | "reunification" => &["merged", "united", "reunited", "joined"],
        "resignation" => &["resigned", "quit", "stepped"],
        "strike" | "walkout" => &["walked", "downed", "struck", "stopped"],
        "flight" => &["flew", "took", "made"],
        "escape" => &["escaped", "fled"],
        _ => return None,
    })
}

/// A noun for a happening that does not say which.
pub(super) fn any_event(noun: &str) -> bool {
    matches!(
        noun,
        "tragedy"
            | "disaster"
            | "catastrophe"
            | "calamity"
            | "accident"
            | "attack"
            | "event"
            | "events"
            | "atrocity"
            | "outrage"
            | "crime"
            | "attacks"
    )
}
