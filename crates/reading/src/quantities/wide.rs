//! Changes in the widest reading, where no narrower one has read any: one change, and two values that a word ("against",
//! "instead of", "where it was") or their times set against each other, in one sentence, in two, or under a headline.

mod relate;
mod then;

use copydesk_draft::BlockKind;

use super::Quantities;
use super::across::{most, own, values};
use super::apart::{self, Pair, Told};
use super::change::{Amount, Kind, of_another_time};
use crate::cx::Cx;
use crate::numbers::lexeme::Look;
use crate::numbers::{Hedge, Number};
use crate::sentence::Sentence;

/// One sentence with what it counts and the change it states.
struct Seen<'c, 'a> {
    look: Look<'c, 'a>,
    values: Vec<Amount>,
    told: Option<Told>,
}

impl<'c, 'a> Seen<'c, 'a> {
    fn new(cx: &'c Cx<'a>, numbers: &[Number], out: &Quantities, sentence: &Sentence) -> Self {
        let look = Look::new(cx, sentence);
        let amounts = values(numbers, out, sentence);
        let told = apart::told(&look, &amounts);
        let skip = told.as_ref().and_then(|told| told.amount);
        let values = amounts
            .iter()
            .enumerate()
            .filter(|&(n, amount)| Some(n) != skip && value(&look, amount))
            .map(|(_, amount)| *amount)
            .collect();
        Self { look, values, told }
    }

    /// The two values, the earlier first.
    fn pair(&self, told: &Told) -> Option<Pair> {
        then::joined(&self.look, &self.values)
            .or_else(|| then::timed(&self.look, &self.values, told.stated.direction))
    }
}

/// True for an amount that can be one end of a change: no share, year, day, age or length of time.
fn value(look: &Look<'_, '_>, one: &Amount) -> bool {
    use crate::numbers::lexeme::Time;
    let behind = usize::from(look.hyphen(one.last)) + one.last;
    let of_time = |i: usize| {
        !matches!(
            look.time(i),
            Time::None | Time::Weekday(..) | Time::Opener | Time::Vague(_) | Time::Today(_)
        )
    };
    let before = |n: usize| one.first.checked_sub(n).is_some_and(&of_time);
    apart::counts(look, one)
        && !matches!(one.kind, Kind::Percent)
        && !matches!(one.hedge, Hedge::Range | Hedge::Vague)
        && one.number > 0.0
        && !(one.kind == Kind::Plain
            && (of_time(behind)
                || before(1)
                || matches!(
                    look.before(one.first, 1),
                    "aged" | "age" | "number" | "no" | ":"
                )))
        && !(matches!(one.kind, Kind::Quantity(_)) && of_time(one.last.saturating_sub(1)))
}

/// Finds them; `out.changes` stays in order.
pub(super) fn find(cx: &Cx<'_>, numbers: &[Number], out: &mut Quantities) {
    let mut found = Vec::new();
    for (i, first) in cx.sentences.iter().enumerate() {
        if most(numbers, out, first) == 0 && !relate::multiplies(cx, first) {
            continue;
        }
        let headline = cx
            .blocks
            .get(first.block as usize)
            .is_some_and(|block| block.kind == BlockKind::Headline);
        if headline {
            found.extend(under(cx, numbers, out, first));
            continue;
        }
        if stated(out, first) {
            continue;
        }
        let one = Seen::new(cx, numbers, out, first);
        if let Some(told) = one.told
            && let Some(pair) = one.pair(&told)
        {
            if relate::within(&one.look, &told, &pair) && apart_fits(&told, &pair) {
                let change = apart::change(cx, &told.stated, &pair);
                if !of_another_time(&one.look, &change) {
                    found.push(change);
                }
            }
            continue;
        }
        let Some(second) = cx
            .sentences
            .get(i + 1)
            .filter(|other| other.block == first.block && !stated(out, other))
        else {
            continue;
        };
        let two = Seen::new(cx, numbers, out, second);
        if let Some(change) = over(&one, &two) {
            found.push(change);
            continue;
        }
        // "Last year 48 people drowned. The year before it was 40. That is a 30 per cent increase."
        if let Some(third) = cx
            .sentences
            .get(i + 2)
            .filter(|other| other.block == first.block && !stated(out, other))
            && one.told.is_none()
            && two.told.is_none()
        {
            let three = Seen::new(cx, numbers, out, third);
            found.extend(behind_two(&one, &two, &three));
        }
    }
    // What a narrower reading has told is not told again.
    found.retain(|change| {
        !out.changes
            .iter()
            .any(|other| other.stated.is_some() && other.span.overlaps(change.span))
    });
    out.changes.extend(found);
    // "7% a year" is told of each year, not of the whole.
    for change in &mut out.changes {
        let yearly = change.stated.is_some_and(|stated| {
            let last = cx.token_at(stated.span.end.saturating_sub(1)) + 1;
            cx.sentence(cx.sentence_at(stated.span.start))
                .is_some_and(|one| relate::by_the_year(&Look::new(cx, one), last))
        });
        if yearly {
            change.stated = None;
        }
    }
    out.changes.sort_by_key(|change| change.span);
    out.changes.dedup_by_key(|change| change.span);
}

