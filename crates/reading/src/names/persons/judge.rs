//! Which runs of capitals are persons: signs are weighed, none decides alone.

use crate::cx::Cx;
use crate::lists::List;
use crate::names::index::{Counts, Register};
use crate::names::organisations::{Use, lead, sentence_start};
use crate::names::runs::{Part, Run, is_suffix};
use crate::names::scan::{Casing, Hit};
use crate::token::TokenKind;

use super::titles::{Title, Titles, apposition};

/// A run, or the end of one, that may be a person's name.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Candidate {
    /// The parts of the name, without title.
    pub(crate) parts: Vec<Part>,
    /// The title directly before it.
    pub(crate) title: Option<Title>,
    /// The role behind it.
    pub(crate) role: Option<(usize, usize)>,
    /// The weight of the signs.
    pub(crate) score: i32,
    /// It opens its sentence and is a common word.
    pub(crate) weak: bool,
    /// A place, a people or the like of the same name.
    pub(crate) placed: bool,
}

impl Candidate {
    /// First token.
    pub(crate) fn first(&self) -> usize {
        self.parts.first().map_or(0, |part| part.first)
    }

    /// One past the last token.
    pub(crate) fn last(&self) -> usize {
        self.parts.last().map_or(0, |part| part.last)
    }
}

/// What the judge knows of the draft.
pub(crate) struct Bench<'a> {
    pub(crate) hits: &'a [Hit],
    pub(crate) titles: &'a Titles,
    pub(crate) casings: &'a [Casing],
}

impl Bench<'_> {
    /// The register hit that covers token `i`.
    fn hit(&self, i: usize) -> Option<&Hit> {
        let next = self.hits.partition_point(|hit| hit.first <= i);
        let hit = self.hits.get(next.checked_sub(1)?)?;
        (hit.last > i).then_some(hit)
    }

    /// True if token `i` is (part of) the name of a place.
    fn place(&self, i: usize) -> bool {
        self.hit(i)
            .is_some_and(|hit| hit.of(Register::Places).is_some())
    }

    /// True if token `i` may be a place, sure or not.
    fn maybe_place(&self, i: usize) -> bool {
        self.hit(i).is_some_and(|hit| {
            hit.meanings.iter().any(|meaning| {
                meaning.register == Register::Places && meaning.counts != Counts::AsDemonym
            })
        })
    }

    /// True if token `i` is an adjective or noun of a people.
    fn demonym(&self, i: usize) -> bool {
        self.hit(i).is_some_and(|hit| {
            hit.meanings
                .iter()
                .any(|meaning| meaning.counts == Counts::AsDemonym)
        })
    }
}

impl Bench<'_> {
    /// The part of a run that begins a person's name behind the place of an office: "Bishop of Lincoln Ana Ruiz".
    fn behind_office(&self, cx: &Cx<'_>, parts: &[Part], start: usize) -> usize {
        let place = || -> Option<usize> {
            let first = parts.get(start)?.first;
            let hit = self
                .hit(first)
                .filter(|hit| hit.first == first && hit.of(Register::Places).is_some())?;
            let behind = (start..parts.len())
                .find(|&k| parts.get(k).is_some_and(|part| part.first >= hit.last))?;
            let next = parts.get(behind)?;
            let named = next.first == hit.last
                && parts.len() >= behind + 2
                && cx.is(next.first, List::GivenName)
                && !self.place(next.first);
            let of = (1..=2)
                .filter_map(|back| first.checked_sub(back))
                .find(|&i| {
                    matches!(cx.folded(i), "for" | "of" | "to")
                        && cx.token(i).is_some_and(|of| !of.capital)
                })?;
            let office = of
                .checked_sub(1)
                .is_some_and(|i| cx.is(i, List::RoleNoun) || self.titles.ending(of).is_some());
            (named && office).then_some(behind)
        };
        place().unwrap_or(start)
    }
}

