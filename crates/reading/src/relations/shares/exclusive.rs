//! What says that nobody and nothing is in two of the shares of a sentence: a vote, what people are, what makes up a whole, what a
//! thing is of, where it goes, what is left.

use super::parted::{camps, of_its, of_the_number};
use super::whole::made_up;
use super::words::base;
use super::{Ground, Share, mark, stem};
use crate::lists::List;
use crate::numbers::lexeme::{Look, Time};
use crate::token::TokenKind;

/// True if the words say that nobody and nothing is in two of the shares.
pub(super) fn exclusive(ground: &Ground<'_, '_>, look: &Look<'_, '_>, parts: &[Share]) -> bool {
    let mut bases: Vec<&str> = parts
        .iter()
        .filter_map(|part| base(look, part))
        .filter(|base| {
            !matches!(
                *base,
                "them"
                    | "it"
                    | "whom"
                    | "which"
                    | "all"
                    | "no"
                    | "other"
                    | "mixed"
                    | "another"
                    | "foreign"
            )
        })
        .map(stem)
        .collect();
    bases.sort_unstable();
    bases.dedup();
    let changes = parts.iter().any(|part| {
        let near = |i: usize| ground.cx.is(i, List::ChangeWord) && !made_up(look, i);
        matches!(look.before(part.first, 1), "by")
            || (1..=2).any(|back| part.first.checked_sub(back).is_some_and(near))
    });
    let timed = parts
        .iter()
        .filter(|part| {
            (part.last..part.last + 4)
                .take_while(|&i| !mark(look, i) && look.word(i) != "and")
                .any(|i| {
                    !matches!(look.time(i), Time::None | Time::Opener | Time::Vague(_))
                        || super::year(look.text(i)).is_some()
                })
        })
        .count();
    let groups = parts
        .iter()
        .filter(|part| {
            matches!(look.word(part.last), "among" | "in" | "at")
                || matches!(look.before(part.first, 2), "among" | "in" | "at")
        })
        .count();
    if bases.len() <= 1 && timed <= 1 && super::graded::graded(look, parts) {
        return true;
    }
    if bases.len() > 1 || changes || timed > 1 {
        return false;
    }
    if parts.len() > 2 && (of_its(ground, look, parts) || of_the_number(look, parts)) {
        return true;
    }
    if groups > 1 {
        return false;
    }
    if parts.len() == 2 {
        let left = parts.get(1).is_some_and(|part| is_left(look, part));
        return left || sexes(look, parts) || camps(look, parts);
    }
    left_told(look, parts)
        || voted(look, parts)
        || being(look, parts)
        || accounting(look, parts)
        || made_of(ground, look, parts)
        || going(look, parts)
}

/// The words of the item of a share: behind it up to the next share or mark, and before it back to the one before.
pub(super) fn around<'l>(
    look: &'l Look<'_, '_>,
    parts: &[Share],
    n: usize,
) -> impl Iterator<Item = usize> + 'l {
    let part = parts.get(n).copied();
    let before = n
        .checked_sub(1)
        .and_then(|n| parts.get(n))
        .map_or(look.first, |one| one.last);
    let after = parts.get(n + 1).map_or(look.end, |one| one.first);
    let (first, last) = part.map_or((0, 0), |part| (part.first, part.last));
    // "English (47 per cent)"
    let open = usize::from(matches!(look.before(first, 1), "(" | "["));
    let ahead = (before.max(first.saturating_sub(7))..first.saturating_sub(open))
        .rev()
        .take_while(|&i| !mark(look, i) && look.word(i) != "and");
    let behind =
        (last..after.min(last + 10)).take_while(|&i| !mark(look, i) && look.word(i) != "and");
    ahead.chain(behind)
}

/// How many of the shares have one of the words in their item.
fn with(look: &Look<'_, '_>, parts: &[Share], is: impl Fn(usize) -> bool) -> usize {
    (0..parts.len())
        .filter(|&n| around(look, parts, n).any(&is))
        .count()
}

