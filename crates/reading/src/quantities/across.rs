//! Changes told over several sentences: "Imports halved. They were 620,000 tonnes, against 1.2 million in 2023"; "stands
//! at 82%. It was 90% in 2020. The drop of 8% …"; a headline's change beside the values of the lede.

use copydesk_draft::Span;

use super::change::{Amount, Change, Kind, Stated, amounts, differences, multiple, stated, verb};
use super::{Percentage, Quantities, apart};
use crate::cx::Cx;
use crate::numbers::lexeme::Look;
use crate::numbers::{Hedge, Number, Role};
use crate::order::starting_in;
use crate::sentence::Sentence;

/// Finds them; `out.changes` stays in order.
pub(super) fn find(cx: &Cx<'_>, numbers: &[Number], out: &mut Quantities) {
    let mut found = Vec::new();
    for (i, first) in cx.sentences.iter().enumerate() {
        let Some(second) = next(cx, first, i + 1) else {
            continue;
        };
        if let Some(change) = against(cx, numbers, out, first, second)
            .or_else(|| stated_after(cx, numbers, out, first, second))
            .or_else(|| stated_before(cx, numbers, out, first, second))
            .or_else(|| told_over(cx, numbers, out, first, second))
            .or_else(|| that_is(cx, numbers, out, first, second))
            .or_else(|| super::over::find(cx, numbers, out, &[first, second]))
        {
            found.push(change);
        }
        if let Some(third) = next(cx, first, i + 2)
            && let Some(change) = it_was(cx, out, [first, second, third])
                .or_else(|| super::over::find(cx, numbers, out, &[first, second, third]))
        {
            found.push(change);
        }
    }
    out.changes.extend(found);
    out.changes.sort_by_key(|change| change.span);
    super::echoed::find(cx, numbers, out);
    super::topmost::find(cx, numbers, out);
    super::wide::find(cx, numbers, out);
    out.changes
        .retain(|change| !super::change::of_a_clause(cx, change));
    let mut rates = Vec::new();
    for (i, first) in cx.sentences.iter().enumerate() {
        if let Some(second) = next(cx, first, i + 1) {
            rates.extend(rate_before(cx, numbers, out, first, second));
        }
    }
    if !rates.is_empty() {
        out.changes.extend(rates);
        out.changes.sort_by_key(|change| change.span);
    }
}

fn next<'a>(cx: &Cx<'a>, first: &Sentence, i: usize) -> Option<&'a Sentence> {
    cx.sentences
        .get(i)
        .filter(|other| other.block == first.block)
}

/// The percentages of a sentence.
pub(super) fn percentages<'o>(out: &'o Quantities, sentence: &Sentence) -> Vec<&'o Percentage> {
    out.percentages_in(sentence.span).iter().collect()
}

/// The last token of a sentence that may end it: the place of its full stop.
fn stop(look: &Look<'_, '_>) -> usize {
    look.end.saturating_sub(1)
}

/// The values of a sentence.
pub(super) fn values(numbers: &[Number], out: &Quantities, sentence: &Sentence) -> Vec<Amount> {
    amounts(
        starting_in(numbers, sentence.span, |number| number.span),
        starting_in(&out.percentages, sentence.span, |p| p.span),
        starting_in(&out.sums, sentence.span, |sum| sum.span),
        starting_in(&out.quantities, sentence.span, |q| q.span),
    )
}

/// No more values has a sentence.
pub(super) fn most(numbers: &[Number], out: &Quantities, sentence: &Sentence) -> usize {
    starting_in(numbers, sentence.span, |number| number.span).len()
        + starting_in(&out.percentages, sentence.span, |p| p.span).len()
        + starting_in(&out.sums, sentence.span, |sum| sum.span).len()
        + starting_in(&out.quantities, sentence.span, |q| q.span).len()
}

/// The changes of a sentence that its own words told.
pub(super) fn own<'o>(out: &'o Quantities, sentence: &Sentence) -> &'o [Change] {
    starting_in(&out.changes, sentence.span, |change| change.span)
}

