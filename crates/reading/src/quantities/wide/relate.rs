//! Whether a change and two values are of one thing.

use crate::cx::Cx;
use crate::lists::List;
use crate::numbers::lexeme::{Look, Time};
use crate::quantities::apart::{self, Pair, Told};
use crate::quantities::change::{Amount, Kind, multiple_at, verb};
use crate::relations::{mark, stem};
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// True if a sentence without figures may state a change: "doubled", "halved".
pub(super) fn multiplies(cx: &Cx<'_>, sentence: &Sentence) -> bool {
    (sentence.first as usize..sentence.last as usize).any(|i| {
        let word = cx.folded(i);
        ["doubl", "tripl", "trebl", "quadrupl", "halv"]
            .iter()
            .any(|root| word.starts_with(root))
            || matches!(word, "half" | "twice" | "third" | "quarter" | "fifth")
            || word.ends_with("fold")
    })
}

/// A word that carries meaning, and may be what two sentences have in common.
fn content(look: &Look<'_, '_>, i: usize) -> bool {
    let cx = look.cx;
    look.kind(i) == Some(TokenKind::Word)
        && look.word(i).chars().count() > 2
        && verb(look.word(i)).is_none()
        && matches!(look.time(i), Time::None)
        && !cx.is(i, List::Preposition)
        && !cx.is(i, List::Determiner)
        && !cx.is(i, List::Pronoun)
        && !cx.is(i, List::Conjunction)
        && !cx.is(i, List::Auxiliary)
        && !cx.is(i, List::Modal)
        && !cx.is(i, List::ReportingVerb)
        && !matches!(
            look.word(i),
            "year"
                | "years"
                | "nearly"
                | "almost"
                | "more"
                | "than"
                | "half"
                | "just"
                | "only"
                | "cent"
        )
}

/// A word of meaning that stands in both stretches.
fn common(a: (&Look<'_, '_>, usize, usize), b: (&Look<'_, '_>, usize, usize)) -> bool {
    (a.1..a.2).filter(|&i| content(a.0, i)).any(|i| {
        let own = stem(a.0.word(i));
        (b.1..b.2).any(|k| content(b.0, k) && stem(b.0.word(k)) == own)
    })
}

/// "a drop of 40% in grants", "20% of their members": the change is said of something that nothing else names.
fn of_other(look: &Look<'_, '_>, told: &Told, pair: &Pair) -> bool {
    let at = told.last;
    if !matches!(look.word(at), "in" | "of" | "for" | "to") {
        return false;
    }
    let the = at + 1 + usize::from(look.cx.is(at + 1, List::Determiner));
    let timed = super::then::when(look, the) || super::then::when(look, the + 1);
    let own = matches!(look.word(at + 1), "its" | "their" | "his" | "her" | "them");
    let until = (the..look.end)
        .find(|&i| mark(look, i) || look.cx.is(i, List::Preposition))
        .unwrap_or(look.end);
    let first = pair.from.first.min(pair.to.first);
    let inside = (look.first..look.end).contains(&first);
    let named = inside
        && (common((look, the, until), (look, look.first, told.first))
            || common((look, the, until), (look, until.min(look.end), look.end)));
    !timed && !own && !named && until > the
}

/// "7% a year": told of each year, not of all.
pub(super) fn by_the_year(look: &Look<'_, '_>, last: usize) -> bool {
    let of = |i: usize| {
        matches!(look.word(i), "a" | "per" | "each" | "every")
            && matches!(
                look.word(i + 1),
                "year" | "month" | "week" | "day" | "quarter" | "decade" | "season"
            )
            && !matches!(
                look.word(i + 2),
                "ago" | "earlier" | "before" | "later" | "after" | "on"
            )
    };
    of(last)
        || matches!(
            look.word(last),
            "annually" | "yearly" | "monthly" | "annualised" | "annualized"
        )
        || look.word(last) == "on" && look.word(last + 1) == "average"
}