/// "Women are 42 percent of the judges, and men 64 percent".
fn sexes(look: &Look<'_, '_>, parts: &[Share]) -> bool {
    let of =
        |n: usize, words: &[&str]| around(look, parts, n).any(|i| words.contains(&look.word(i)));
    let women: &[&str] = &["women", "female", "females", "girls"];
    let men: &[&str] = &["men", "male", "males", "boys"];
    let being = (look.first..look.end).any(|i| {
        matches!(
            look.word(i),
            "are"
                | "were"
                | "is"
                | "was"
                | "make"
                | "made"
                | "account"
                | "accounted"
                | "form"
                | "formed"
                | "with"
        )
    });
    let told = |n: usize| {
        parts.get(n).is_some_and(|part| {
            let behind = part.last..part.last + 3;
            let plain = mark(look, part.last) || look.word(part.last).is_empty();
            plain
                || behind.clone().any(|i| {
                    matches!(
                        look.word(i),
                        "of" | "are"
                            | "were"
                            | "female"
                            | "male"
                            | "women"
                            | "men"
                            | "boys"
                            | "girls"
                    )
                })
        })
    };
    // "Unemployment among women is 38 percent": a rate of each.
    let rates = (look.first..look.end).any(|i| {
        matches!(look.word(i), "among" | "for")
            && (women.contains(&look.word(i + 1)) || men.contains(&look.word(i + 1)))
    });
    !rates
        && being
        && told(0)
        && told(1)
        && (of(0, women) && !of(0, men) && of(1, men) && !of(1, women)
            || of(0, men) && !of(0, women) && of(1, women) && !of(1, men))
}

/// "the remaining 35%", "the other 40 per cent", "the rest, 20%": one of them is what the others leave.
fn left_told(look: &Look<'_, '_>, parts: &[Share]) -> bool {
    parts.iter().any(|part| is_left(look, part))
}

pub(super) fn is_left(look: &Look<'_, '_>, part: &Share) -> bool {
    matches!(look.before(part.first, 1), "remaining" | "other")
        && matches!(look.before(part.first, 2), "the" | "a")
        || (1..=2).any(|back| {
            matches!(look.before(part.first, back), "rest" | "remainder")
                && look.before(part.first, back + 1) == "the"
        })
}

/// A vote or a poll on it: a name beside each share, or what those asked will do.
fn voted(look: &Look<'_, '_>, parts: &[Share]) -> bool {
    let vote = (look.first..look.end).any(|i| {
        matches!(
            look.word(i),
            "poll"
                | "polls"
                | "vote"
                | "votes"
                | "election"
                | "elections"
                | "ballot"
                | "voting"
                | "electorate"
                | "run-off"
                | "runoff"
                | "primary"
                | "voters"
        )
    });
    let known = (look.first..look.end).any(|i| {
        matches!(
            look.word(i),
            "favourable"
                | "favorable"
                | "favourably"
                | "unfavourable"
                | "rating"
                | "ratings"
                | "satisfied"
                | "honest"
                | "know"
                | "knew"
                | "heard"
                | "agree"
                | "agreed"
                | "believe"
                | "believed"
                | "think"
                | "thought"
                | "want"
                | "wanted"
                | "worried"
                | "concerned"
                | "support"
                | "supported"
                | "oppose"
                | "opposed"
        )
    });
    if !vote || known {
        return false;
    }
    let named = with(look, parts, |i| {
        look.capital(i) && look.kind(i) == Some(TokenKind::Word)
            || matches!(
                look.word(i),
                "party"
                    | "parties"
                    | "others"
                    | "independents"
                    | "candidates"
                    | "undecided"
                    | "nobody"
                    | "none"
            )
    });
    let meaning = with(look, parts, |i| {
        matches!(
            look.word(i),
            "vote"
                | "party"
                | "back"
                | "favour"
                | "favor"
                | "prefer"
                | "undecided"
                | "home"
                | "abstain"
                | "stay"
                | "choose"
                | "opt"
        )
    });
    named == parts.len() || meaning == parts.len()
}