/// "Last autumn 31% ran late. This autumn 27% did, a 4% improvement": the one rate of the sentence before.
fn rate_before(
    cx: &Cx<'_>,
    numbers: &[Number],
    out: &Quantities,
    first: &Sentence,
    second: &Sentence,
) -> Option<Change> {
    if out.percentages_in(second.span).len() < 2 {
        return None;
    }
    let rates = |sentence: &Sentence| -> Vec<Amount> {
        let mut all = values(numbers, out, sentence);
        all.retain(|one| one.kind == Kind::Percent);
        all
    };
    let (before, here) = (rates(first), rates(second));
    let ([a], [b, change]) = (before.as_slice(), here.as_slice()) else {
        return None;
    };
    let found = differences::apart(&Look::new(cx, second), a, b, change)?;
    let span = Span::new(cx.span(b.first, b.last).start, found.span.end);
    let told = out
        .changes
        .iter()
        .any(|one| one.span.overlaps(cx.span(change.first, change.last)));
    (!told).then_some(Change { span, ..found })
}

/// "The club raised its ticket from $500 to $650. The increase of 20 percent drew whistles."
fn stated_after(
    cx: &Cx<'_>,
    numbers: &[Number],
    out: &Quantities,
    first: &Sentence,
    second: &Sentence,
) -> Option<Change> {
    let look = Look::new(cx, second);
    if !own(out, second).is_empty() {
        return None;
    }
    let told = apart::told(&look, &values(numbers, out, second))?;
    let figures = most(numbers, out, second);
    if !apart::refers_back(&look, &told)
        && !alone_of(&look, &told, figures)
        && !the_change(&look, &told, figures)
    {
        return None;
    }
    let (from, to, span, percent, steps) = match own(out, first) {
        [] => {
            let pair = apart::pair(&Look::new(cx, first), &values(numbers, out, first), None)?;
            let made = apart::change(cx, &told.stated, &pair);
            (made.from, made.to, made.span, made.percent, made.steps)
        }
        [open] if open.stated.is_none() => {
            (open.from, open.to, open.span, open.percent, open.steps)
        }
        _ => return None,
    };
    apart::fits(&told.stated, from, to).then(|| Change {
        span: span.to(told.stated.span),
        from,
        to,
        steps,
        percent,
        share: false,
        stated: Some(told.stated),
        amount: None,
    })
}

/// "The operator blamed the 30 per cent drop on fog": a definite change, the only figure of its sentence.
fn the_change(look: &Look<'_, '_>, told: &apart::Told, figures: usize) -> bool {
    figures <= 2
        && matches!(look.before(told.first, 1), "the" | "that" | "this")
        && told.first > look.first + 1
        && !(look.first..look.end).any(|i| {
            matches!(look.text(i), ";" | ":")
                || matches!(
                    look.word(i),
                    "if" | "not"
                        | "expected"
                        | "would"
                        | "could"
                        | "after"
                        | "follows"
                        | "followed"
                )
        })
}

/// "Its chairman said a drop of 40% was no surprise": a change of nothing else, the only figure of its sentence.
fn alone_of(look: &Look<'_, '_>, told: &apart::Told, figures: usize) -> bool {
    let (from, to) = (told.first, told.last);
    let article = matches!(look.before(from, 1), "a" | "an" | "the" | "that" | "this");
    let said = (look.first..from).any(|i| look.cx.is(i, crate::lists::List::ReportingVerb));
    let no_other = !(look.first..from).any(|i| {
        matches!(look.text(i), ";" | ":") || matches!(look.word(i), "if" | "not" | "expected")
    });
    figures <= 2
        && article
        && said
        && no_other
        && from >= look.first + 2
        && matches!(
            look.word(to),
            "was" | "is" | "would" | "had" | "could" | "should" | "did"
        )
}

/// "Youth unemployment dropped 3%. It was 22% last spring and is 19% now."
fn stated_before(
    cx: &Cx<'_>,
    numbers: &[Number],
    out: &Quantities,
    first: &Sentence,
    second: &Sentence,
) -> Option<Change> {
    let then = Look::new(cx, second);
    let refers = matches!(then.word(then.first), "they" | "it" | "that" | "those")
        && matches!(
            then.word(then.first + 1),
            "were" | "was" | "is" | "are" | "stood" | "stands" | "averaged" | "cost" | "costs"
        );
    if !refers || !own(out, first).is_empty() || !own(out, second).is_empty() {
        return None;
    }
    let pair = apart::pair(&then, &values(numbers, out, second), None)?;
    let before = values(numbers, out, first);
    let look = Look::new(cx, first);
    let told = apart::told(&look, &before)?;
    (before.len() <= 1 && apart::fits(&told.stated, pair.from.number, pair.to.number))
        .then(|| apart::change(cx, &told.stated, &pair))
}