/// A change and its values in one sentence.
pub(super) fn within(look: &Look<'_, '_>, told: &Told, pair: &Pair) -> bool {
    let first = pair.from.first.min(pair.to.first);
    let last = pair.from.last.max(pair.to.last);
    if of_other(look, told, pair) || unsure(look) {
        return false;
    }
    let Some(gap) = told.gap(first, last) else {
        // "had lost 10% by the close, when it stood at 225": the change stands between its values.
        let (a, b) = (
            pair.from.last.min(pair.to.last),
            pair.from.first.max(pair.to.first),
        );
        return told.first >= a && told.last <= b && {
            !(a..b).any(|i| other_clause(look, i) || look.text(i) == ";")
        };
    };
    if gap.len() > 24 || gap.clone().any(|i| other_clause(look, i)) {
        return false;
    }
    if told.first >= last {
        // Behind its values the change has no subject of its own.
        let from = gap
            .clone()
            .rev()
            .find(|&i| {
                mark(look, i) || matches!(look.word(i), "so" | "meaning" | "which" | "means")
            })
            .unwrap_or(gap.start);
        let so = (from..told.first)
            .any(|i| matches!(look.word(i), "so" | "which" | "meaning" | "means" | "or"));
        let bare = !(from..told.first).any(|i| {
            content(look, i)
                && !matches!(look.word(i), "making" | "meaning" | "means" | "represents")
                || look.word(i) == "and" && !look.cx.is(i + 1, List::Auxiliary)
        });
        let said = gap.clone().any(|i| look.cx.is(i, List::ReportingVerb));
        // "from 500 to 900, the firm announced, an increase of 55 per cent": set off, it can be of nothing else.
        let set_off = bare
            && look.text(from) == ","
            && matches!(look.word(from + 1), "a" | "an")
            && look.word(from + 2) != "year";
        return (so || bare) && (!said || set_off);
    }
    // Before its values: what leads on to them, or a mark.
    true
}

/// A conjunction that leads to something else.
fn other_clause(look: &Look<'_, '_>, i: usize) -> bool {
    let next = look.word(i + 1);
    match look.word(i) {
        "while" | "but" | "although" | "though" | "whereas" | "despite" | "because" | "even"
        | "if" | "unless" | "amid" | "who" => true,
        "as" => next != "against",
        "after" => true,
        "when" => !matches!(next, "it" | "they" | "there"),
        "with" => {
            let value = (i + 1..i + 3).any(|k| {
                look.is_figure(k)
                    || crate::relations::year(look.text(k)).is_none()
                        && !matches!(look.num(k), crate::numbers::lexeme::Num::None)
            });
            !value && !matches!(look.before(i, 1), "compared" | "comparison")
        }
        "and" => {
            !look.cx.is(i + 1, List::Auxiliary)
                && !look.cx.is(i + 1, List::Modal)
                && !matches!(next, "now" | "could" | "is" | "at")
                && !next.ends_with('s')
        }
        _ => false,
    }
}

/// What may be, what was denied.
fn unsure(look: &Look<'_, '_>) -> bool {
    (look.first..look.end).any(|i| {
        matches!(
            look.word(i),
            "if" | "not"
                | "unless"
                | "forecast"
                | "predicted"
                | "target"
                | "aims"
                | "pledged"
                | "instead"
                | "actually"
                | "falsely"
                | "wrongly"
                | "claiming"
                | "myth"
        ) && !(look.word(i) == "instead" && look.word(i + 1) == "of")
    })
}

/// "Visits halved. There were 4,000 of them": the second sentence is about what the first tells of.
pub(super) fn goes_on(one: &Look<'_, '_>, told: &Told, two: &Look<'_, '_>, pair: &Pair) -> bool {
    // "8% higher than in the same month of last year": set against a time of its own.
    if unsure(one) || unsure(two) || one.word(told.last) == "than" {
        return false;
    }
    let until = pair.from.first.min(pair.to.first);
    let first = two.word(two.first);
    let pronoun = matches!(first, "it" | "they" | "there" | "these" | "those");
    let figure = matches!(first, "the" | "its" | "their")
        && (two.first + 1..two.first + 4).any(|i| {
            matches!(
                two.word(i),
                "number"
                    | "figure"
                    | "total"
                    | "count"
                    | "tally"
                    | "average"
                    | "median"
                    | "price"
                    | "typical"
            )
        });
    let shared = common((one, one.first, told.first), (two, two.first, until));
    let conjoined = (one.first..one.end).any(|i| {
        matches!(
            one.word(i),
            "while" | "but" | "although" | "and" | "as" | "whereas"
        ) && i > one.first
            && i != told.first
    });
    let counted = counted_bare(two, pair);
    (pronoun || figure || shared || counted) && !(conjoined && !shared)
}

/// "Police recorded 6,300, compared with 8,400": a count with no noun of its own is of what was told before.
fn counted_bare(look: &Look<'_, '_>, pair: &Pair) -> bool {
    let one = if pair.from.first < pair.to.first {
        pair.from
    } else {
        pair.to
    };
    one.kind == Kind::Plain
        && matches!(
            look.before(one.first, 1),
            "recorded"
                | "counted"
                | "registered"
                | "logged"
                | "reported"
                | "documented"
                | "handled"
                | "noted"
                | "listed"
        )
        && (mark(look, one.last)
            || matches!(
                look.word(one.last),
                "against" | "compared" | "down" | "up" | "in" | "last" | "this"
            ))
}

