//! The dead told again by who they were: "Five schoolchildren were killed … the funeral of the six children", "Eight nurses
//! died … Candles were lit for the ten nurses".

use copydesk_draft::Span;

use super::recounted::{is_other, known};
use super::{Ground, mark, stem};
use crate::casualties::{Figure, Outcome, Telling};
use crate::lists::List;
use crate::numbers::lexeme::Look;
use crate::numbers::{Hedge, Number, Role};

/// A count and what its words allow.
type Counted = (Span, (f64, f64));

/// How many sentences behind the toll they may be told again.
const REACH: u32 = 6;

/// Words of burial and mourning: those they are said of are dead.
fn grief(word: &str) -> bool {
    matches!(
        word,
        "funeral"
            | "funerals"
            | "bury"
            | "buried"
            | "burying"
            | "burial"
            | "burials"
            | "coffin"
            | "coffins"
            | "grave"
            | "graves"
            | "mourn"
            | "mourned"
            | "mourning"
            | "mourners"
            | "candle"
            | "candles"
            | "vigil"
            | "memorial"
            | "half-mast"
            | "mast"
            | "silence"
            | "prayers"
            | "prayed"
            | "pray"
            | "tribute"
            | "tributes"
            | "condolences"
            | "requiem"
            | "wreath"
            | "wreaths"
            | "heroes"
            | "martyrs"
            | "cremated"
            | "deaths"
            | "died"
            | "dead"
            | "killed"
            | "killing"
            | "killings"
            | "murder"
            | "murdered"
            | "shot"
            | "drowned"
            | "perished"
            | "suffocated"
            | "widows"
            | "orphans"
            | "bereaved"
            | "morgue"
            | "mortuary"
    )
}

/// Words that tell of those who live, or of others.
fn alive(word: &str) -> bool {
    matches!(
        word,
        "survivors"
            | "survived"
            | "survive"
            | "survivor"
            | "surviving"
            | "rescued"
            | "safe"
            | "injured"
            | "hurt"
            | "wounded"
            | "missing"
            | "freed"
            | "released"
            | "escaped"
            | "unhurt"
            | "alive"
            | "treated"
            | "trapped"
            | "who"
            | "whose"
    )
}

const CHILDREN: &[&str] = &[
    "children",
    "child",
    "schoolchildren",
    "pupils",
    "students",
    "girls",
    "boys",
    "schoolgirls",
    "schoolboys",
    "youngsters",
    "teenagers",
    "babies",
    "infants",
    "toddlers",
];

/// True if those counted as `again` may be those counted as `first`, all of them.
fn related(first: &str, again: &str) -> bool {
    let young = |word: &str| CHILDREN.contains(&word);
    stem(first) == stem(again)
        || matches!(again, "people" | "victims" | "men")
            && !young(first)
            && !matches!(first, "people" | "women" | "girls")
        || again == "people" && young(first)
        || again == "children" && young(first)
        || young(again) && matches!(first, "schoolchildren" | "pupils" | "students")
}

/// Finds them: the toll and the dead told again.
pub(super) fn find(ground: &Ground<'_, '_>) -> Vec<(Counted, Counted)> {
    let mut found = Vec::new();
    for sentence in ground.cx.sentences.iter().filter(|one| ground.in_body(one)) {
        let look = ground.look(sentence);
        for count in ground.numbers_in(sentence.span) {
            let plain = count.role == Role::Cardinal
                && count.hedge == Hedge::Exact
                && count.number >= 2.0
                && !count.compound
                && !ground.cx.masked(count.span);
            if !plain {
                continue;
            }
            let Some((span, noun)) = again(ground, &look, count) else {
                continue;
            };
            if let Some(first) = earlier(ground, span, noun, count.number)
                && !known(ground, count)
            {
                found.push((first, (span, (count.number, count.number))));
            }
        }
    }
    found
}

/// "the six children" of a sentence of mourning.
fn again<'a>(
    ground: &Ground<'_, 'a>,
    look: &Look<'_, 'a>,
    count: &Number,
) -> Option<(Span, &'a str)> {
    let cx = ground.cx;
    let (first, last) = (count.tokens.0 as usize, count.tokens.1 as usize);
    let definite = first > look.first
        && (matches!(look.before(first, 1), "the" | "those" | "these")
            || look.before(first, 1) == "all" && look.before(first, 2) != "at");
    let noun = look.word(last);
    let people = cx.is(last, List::PersonNoun) && noun.ends_with('s')
        || matches!(
            noun,
            "people" | "children" | "men" | "women" | "schoolchildren"
        );
    if !definite || !people {
        return None;
    }
    let told = (look.first..look.end).any(|i| grief(look.word(i)));
    let others = (look.first..look.end).any(|i| alive(look.word(i)) || is_other(look.word(i)))
        || (look.first..look.end).any(|i| super::year(look.text(i)).is_some());
    // What follows may cut out a part: "the six children from Jos", "the 40 miners underground".
    let end = last + 1;
    let open = mark(look, end)
        || end >= look.end
        || cx.is(end, List::Auxiliary)
        || matches!(
            look.word(end),
            "on" | "will" | "with" | "to" | "by" | "at" | "as" | "and" | "died" | "heroes"
        ) && look.kind(end + 1).is_some()
            && !(look.word(end) == "at" && look.capital(end + 1));
    (told && !others && open).then(|| (cx.span(first - 1, end), noun))
}

/// The one toll told before.
fn earlier(ground: &Ground<'_, '_>, again: Span, noun: &str, number: f64) -> Option<Counted> {
    let cx = ground.cx;
    let place = cx.sentence_at(again.start);
    let dead: Vec<&Figure> = ground
        .casualties
        .figures
        .iter()
        .filter(|figure| {
            figure.span.end <= again.start
                && figure.outcome == Outcome::Killed
                && figure.number >= 2.0
                && figure.telling != Telling::History
                && figure.hedge != Hedge::Vague
        })
        .collect();
    let [figure] = dead.as_slice() else {
        return None;
    };
    if figure.part || figure.running || cx.sentence_at(figure.span.start) + REACH < place {
        return None;
    }
    let (_, last) = ground.tokens(figure.whom?);
    let first = cx.folded(last.checked_sub(1)?);
    let close = number < figure.number * 2.2 && figure.number < number * 2.2;
    let apart = figure.highest < number || number < figure.lowest;
    // "More came on Tuesday", "a sixth died": the toll has risen.
    let sentences = cx.sentence_at(figure.span.start)..place;
    let moved = sentences.clone().any(|one| {
        cx.sentence_tokens(one).any(|i| {
            matches!(
                cx.folded(i),
                "rose" | "risen" | "raised" | "wounds" | "injuries"
            ) || matches!(cx.folded(i), "later" | "since" | "another")
                && (i..i + 3).any(|k| cx.is(k, List::DieVerb) || cx.is(k, List::DeadWord))
                || cx.folded(i) == "more" && cx.folded(i + 1) != "than"
        })
    });
    (related(first, noun) && close && apart && !moved)
        .then_some((figure.span, (figure.lowest, figure.highest)))
}