/// "It sold 300,000 copies in 2005. It now sells 100,000, a drop of two-thirds."
fn told_over(
    cx: &Cx<'_>,
    numbers: &[Number],
    out: &Quantities,
    first: &Sentence,
    second: &Sentence,
) -> Option<Change> {
    let (a, b) = (Look::new(cx, first), Look::new(cx, second));
    let opens = matches!(
        b.word(b.first),
        "it" | "they" | "there" | "today" | "now" | "this" | "these" | "by" | "but" | "last"
    );
    if !opens || !own(out, first).is_empty() || !own(out, second).is_empty() {
        return None;
    }
    apart::over_two(
        (&a, &values(numbers, out, first)),
        (&b, &values(numbers, out, second)),
    )
}

/// "8% more than last year, when the pass rate was 63%": a clause tells the value of then.
fn clause_then(then: &Look<'_, '_>, from: usize, value: usize) -> bool {
    let hedged = usize::from(matches!(
        then.before(value, 1),
        "just" | "only" | "about" | "some"
    ));
    value - from <= 13
        && (from..value).any(|i| then.word(i) == "when")
        && !(from..value).any(|i| matches!(then.text(i), ";" | ":"))
        && matches!(
            then.before(value, 1 + hedged),
            "was" | "were" | "at" | "took" | "had" | "won" | "got" | "only" | "reached" | "hit"
        )
}

/// "Exports were 1,200 tonnes last year. That is 70% more than the 1,000 of 2023."
fn that_is(
    cx: &Cx<'_>,
    numbers: &[Number],
    out: &Quantities,
    first: &Sentence,
    second: &Sentence,
) -> Option<Change> {
    let then = Look::new(cx, second);
    let refers = matches!(then.word(then.first), "that" | "this" | "it")
        && matches!(
            then.word(then.first + 1),
            "is" | "was" | "represents" | "represented" | "marks" | "marked"
        );
    if !refers || !own(out, first).is_empty() || !own(out, second).is_empty() {
        return None;
    }
    let told = values(numbers, out, second);
    let [change, from] = told.as_slice() else {
        return None;
    };
    let (link, than) = (then.word(change.last), then.word(change.last + 1));
    let direction = match (then.before(change.first, 1), link, than) {
        (_, "more" | "higher" | "above" | "larger", "than" | "the") => "rise",
        (_, "less" | "fewer" | "lower" | "below" | "smaller", "than" | "the") => "fall",
        ("up", "on" | "from", _) => "rise",
        ("down", "on" | "from", _) => "fall",
        ("a" | "an", noun, "on" | "from" | "over") => noun,
        _ => return None,
    };
    let direction = verb(direction)?;
    let close = from.first > change.last
        && (from.first - change.last <= 5 || clause_then(&then, change.last, from.first));
    let before = values(numbers, out, first);
    let [to] = before
        .iter()
        .filter(|one| {
            // Beside a rate only rates count: a survey tells its sample and its margin.
            (from.kind != Kind::Percent || one.kind == Kind::Percent)
                && !(one.kind == Kind::Plain
                    && crate::relations::year(Look::new(cx, first).text(one.first)).is_some())
        })
        .copied()
        .collect::<Vec<Amount>>()
        .try_into()
        .ok()?;
    let vague = |one: &Amount| matches!(one.hedge, Hedge::Range | Hedge::Vague);
    let alike = to.kind == from.kind || from.kind == Kind::Plain && to.kind != Kind::Percent;
    let stated = stated(&then, change, Some(direction), change.first, change.last)?;
    (close
        && alike
        && !to.fraction
        && !from.fraction
        && !vague(&to)
        && !vague(from)
        && apart::fits(&stated, from.number, to.number))
    .then(|| {
        let whole = cx.span(to.first, to.last);
        Change {
            span: whole.to(cx.span(change.first, from.last)),
            from: from.number,
            to: to.number,
            steps: (from.half_step, to.half_step),
            percent: from.kind == Kind::Percent,
            share: false,
            stated: Some(stated),
            amount: None,
        }
    })
}