/// "The drop of 30% …", "That is an increase of a half".
pub(super) fn goes_back(look: &Look<'_, '_>, told: &Told) -> bool {
    let first = look.word(look.first);
    let second = look.word(look.first + 1);
    let that = matches!(first, "that" | "this" | "it" | "which")
        && (look.cx.is(look.first + 1, List::Auxiliary)
            || matches!(
                second,
                "means"
                    | "meant"
                    | "represents"
                    | "represented"
                    | "marks"
                    | "marked"
                    | "amounts"
                    | "amounted"
                    | "makes"
                    | "equals"
            ))
        && told.first <= look.first + 8;
    let definite = matches!(look.before(told.first, 1), "the" | "that" | "this");
    let marked = (look.first..look.end)
        .filter(|&i| matches!(look.text(i), ";" | ":"))
        .count();
    let closed = !matches!(look.word(told.last), "in" | "of" | "to" | "for")
        || super::then::when(look, told.last + 1)
        || matches!(look.word(told.last + 1), "the") && super::then::when(look, told.last + 2);
    (that || definite && marked == 0) && closed && !unsure(look)
}

/// Two values of two sentences are of one thing.
pub(super) fn one_thing(a: (&Look<'_, '_>, &Amount), b: (&Look<'_, '_>, &Amount)) -> bool {
    let two = b.0;
    if unsure(a.0) || unsure(two) {
        return false;
    }
    let kinds = a.1.kind == b.1.kind && apart::one_noun(a, b);
    let pronoun = (two.first..two.end)
        .any(|i| matches!(two.word(i), "it" | "they" | "there" | "its" | "their"));
    let time = (two.first..two.end).any(|i| {
        let period = |i: usize| {
            !matches!(two.time(i), Time::None) || matches!(two.word(i), "season" | "term")
        };
        matches!(two.word(i), "before" | "earlier" | "later") && period(i.saturating_sub(1))
            || two.word(i) == "last" && period(i + 1)
            || two.word(i) == "figure"
    });
    let figure =
        (two.first..two.end).any(|i| matches!(two.word(i), "figure" | "total" | "tally" | "count"));
    let shared = common((a.0, a.0.first, a.0.end), (two, two.first, two.end));
    let unit = a.1.kind != Kind::Plain || apart::same_named(a, b) || shared || figure;
    kinds && (pronoun || time && unit)
}

/// "Strikes cost twice as many days": a headline's change without a figure.
pub(super) fn headline_times(look: &Look<'_, '_>) -> Option<Told> {
    let at = (look.first..look.end).find(|&i| {
        matches!(look.word(i), "twice" | "half")
            && look.word(i + 1) == "as"
            && matches!(look.word(i + 2), "many" | "much" | "high")
    })?;
    Some(Told {
        stated: multiple_at(look, at),
        first: at,
        last: at + 1,
        amount: None,
    })
}

/// The headline and the values are about the same.
pub(super) fn titled(head: &Look<'_, '_>, told: &Told, look: &Look<'_, '_>, pair: &Pair) -> bool {
    let until = pair.from.last.max(pair.to.last);
    let noun = common((head, head.first, head.end), (look, look.first, until));
    let other = (head.first..head.end).any(|i| {
        matches!(
            head.word(i),
            "as" | "after" | "while" | "despite" | "but" | "?" | "and" | "may" | "could" | "in"
        ) && i < told.first
            && head.word(i) != "in"
    });
    let clauses = (look.first..until).any(|i| {
        matches!(
            look.word(i),
            "while" | "but" | "although" | "despite" | "who" | "and" | "as"
        )
    });
    // "Tram fares to rise 5%" over "A single ticket will cost $3.60 instead of $3.20"
    let price = |word: &str| {
        matches!(
            word,
            "fare"
                | "fares"
                | "price"
                | "prices"
                | "fee"
                | "fees"
                | "rent"
                | "rents"
                | "bill"
                | "bills"
                | "toll"
                | "tolls"
                | "charge"
                | "charges"
                | "cost"
                | "costs"
                | "ticket"
                | "tickets"
                | "pay"
                | "wage"
                | "wages"
                | "pass"
                | "levy"
                | "tuition"
        )
    };
    let priced = matches!(pair.from.kind, Kind::Money(_))
        && (head.first..told.first).any(|i| price(head.word(i)))
        && (look.first..until).any(|i| price(look.word(i)));
    (noun || priced) && !other && !clauses && !unsure(look) && !unsure(head)
}