/// All candidates in order, with their scores.
pub(crate) fn candidates(
    cx: &Cx<'_>,
    bench: &Bench<'_>,
    runs: &[Run],
    uses: &[Use],
) -> Vec<Candidate> {
    let mut out = Vec::new();
    for (run, using) in runs.iter().zip(uses) {
        let start = match using {
            Use::Taken => continue,
            Use::Free => lead(cx, run),
            Use::From(start) => *start,
        };
        let casing = cx
            .token(run.first())
            .and_then(|token| bench.casings.get(token.sentence as usize))
            .copied()
            .unwrap_or(Casing::Running);
        if casing != Casing::Running {
            continue;
        }
        // "Yen Bai town", "Bo Sang village": a place.
        let behind = run.parts.last().map_or(0, |part| part.last);
        let settlement = matches!(
            cx.folded(behind),
            "town"
                | "city"
                | "province"
                | "village"
                | "county"
                | "prefecture"
                | "municipality"
                | "island"
                | "airport"
        ) && cx.token(behind).is_some_and(|token| !token.capital)
            && (cx.kind(behind + 1) != Some(crate::token::TokenKind::Word)
                || cx.is(behind + 1, List::Preposition)
                || cx.is(behind + 1, List::Auxiliary)
                || cx.is(behind + 1, List::Conjunction));
        // "in Yen Bai": the whole name is a town's, and nothing makes a person of it.
        let first = run.parts.get(start).map_or(behind, |part| part.first);
        let town = behind > first + 1
            && !cx.is(first, List::GivenName)
            && !cx.is(behind, List::NameVerb)
            && !cx.is(first.saturating_sub(1), List::NameVerb)
            && bench.titles.ending(first).is_none()
            && cx
                .names
                .gazetteer
                .named(&copydesk_facts::fold_name(cx.str(cx.span(first, behind))))
                .next()
                .is_some();
        if settlement || town {
            continue;
        }
        if let Some(candidate) = candidate(cx, bench, run, start) {
            out.push(candidate);
        }
    }
    in_company(cx, &mut out);
    out
}

/// "Among them were Ana Ruiz, Tavita Faleolo and Petra Novak": a name of two words that stands in a list with persons,
/// none of its words one of the language, is a person's too.
fn in_company(cx: &Cx<'_>, candidates: &mut [Candidate]) {
    /// What a full name beside others gains.
    const GAIN: i32 = 2;
    let full = |candidate: &Candidate| {
        let names = candidate.parts.iter().filter(|part| !part.particle);
        !candidate.placed
            && names.clone().count() >= 2
            && candidate
                .parts
                .iter()
                .all(|part| !cx.is(part.first, List::CommonWord) || part.particle)
    };
    let joined = |a: &Candidate, b: &Candidate| {
        let gap = a.last()..b.first();
        !gap.is_empty()
            && gap.len() <= 2
            && gap
                .clone()
                .all(|i| matches!(cx.folded(i), "," | "and" | "or"))
    };
    for back in [false, true] {
        for k in 1..candidates.len() {
            let k = if back { candidates.len() - k } else { k };
            let Some([a, b]) = candidates.get_mut(k - 1..=k) else {
                continue;
            };
            let (sure, other) = if back { (b, a) } else { (a, b) };
            let beside = if back {
                joined(other, sure)
            } else {
                joined(sure, other)
            };
            if beside
                && sure.score >= super::people::FULL
                && (1..super::people::FULL).contains(&other.score)
                && full(other)
            {
                other.score += GAIN;
            }
        }
    }
}