/// "Imports of rice halved. They were 900,000 tonnes, against 1.2 million in 2023."
fn against(
    cx: &Cx<'_>,
    numbers: &[Number],
    out: &Quantities,
    first: &Sentence,
    second: &Sentence,
) -> Option<Change> {
    let look = Look::new(cx, first);
    // "Murders fell by 30% last year. There were 455 of them, against 520 in 2023."
    let share = || {
        let told = apart::told(&look, &values(numbers, out, first))?;
        (most(numbers, out, first) <= 2).then_some(told.stated)
    };
    let stated = multiple(&look, stop(&look)).or_else(share)?;
    let from = out
        .changes
        .partition_point(|change| change.span.start < first.span.start);
    let told = out
        .changes
        .iter()
        .skip(from)
        .take_while(|change| change.span.start < first.span.end)
        .any(|change| first.span.contains(change.span) && change.stated.is_some());
    let then = Look::new(cx, second);
    let refers = matches!(then.word(then.first), "they" | "it" | "that" | "this")
        && matches!(
            then.word(then.first + 1),
            "were" | "was" | "stood" | "came" | "totalled" | "totaled" | "reached"
        )
        || counted_there(&then);
    if told || !refers {
        return None;
    }
    let values: Vec<&Number> = numbers
        .iter()
        .skip_while(|n| n.span.start < second.span.start)
        .take_while(|n| n.span.start < second.span.end)
        .filter(|n| {
            n.role == Role::Cardinal
                && !n.year_like
                && !matches!(n.hedge, Hedge::Vague | Hedge::Range)
        })
        .collect();
    let [to, from] = values.as_slice() else {
        return None;
    };
    let link = (1..=3).any(|back| {
        matches!(
            then.before(from.tokens.0 as usize, back),
            "against" | "from" | "with" | "to"
        ) && (back == 1 || then.before(from.tokens.0 as usize, back) != "to")
    });
    let link = link && then.before(from.tokens.0 as usize, 1) != "to"
        || then.before(from.tokens.0 as usize, 1) == "to"
            && then.before(from.tokens.0 as usize, 2) == "compared";
    let fits = stated.number > 0.0 && apart::fits(&stated, from.number, to.number)
        || multiple(&look, stop(&look)).is_some();
    (link && fits).then(|| Change {
        span: stated.span.to(Span::new(from.span.start, from.span.end)),
        from: from.number,
        to: to.number,
        steps: (from.half_step, to.half_step),
        percent: false,
        share: false,
        stated: Some(stated),
        amount: None,
    })
}

/// "There were 455 of them", "The number was 455", "The total came to 455".
fn counted_there(then: &Look<'_, '_>) -> bool {
    let first = then.first;
    let there = then.word(first) == "there"
        && matches!(then.word(first + 1), "were" | "was")
        && (first + 2..first + 6)
            .any(|i| then.word(i) == "of" && matches!(then.word(i + 1), "them" | "those"));
    let figure = then.word(first) == "the"
        && matches!(
            then.word(first + 1),
            "number" | "total" | "figure" | "count" | "tally"
        )
        && matches!(
            then.word(first + 2),
            "was" | "stood" | "came" | "reached" | "fell" | "rose"
        );
    there || figure
}

/// "Vaccination cover stands at 82%. It was 90% in 2020. The drop of 8% worries doctors."
fn it_was(cx: &Cx<'_>, out: &Quantities, three: [&Sentence; 3]) -> Option<Change> {
    let [first, second, third] = three;
    let (a, b, c) = (
        percentages(out, first),
        percentages(out, second),
        percentages(out, third),
    );
    let ([to], [from], [change]) = (a.as_slice(), b.as_slice(), c.as_slice()) else {
        return None;
    };
    let then = Look::new(cx, second);
    let refers = then.word(then.first) == "it"
        && (matches!(then.word(then.first + 1), "was" | "stood")
            || then.word(then.first + 1) == "had" && then.word(then.first + 2) == "been")
        || then.word(then.first) == "that" && then.word(then.first + 1) == "compares";
    let last = Look::new(cx, third);
    let at = change.tokens.0 as usize;
    let noun = at.checked_sub(2)?;
    let direction = verb(last.word(noun));
    let told = last.before(at, 1) == "of"
        && matches!(last.before(noun, 1), "the" | "that" | "this")
        && direction.is_some();
    (refers && told && !to.points && !from.points).then(|| Change {
        span: change.span,
        from: from.number,
        to: to.number,
        steps: (from.half_step.min(0.5), to.half_step.min(0.5)),
        percent: true,
        share: false,
        stated: Some(Stated {
            span: change.span,
            number: change.number,
            lowest: change.lowest - change.half_step.min(0.5),
            highest: change.highest + change.half_step.min(0.5),
            points: change.points,
            direction,
        }),
        amount: None,
    })
}