fn stated(out: &Quantities, sentence: &Sentence) -> bool {
    own(out, sentence).iter().any(|one| one.stated.is_some())
}

fn apart_fits(told: &Told, pair: &Pair) -> bool {
    !told.stated.points && apart::fits(&told.stated, pair.from.number, pair.to.number)
}

/// A change and its values in two sentences.
fn over(one: &Seen<'_, '_>, two: &Seen<'_, '_>) -> Option<super::Change> {
    let cx = one.look.cx;
    let (told, pair) = match (one.told, two.told) {
        // "Visits halved. There were 4,000 of them, against 6,000 the year before."
        (Some(told), None) if one.values.is_empty() => {
            let pair = two.pair(&told)?;
            relate::goes_on(&one.look, &told, &two.look, &pair).then_some((told, pair))?
        }
        // "It sold 240 in May against 300 in April. The drop of 30% …"
        (None, Some(told)) if two.values.is_empty() => {
            let pair = one.pair(&told)?;
            relate::goes_back(&two.look, &told).then_some((told, pair))?
        }
        (Some(_), None) | (None, Some(_)) => {
            let ([a], [b]) = (one.values.as_slice(), two.values.as_slice()) else {
                return None;
            };
            let told = one.told.or(two.told)?;
            let pair = then::timed_over((&one.look, *a), (&two.look, *b), told.stated.direction)?;
            let (look, own) = if one.told.is_some() {
                (&one.look, a)
            } else {
                (&two.look, b)
            };
            let near = Pair {
                from: *own,
                to: *own,
            };
            (relate::within(look, &told, &near)
                && relate::one_thing((&one.look, a), (&two.look, b)))
            .then_some((told, pair))?
        }
        _ => return None,
    };
    apart_fits(&told, &pair).then(|| apart::change(cx, &told.stated, &pair))
}

/// One value in each of two sentences, and the change in a third that goes back to them.
fn behind_two(
    one: &Seen<'_, '_>,
    two: &Seen<'_, '_>,
    three: &Seen<'_, '_>,
) -> Option<super::Change> {
    let told = three.told.filter(|_| three.values.is_empty())?;
    let ([a], [b]) = (one.values.as_slice(), two.values.as_slice()) else {
        return None;
    };
    let pair = then::timed_over((&one.look, *a), (&two.look, *b), told.stated.direction)?;
    (relate::goes_back(&three.look, &told)
        && relate::one_thing((&one.look, a), (&two.look, b))
        && apart_fits(&told, &pair))
    .then(|| apart::change(one.look.cx, &told.stated, &pair))
}

/// The change of a headline beside the values of one of the first sentences of the text.
fn under(
    cx: &Cx<'_>,
    numbers: &[Number],
    out: &Quantities,
    head: &Sentence,
) -> Option<super::Change> {
    let above = Seen::new(cx, numbers, out, head);
    let told = above
        .told
        .or_else(|| relate::headline_times(&above.look))
        .filter(|_| above.values.is_empty())?;
    let mut body = cx
        .sentences
        .iter()
        .filter(|one| {
            cx.blocks
                .get(one.block as usize)
                .is_some_and(|block| block.kind == BlockKind::Paragraph)
        })
        .take(3);
    body.find_map(|sentence| {
        if stated(out, sentence) {
            return None;
        }
        let below = Seen::new(cx, numbers, out, sentence);
        let pair = then::joined(&below.look, &below.values)?;
        let fits = below.told.is_none()
            && relate::titled(&above.look, &told, &below.look, &pair)
            && apart_fits(&told, &pair);
        fits.then(|| super::Change {
            span: cx.span(
                pair.from.first.min(pair.to.first),
                pair.from.last.max(pair.to.last),
            ),
            ..apart::change(cx, &told.stated, &pair)
        })
    })
}