fn candidate(cx: &Cx<'_>, bench: &Bench<'_>, run: &Run, start: usize) -> Option<Candidate> {
    let mut start = start;
    let parts = &run.parts;
    let mut title = None;
    // The last title within the run, if a name is left behind it.
    for k in (start + 1..parts.len()).rev() {
        let at = parts.get(k)?.first;
        let Some(found) = bench.titles.ending(at) else {
            continue;
        };
        let rest = parts.get(k..).unwrap_or(&[]);
        let suffixes = rest.iter().all(|part| is_suffix(cx.word(part.first)));
        let whole = parts
            .get(start)
            .is_some_and(|part| part.first < found.first);
        let surname = found.last == found.first + 1
            && whole
            && cx.is(parts.get(start)?.first, List::GivenName)
            && cx.is(found.first, List::Surname);
        if suffixes || surname || bench.titles.behind_another(cx, found) && rest.len() == 1 {
            continue;
        }
        title = Some(found);
        start = k;
        break;
    }
    // A people or place before a given name: "Russian Alexei", "Norway's" has ended the run already.
    let mut people = false;
    while let (Some(part), Some(next)) = (parts.get(start), parts.get(start + 1)) {
        let of_people = bench.demonym(part.first) && !bench.place(part.first);
        let adjective = of_people || cx.is(part.first, List::RoleModifier);
        let inside = title.is_some_and(|title| part.first < title.first);
        // "German Claudia Kern": German is a given name too, but another follows.
        let given = cx.is(part.first, List::GivenName)
            && !(of_people && cx.is(next.first, List::GivenName) && parts.len() > start + 2);
        if !inside && adjective && !next.particle && !given {
            people |= of_people;
            start += 1;
        } else {
            break;
        }
    }
    // "the minister for the Middle East Ana Ruiz": what the office is for, and a given name behind it.
    if title.is_none() {
        start = bench.behind_office(cx, parts, start);
    }
    let first = parts.get(start)?;
    let title = title.or_else(|| bench.titles.ending(first.first));
    // "the King", "a Minister" before a comma: the title must stand directly before, with a blank, and no paragraph ends
    // between ("… against the president" over "Lured by …").
    let block = |i: usize| {
        cx.token(i)
            .and_then(|token| cx.sentence(token.sentence))
            .map(|sentence| sentence.block)
    };
    let title = title.filter(|title| {
        block(title.first) == block(first.first)
            && cx
                .token(first.first)
                .is_some_and(|token| token.spaced || title_glued(cx, first.first))
    });
    let parts: Vec<Part> = parts.get(start..)?.to_vec();
    let (role, age) = apposition(cx, parts.last()?.last);
    let mut candidate = Candidate {
        parts,
        title,
        role,
        score: 0,
        weak: false,
        placed: false,
    };
    score(cx, bench, &mut candidate, age);
    // "Belgian Tom Vandenhoek": a people and two words that are none of the language.
    let plain = candidate
        .parts
        .iter()
        .filter(|part| !part.particle)
        .all(|part| {
            !cx.is(part.first, List::CommonWord)
                || part.first == candidate.first() && cx.is(part.first, List::GivenName)
        });
    if people && plain && candidate.parts.len() >= 2 {
        candidate.score += 2;
    }
    Some(candidate)
}

/// "was born in Lima", "has been sentenced to nine years": what can be said of persons only.
fn befell_a_person(cx: &Cx<'_>, after: usize) -> bool {
    let verb = match cx.folded(after) {
        "was" | "is" => after + 1,
        "has" | "had" if cx.folded(after + 1) == "been" => after + 2,
        _ => return false,
    };
    matches!(
        cx.folded(verb),
        "born"
            | "jailed"
            | "arrested"
            | "sentenced"
            | "acquitted"
            | "convicted"
            | "imprisoned"
            | "buried"
            | "married"
            | "educated"
            | "hospitalised"
            | "hospitalized"
            | "knighted"
            | "beatified"
    )
}

/// True if the sentence begins "Born in 1961," or "Born on 4 May 1941 in Enugu," right before.
fn born_ahead(cx: &Cx<'_>, before: Option<usize>) -> bool {
    before.is_some_and(|comma| {
        cx.word(comma) == ","
            && cx
                .token(comma)
                .map(|token| cx.sentence_tokens(token.sentence))
                .is_some_and(|range| {
                    comma <= range.start + 9
                        && cx.folded(range.start) == "born"
                        && (range.start..comma).any(|i| {
                            cx.word(i).len() == 4 && cx.word(i).bytes().all(|b| b.is_ascii_digit())
                        })
                })
    })
}

fn title_glued(cx: &Cx<'_>, i: usize) -> bool {
    i.checked_sub(1)
        .is_some_and(|before| cx.word(before) == ".")
}

/// True if a role and a comma stand right before: "Finland's president,", "the driver,".
fn set_off_role(cx: &Cx<'_>, bench: &Bench<'_>, before: Option<usize>) -> bool {
    before.is_some_and(|comma| {
        cx.word(comma) == ","
            && (bench.titles.ending(comma).is_some()
                || comma.checked_sub(1).is_some_and(|role| {
                    cx.is(role, List::RoleNoun) && cx.token(role).is_some_and(|t| !t.capital)
                }))
    })
}