/// "58 percent are Catholic, 27 percent Muslim", "62% were men, 14% women and 9% children", "speak English (47 per cent) … as their
/// only mother tongue": what people are, of which each is one.
fn being(look: &Look<'_, '_>, parts: &[Share]) -> bool {
    let tongue = (look.first..look.end).any(|i| {
        matches!(look.word(i), "tongue" | "language")
            && matches!(
                look.before(i, 1),
                "mother" | "first" | "main" | "only" | "native" | "home"
            )
    });
    let faith = |i: usize| {
        look.capital(i)
            && matches!(
                look.word(i),
                "catholic"
                    | "catholics"
                    | "muslim"
                    | "muslims"
                    | "protestant"
                    | "protestants"
                    | "orthodox"
                    | "hindu"
                    | "hindus"
                    | "buddhist"
                    | "buddhists"
                    | "christian"
                    | "christians"
                    | "jewish"
                    | "jews"
                    | "sikh"
                    | "sikhs"
                    | "sunni"
                    | "sunnis"
                    | "shia"
                    | "shias"
                    | "anglican"
                    | "anglicans"
                    | "methodist"
                    | "methodists"
                    | "lutheran"
                    | "lutherans"
                    | "baptist"
                    | "baptists"
                    | "pentecostal"
                    | "evangelical"
                    | "evangelicals"
                    | "druze"
                    | "mormon"
                    | "mormons"
                    | "animist"
                    | "maronite"
                    | "alawite"
                    | "presbyterian"
                    | "presbyterians"
            )
            || matches!(
                look.word(i),
                "religion"
                    | "religions"
                    | "faith"
                    | "faiths"
                    | "atheist"
                    | "atheists"
                    | "agnostic"
                    | "beliefs"
            )
    };
    let sex = |i: usize| {
        matches!(
            look.word(i),
            "men"
                | "women"
                | "children"
                | "boys"
                | "girls"
                | "adults"
                | "teenagers"
                | "pensioners"
                | "minors"
                | "infants"
                | "babies"
                | "toddlers"
        )
    };
    let people = |i: usize| {
        i > look.first && look.capital(i) && look.kind(i) == Some(TokenKind::Word) && {
            let word = look.word(i);
            [
                "ans", "ish", "ese", "ians", "ian", "an", "is", "ch", "ens", "es", "ns",
            ]
            .iter()
            .any(|end| word.ends_with(end))
        } || look.capital(i) && look.cx.names.is_demonym(look.cx, i)
            || matches!(
                look.word(i),
                "others"
                    | "other"
                    | "mixed"
                    | "foreign"
                    | "foreigners"
                    | "another"
                    | "white"
                    | "black"
                    | "asian"
            )
    };
    let are = (look.first..look.end).any(|i| matches!(look.word(i), "are" | "were" | "is" | "was"));
    let all = parts.len();
    tongue && with(look, parts, |i| people(i) || look.capital(i)) == all
        || with(look, parts, faith) == all
        || are && with(look, parts, sex) == all
        || are && with(look, parts, |i| people(i) && !faith(i)) == all
}

/// "drivers accounted for 48%, passengers for 17%, … and cyclists for 6%", "A makes up 40%, B 35% and C 30%": parts that make up
/// one whole.
fn accounting(look: &Look<'_, '_>, parts: &[Share]) -> bool {
    let verb = (look.first..look.end).find(|&i| {
        matches!(
            look.word(i),
            "account" | "accounts" | "accounted" | "accounting"
        ) && look.word(i + 1) == "for"
            || matches!(look.word(i), "make" | "makes" | "made" | "making")
                && look.word(i + 1) == "up"
            || matches!(
                look.word(i),
                "constitute"
                    | "constitutes"
                    | "constituted"
                    | "contributes"
                    | "contributed"
                    | "represents"
                    | "represented"
                    | "supplies"
                    | "supplied"
                    | "generates"
                    | "generated"
                    | "provides"
                    | "provided"
                    | "owns"
                    | "holds"
                    | "held"
            )
    });
    let Some(verb) = verb else { return false };
    // The verb once, and then the name before each share.
    parts
        .first()
        .is_some_and(|part| verb < part.first && part.first - verb <= 4)
        && parts.windows(2).all(|pair| {
            let [a, b] = pair else { return false };
            let gap = (a.last..b.first)
                .rev()
                .take_while(|&i| !mark(look, i) && look.word(i) != "and");
            let words: Vec<usize> = gap.collect();
            (1..=6).contains(&words.len())
                && words.iter().all(|&i| {
                    matches!(look.kind(i), Some(TokenKind::Word | TokenKind::Possessive))
                        || look.hyphen(i)
                })
                && !words.iter().any(|&i| {
                    matches!(
                        look.word(i),
                        "which" | "who" | "that" | "but" | "while" | "with" | "about" | "some"
                    )
                })
                || words.iter().any(|&i| look.word(i) == look.word(verb))
                // "with all other nationalities accounting for 9 percent"
                || words.iter().any(|&i| matches!(look.word(i), "other" | "others" | "rest"))
                    && words.iter().any(|&i| look.word(i).starts_with("account"))
        })
}