/// True if a name that is set off ends here: before a mark, or before a verb of saying.
fn closes_apposition(cx: &Cx<'_>, after: usize) -> bool {
    matches!(
        cx.word(after),
        "," | "." | ";" | ":" | "–" | "—" | "?" | "!" | ""
    ) || cx.is(after, List::NameVerb)
        || cx.token(after).is_some_and(|t| {
            after
                .checked_sub(1)
                .and_then(|i| cx.token(i))
                .is_some_and(|last| last.sentence != t.sentence)
        })
}

fn score(cx: &Cx<'_>, bench: &Bench<'_>, candidate: &mut Candidate, age: bool) {
    let parts = &candidate.parts;
    let names: Vec<&Part> = parts
        .iter()
        .filter(|part| !part.particle && !is_suffix(cx.word(part.first)))
        .collect();
    let (Some(head), Some(tail)) = (names.first(), names.last()) else {
        candidate.score = -9;
        return;
    };
    let before = candidate.first().checked_sub(1);
    let before_word = before.map_or("", |i| cx.folded(i));
    let after = candidate.last();
    let given = |part: &Part| cx.is(part.first, List::GivenName);
    let common = |part: &Part| cx.is(part.first, List::CommonWord);
    let has_given = given(head);
    let mut score = 0;
    if let Some(title) = candidate.title {
        let capital = cx.token(title.first).is_some_and(|token| token.capital);
        let honorific = title.rank.is_some_and(|rank| rank.honorific);
        score += if capital || honorific { 5 } else { 4 };
        // An everyday word in small letters before capitals: "the chief Brussels has".
        if title.rank.is_none_or(|rank| rank.ambiguous) && !capital && names.len() == 1 {
            score -= 2;
        }
    }
    // What the name itself tells.
    if names.len() >= 2 {
        if has_given {
            score += if common(head) { 2 } else { 3 };
        } else if names
            .iter()
            .skip(1)
            .any(|part| given(part) && !common(part))
        {
            score += 1;
        }
        if cx.is(tail.first, List::Surname) {
            score += i32::from(!common(tail));
        }
        if parts.iter().any(|part| part.initial) && !tail.initial {
            score += 2;
        }
        if parts.iter().any(|part| part.particle) {
            score += 1;
        }
        if parts.iter().any(|part| is_suffix(cx.word(part.first))) {
            score += 1;
        }
        if !names.iter().any(|part| common(part)) {
            score += 1;
        }
        if cx.is(head.first, List::SurnameFirst)
            && names
                .iter()
                .skip(1)
                .all(|part| cx.word(part.first).len() <= 8 && !common(part))
        {
            score += 1;
        }
    } else if !common(head) {
        score += i32::from(has_given) + i32::from(cx.is(head.first, List::Surname));
        if cx.entry(head.first, List::LoneName).is_some() {
            score += 4;
        }
        if parts.iter().any(|part| part.particle) {
            score += 2;
        }
    }
    // "Moon Jae-in": a family name first, and two syllables behind it.
    let syllables = names.len() == 2
        && cx.is(head.first, List::SurnameFirst)
        && tail.last == tail.first + 3
        && cx.token(tail.first + 2).is_some_and(|token| !token.capital);
    if syllables {
        score += 3;
    }
    // "Police met Mark Long": both words may name persons, and no sentence begins here.
    if names.len() == 2
        && has_given
        && common(tail)
        && cx.is(tail.first, List::Surname)
        && !sentence_start(cx, head.first)
    {
        score += 1;
    }
    // What stands around it.
    if candidate.role.is_some() {
        score += 3;
    }
    // "14-year-old Amjad", "Amjad, 14,"
    if age || super::position::age_before(cx, candidate.first()) {
        score += 4;
    }
    // "The chief executive, Mark Ostrow, will leave", "a letter to Finland's president, Sauli Kivinen.": a role set off
    // before it.
    if names.len() >= 2 && set_off_role(cx, bench, before) && closes_apposition(cx, after) {
        let plain = names.iter().all(|part| {
            !common(part)
                && !bench.maybe_place(part.first)
                && !cx.is(part.first, List::OrganisationHead)
        });
        score += if has_given || plain { 2 } else { 0 };
    }
    if cx.word(after) == "," && matches!(cx.folded(after + 1), "who" | "whose" | "whom") {
        score += 2;
        // "pressed by Lindgren, who leads": a surname alone.
        let lone = names.len() == 1 && cx.is(head.first, List::Surname) && !common(head);
        score += i32::from(lone);
    }
    if cx.folded(after) == "who" {
        score += 2;
    }
    if cx.is(after, List::NameVerb) || befell_a_person(cx, after) {
        score += 2;
    }
    // "Born in 1961, Odile Marsh writes"
    if names.len() >= 2 && born_ahead(cx, before) {
        score += 2;
    }
    let speaks_before = before.is_some_and(|i| cx.is(i, List::NameVerb));
    if speaks_before {
        score += if before_word == "told" { 1 } else { 2 };
    }
    if matches!(before_word, "the" | "a" | "an") && candidate.title.is_none() {
        score -= 4;
    }
    if matches!(
        before_word,
        "in" | "at" | "near" | "into" | "across" | "outside" | "inside" | "throughout"
    ) {
        score -= if has_given && names.len() > 1 { 1 } else { 3 };
    }
    // "Lim Kit Siang (DAP-Tanjung)", "Ann Lee (D-Ohio)": party and seat.
    if cx.word(after) == "("
        && cx
            .token(after + 1)
            .is_some_and(|token| token.capitals || token.span.len() == 1 && token.capital)
        && cx.kind(after + 2) == Some(TokenKind::Hyphen)
    {
        score += 4;
    }
    // "HMS Victory", "FS Forbin": a ship.
    if matches!(
        cx.word(head.first),
        "HMS"
            | "USS"
            | "FS"
            | "INS"
            | "MV"
            | "SS"
            | "RMS"
            | "HMAS"
            | "HMCS"
            | "USNS"
            | "ITS"
            | "TCG"
    ) {
        score -= 8;
    }
    // "Jews", "Muslims": people, not a person.
    if names.len() <= 2
        && cx.phrase(tail.first, List::PersonNoun) == Some(1)
        && (cx.folded(tail.first).ends_with('s') || bench.demonym(head.first) || common(head))
        && !cx.is(tail.first, List::Surname)
    {
        score -= 6;
    }
    // What speaks against it.
    for (k, part) in names.iter().enumerate() {
        let word = part.first;
        if bench.place(word)
            || (bench.maybe_place(word) && names.len() == 1 && candidate.title.is_none())
        {
            candidate.placed = true;
            let last_of_full = has_given && k > 0 && !common(head);
            score -= if last_of_full {
                1
            } else if k == 0 && has_given && names.len() > 1 {
                2
            } else {
                4
            };
        } else if bench.demonym(word) {
            score -= 4;
        } else if k == 0 && (given(part) || syllables) && names.len() > 1 {
            // "Bill Grant", "Grace Park": a given name first, whatever else the word is.
        } else if cx.is(word, List::OrganisationHead)
            || cx.is(word, List::PlaceHead)
            || cx.is(word, List::EventHead)
        {
            score -= if cx.is(word, List::Surname) && k > 0 {
                1
            } else {
                4
            };
        } else if common(part) && !given(part) && !syllables {
            score -= if cx.is(word, List::Surname) && k > 0 {
                0
            } else if k > 0 {
                3
            } else {
                2
            };
        }
        // "Ana LUNDGREN": the surname in capitals.
        let shouted =
            k > 0 && has_given && !cx.token(head.first).is_some_and(|token| token.capitals);
        let capitals =
            cx.token(word).is_some_and(|token| token.capitals) && !part.initial && !shouted;
        if capitals && cx.word(word).len() > 2 {
            score -= 2;
        }
        if cx.is(word, List::Month) || cx.is(word, List::Weekday) {
            score -= 3;
        }
    }
    if names.len() > 4 {
        score -= 2;
    }
    if cx.kind(after) == Some(TokenKind::Hyphen)
        || before.is_some_and(|i| cx.kind(i) == Some(TokenKind::Hyphen))
    {
        score -= 3;
    }
    candidate.weak =
        sentence_start(cx, head.first) && (common(head) || names.len() == 1 && !has_given);
    if candidate.weak && candidate.title.is_none() {
        score -= if names.len() == 1 { 2 } else { 1 };
    }
    candidate.score = score;
}