/// "65% cotton, 30% polyester and 15% elastane": bare stuffs of one thing, whose word stands before them.
fn made_of(ground: &Ground<'_, '_>, look: &Look<'_, '_>, parts: &[Share]) -> bool {
    let cx = ground.cx;
    let cue = parts.first().is_some_and(|part| {
        (look.first..part.first).any(|i| {
            matches!(
                look.word(i),
                "labelled"
                    | "labeled"
                    | "label"
                    | "blend"
                    | "alloy"
                    | "fabric"
                    | "cloth"
                    | "mixture"
                    | "mix"
                    | "recipe"
                    | "composition"
                    | "breakdown"
                    | "consists"
                    | "consisted"
                    | "contains"
                    | "contained"
                    | "comprises"
                    | "comprised"
                    | "composed"
                    | "yarn"
                    | "thread"
                    | "garment"
                    | "shirt"
                    | "dough"
                    | "feed"
                    | "fuel"
                    | "concrete"
                    | "compost"
                    | "soil"
                    | "wine"
                    | "portfolio"
                    | "split"
                    | "divided"
                    | "proportions"
                    | "being"
                    | "is"
                    | "was"
            ) || matches!(
                (look.word(i), look.word(i + 1)),
                ("made", "of" | "up" | "from")
            )
        })
    });
    let stuff = |part: &Share| {
        let i = part.last;
        look.kind(i) == Some(TokenKind::Word)
            && !look.capital(i)
            && !cx.is(i, List::Preposition)
            && !cx.is(i, List::Auxiliary)
            && !cx.is(i, List::Modal)
            && !cx.is(i, List::FiniteForm)
            && !cx.is(i, List::PastForm)
            && !cx.is(i, List::PersonNoun)
            && !cx.is(i, List::Conjunction)
            && (i + 1..i + 3)
                .any(|k| mark(look, k) || look.word(k) == "and" || look.word(k) == "by")
            && cx.str(part.span).is_ascii()
    };
    cue && parts.iter().all(stuff)
        && parts.windows(2).all(|pair| {
            let [a, b] = pair else { return false };
            b.first - a.last <= 5
        })
}

/// "81%, going to projects abroad, 14% to fundraising and 11% to salaries", "45% comes from tickets, 35% from rent …": one
/// verb, and the same word behind each share.
fn going(look: &Look<'_, '_>, parts: &[Share]) -> bool {
    let Some((first, rest)) = parts.split_first() else {
        return false;
    };
    let Some(next) = rest.first() else {
        return false;
    };
    let link = look.word(next.last);
    let verb = (first.last..next.first).any(|i| {
        matches!(
            look.word(i),
            "going"
                | "goes"
                | "go"
                | "went"
                | "comes"
                | "come"
                | "came"
                | "coming"
                | "spent"
                | "sold"
                | "shipped"
                | "exported"
                | "allocated"
                | "paid"
                | "given"
                | "sent"
                | "raised"
                | "earned"
                | "drawn"
                | "imported"
                | "bought"
                | "generated"
                | "produced"
                | "supplied"
                | "travelled"
                | "traveled"
                | "commute"
                | "commuted"
                | "belongs"
                | "belong"
                | "belonged"
        ) && (i + 1..i + 4).any(|k| look.word(k) == link)
    });
    matches!(link, "to" | "from" | "on" | "by" | "into")
        && verb
        && rest.iter().all(|part| look.word(part.last) == link)
}
