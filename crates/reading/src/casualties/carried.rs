//! Who tells a figure that no cue covers: it goes on with what somebody said before, in the sentence or in those before it.
//!
//! "Clinics had taken in 3,600 patients, the group said. Of those, 355 died." "Police said a man had opened fire. The man
//! then fled, and five people died on the spot." A sentence goes on where it has no source of its own and opens with a
//! word that points back; whatever else stands behind a source is the newsroom's own.

use copydesk_draft::{BlockKind, Span};

use super::granted::granted;
use super::{Figure, Telling, number_word};
use crate::attribution::{Act, Attribution, Attributions, SourceKind};
use crate::cx::Cx;
use crate::lists::List;
use crate::token::TokenKind;

/// How many sentences an account is followed back.
const HOPS: u32 = 3;

/// How many attributions of a sentence are looked at.
const LOOKED_AT: usize = 24;

/// The attribution that a figure without a cue goes on with (index into `attributions`).
pub(super) fn carried(
    cx: &Cx<'_>,
    figures: &[Figure],
    figure: &Figure,
    attributions: &Attributions,
) -> Option<usize> {
    let account = Account { cx, attributions };
    account
        .whole(figures, figure)
        .or_else(|| account.parted(figure.span))
        .or_else(|| account.goes_on(figures, figure.span))
        .or_else(|| account.told(figure))
}

struct Account<'a, 'b> {
    cx: &'b Cx<'a>,
    attributions: &'b Attributions,
}

impl Account<'_, '_> {
    fn get(&self, row: usize) -> Option<&Attribution> {
        self.attributions.attributions.get(row)
    }

    /// Somebody gives an account: "police said", and not "the signs suggest", "he is trying to determine".
    fn relates(&self, one: &Attribution) -> bool {
        let kind = one
            .source
            .and_then(|source| self.attributions.sources.get(source))
            .map(|source| source.kind);
        one.act == Act::Telling
            && kind.is_some_and(|kind| kind != SourceKind::Other)
            && matches!(
                one.lemma.as_ref(),
                "say"
                    | "tell"
                    | "report"
                    | "add"
                    | "confirm"
                    | "announce"
                    | "state"
                    | "explain"
                    | "according to"
                    | "note"
                    | "testify"
                    | "recount"
                    | "tweet"
                    | "inform"
                    | "disclose"
            )
    }

    /// The attributions whose words begin in a sentence, as (index, attribution).
    fn of(&self, sentence: Span) -> impl Iterator<Item = (usize, &Attribution)> {
        let all = &self.attributions.attributions;
        let first = all.partition_point(|one| one.span.start < sentence.start);
        all.get(first..)
            .unwrap_or_default()
            .iter()
            .take(LOOKED_AT)
            .take_while(move |one| one.span.start < sentence.end)
            .enumerate()
            .map(move |(i, one)| (first + i, one))
    }

    /// "16 were killed, according to medics, including two children": a part is told as its whole is.
    fn whole(&self, figures: &[Figure], figure: &Figure) -> Option<usize> {
        let cx = self.cx;
        let whole = figures.get(figure.whole? as usize)?;
        let same = cx.sentence_at(whole.span.start) == cx.sentence_at(figure.span.start);
        self.attributions
            .governing_said(whole.span)
            .filter(|_| same && whole.span.start < figure.span.start)
            .filter(|&row| {
                self.get(row)
                    .is_some_and(|said| !granted(cx, figures, whole, said))
            })
    }

    /// "The agency reports that dozens were caught; four were killed", "Around 120 died, according to the Observatory, and
    /// 300 were hurt": the sentence goes on behind its source.
    fn parted(&self, figure: Span) -> Option<usize> {
        let cx = self.cx;
        let sentence = cx.sentence(cx.sentence_at(figure.start))?;
        let first = sentence.first as usize;
        let at = cx.token_at(figure.start);
        if cx.masked(figure) {
            return None;
        }
        // Nobody else speaks behind the mark.
        let alone = |from: usize| {
            let from = cx
                .token(from)
                .map_or(figure.start, |token| token.span.start);
            self.of(sentence.span).all(|(_, one)| one.cue.start < from)
        };
        let mut mark = at;
        for _ in 0..4 {
            mark = (first + 1..mark).rev().find(|&k| cx.word(k) == ";")?;
            let row = self.attributions.governing_said(cx.span(mark - 1, mark));
            if let Some(row) = row
                && let Some(one) = self.get(row)
                && one
                    .content
                    .iter()
                    .any(|content| one.cue.start < content.start)
                && self.relates(one)
                && alone(mark)
            {
                return Some(row);
            }
            if row.is_some() {
                break;
            }
        }
        None
    }

    /// "…, according to the Observatory, and 300 were hurt".
    fn joined(&self, figure: Span) -> Option<usize> {
        let cx = self.cx;
        let sentence = cx.sentence(cx.sentence_at(figure.start))?;
        let row = self
            .of(sentence.span)
            .filter(|(_, one)| one.lemma.starts_with("according") && one.span.end <= figure.start)
            .map(|(row, _)| row)
            .last()?;
        let end = cx.token_at(self.get(row)?.span.end.saturating_sub(1)) + 1;
        let at = cx.token_at(figure.start);
        let joins = (end..end + 2).any(|k| cx.word(k) == ",")
            && (end..end + 3)
                .any(|k| matches!(cx.folded(k), "and" | "with" | "while" | "including"))
            && at <= end + 14
            && !(end + 2..at).any(|k| cx.word(k) == ";");
        let last = self.of(sentence.span).last().map(|(last, _)| last);
        // "…, and 30 were hurt, per the Red Cross"
        let another = (at..sentence.last as usize).any(|k| cx.folded(k) == "per");
        (joins && last == Some(row) && !another).then_some(row)
    }

    /// "The group said clinics had taken in 3,600 patients. Of those, 355 died.": a part of what was counted in the sentence
    /// before, and told by the same source.
    fn goes_on(&self, figures: &[Figure], figure: Span) -> Option<usize> {
        let cx = self.cx;
        if let Some(row) = self.joined(figure) {
            return Some(row);
        }
        let at = cx.sentence_at(figure.start);
        let (own, before) = (cx.sentence(at)?, cx.sentence(at.checked_sub(1)?)?);
        let first = own.first as usize;
        let of_those = matches!(cx.folded(first), "of" | "among")
            && (matches!(cx.folded(first + 1), "those" | "these" | "them")
                || cx.folded(first + 1) == "the"
                    && (number_word(cx, first + 2)
                        || matches!(
                            cx.folded(first + 2),
                            "dead" | "wounded" | "injured" | "victims" | "missing" | "killed"
                        )));
        // "Three of them died", "Another 12 were hurt".
        let number = (first..first + 3).find(|&i| !number_word(cx, i))?;
        let of_them = number > first
            && cx.folded(number) == "of"
            && (matches!(cx.folded(number + 1), "them" | "those")
                || cx.folded(number + 1) == "the"
                    && matches!(
                        cx.folded(number + 2),
                        "injured" | "wounded" | "dead" | "hurt" | "victims" | "missing"
                    ));
        let another = cx.folded(first) == "another" && number_word(cx, first + 1);
        // "The dead included two children", "The wounded were taken to the capital".
        let included = cx.folded(first) == "the"
            && matches!(
                cx.folded(first + 1),
                "dead" | "wounded" | "injured" | "victims" | "missing" | "casualties"
            )
            && matches!(cx.folded(first + 2), "included" | "include" | "were");
        // Of those counted before, not of anybody else.
        let counted = || {
            let next = figures.partition_point(|one| one.span.start < before.span.start);
            figures
                .get(next)
                .is_some_and(|one| one.span.start < before.span.end)
        };
        let of_dead = cx.folded(first) == "among" && cx.folded(first + 1) == "the";
        if (included || of_dead) && !counted() {
            return None;
        }
        if !(of_those || of_them || another || included) || own.block != before.block {
            return None;
        }
        let (opens, ends) = (
            before.first as usize,
            (before.last as usize).checked_sub(2)?,
        );
        self.attributions
            .governing_said(cx.span(ends, ends + 1))
            .or_else(|| self.attributions.governing_said(cx.span(opens, opens + 1)))
    }

    /// The figure is news of an account that somebody gives.
    fn told(&self, figure: &Figure) -> Option<usize> {
        let cx = self.cx;
        if figure.definite || figure.telling != Telling::Asserted || cx.masked(figure.span) {
            return None;
        }
        let sentence = cx.sentence_at(figure.span.start);
        let at = cx.token_at(figure.span.start);
        // "the fact that they got away until they killed 14", "reportedly killed 14": known, or told by others.
        let apart = (cx.sentence_tokens(sentence).start..at + 2).any(|k| {
            matches!(
                cx.folded(k),
                "that"
                    | "until"
                    | "since"
                    | "if"
                    | "whether"
                    | "reportedly"
                    | "allegedly"
                    | "apparently"
            )
        });
        if apart {
            return None;
        }
        self.account(sentence, HOPS, Some(figure.span))
    }

    /// Whose account a sentence without a source of its own goes on with.
    fn account(&self, sentence: u32, hops: u32, figure: Option<Span>) -> Option<usize> {
        let cx = self.cx;
        let own = cx.sentence(sentence)?;
        let before = sentence.checked_sub(1)?;
        let previous = cx.sentence(before)?;
        if hops == 0 || self.of(own.span).next().is_some() || !self.paragraph(own.block) {
            return None;
        }
        let same = own.block == previous.block;
        if !same && (own.block != previous.block + 1 || !self.paragraph(previous.block)) {
            return None;
        }
        // Over the end of a paragraph only where a pronoun opens the next and the account says that it goes on: what
        // "the shelling also wounded" begins anew.
        if !same
            && !(matches!(
                cx.folded(own.first as usize),
                "he" | "she" | "they" | "both" | "others"
            ) && (own.first as usize..(own.last as usize).min(own.first as usize + 14))
                .any(|k| matches!(cx.folded(k), "then" | "later" | "afterwards" | "also")))
        {
            return None;
        }
        let back = self.points_back(own.first as usize, own.last as usize, previous.span);
        // "Five died on the spot.": of those that the account is about.
        let spot = figure.is_some_and(|figure| self.elliptic(figure, own.first as usize));
        if !(back || spot && same) {
            return None;
        }
        self.teller(before)
            .or_else(|| self.account(before, hops - 1, None))
    }

    fn paragraph(&self, block: u32) -> bool {
        self.cx
            .blocks
            .get(block as usize)
            .is_some_and(|block| block.kind == BlockKind::Paragraph)
    }

    /// Who tells the whole of a sentence: from a cue to its end, or from its beginning to a cue.
    fn teller(&self, sentence: u32) -> Option<usize> {
        let cx = self.cx;
        let own = cx.sentence(sentence)?;
        let (first, mut last) = (own.first as usize, own.last as usize);
        while last > first + 1
            && matches!(cx.kind(last - 1), Some(TokenKind::Punct | TokenKind::Mark))
        {
            last -= 1;
        }
        let tells = |row: &usize| {
            self.get(*row).is_some_and(
                |one| // "According to police, the lorry had no lights.": for that sentence.
                self.relates(one)
                    && own.span.holds(one.cue.start)
                    && !one.lemma.starts_with("according"),
            )
        };
        let leading = self
            .attributions
            .governing_said(cx.span(last.checked_sub(1)?, last))
            .filter(tells)
            // Words within quotation marks are what was said, and no account.
            .filter(|_| !cx.masked(cx.span(last - 1, last)));
        let trailing = || {
            self.attributions
                .governing_said(cx.span(first, first + 1))
                .filter(tells)
                .filter(|&row| {
                    !cx.masked(cx.span(first, first + 1))
                        && self
                            .get(row)
                            .is_some_and(|one| one.cue.start > own.span.start)
                })
        };
        leading.or_else(trailing)
    }

    /// "Five died on the spot", "Two others were hurt": a number without a noun of its own opens the sentence.
    fn elliptic(&self, figure: Span, first: usize) -> bool {
        let cx = self.cx;
        let at = cx.token_at(figure.start);
        if at > first + 1 {
            return false;
        }
        let next = (at..at + 5).find(|&k| {
            !number_word(cx, k)
                && !matches!(
                    cx.folded(k),
                    "at" | "least" | "another" | "about" | "some" | "and"
                )
        });
        next.is_some_and(|k| {
            let of = cx.folded(k) == "of" && matches!(cx.folded(k + 1), "them" | "those" | "the");
            of || matches!(
                cx.folded(k),
                "others" | "more" | "other" | "died" | "were" | "was" | "have" | "had" | "remain"
            )
        })
    }

    /// The sentence opens with a word that points back: a pronoun, or "the" and a noun of the sentence before.
    fn points_back(&self, first: usize, last: usize, previous: Span) -> bool {
        let cx = self.cx;
        match cx.folded(first) {
            "he" | "she" | "they" | "both" | "others" => return true,
            "the" => {}
            _ => return false,
        }
        let from = cx.token_at(previous.start);
        let to = cx.token_at(previous.end.saturating_sub(1)) + 1;
        (first + 1..last.min(first + 4))
            .take_while(|&k| !cx.is(k, List::Auxiliary) && !cx.is(k, List::Preposition))
            .any(|k| {
                let word = cx.folded(k);
                matches!(
                    word,
                    "victims"
                        | "dead"
                        | "wounded"
                        | "injured"
                        | "attackers"
                        | "attacker"
                        | "gunman"
                        | "gunmen"
                        | "assailants"
                        | "assailant"
                        | "bomber"
                        | "bombers"
                        | "driver"
                        | "suspect"
                        | "shooter"
                        | "militants"
                        | "blast"
                        | "explosion"
                ) || cx.kind(k) == Some(TokenKind::Word)
                    && word.len() > 3
                    && !cx.token(k).is_some_and(|token| token.capital)
                    && (from..to).any(|j| cx.folded(j) == word)
            })
    }
}

#[cfg(test)]
mod tests {
    use copydesk_draft::layer::Cell;

    use crate::schema::id;
    use crate::testing::{STANDARD, draft};

    /// For each figure, whether somebody is its source.
    fn told(text: &str) -> Vec<bool> {
        let draft = draft(text, Some("2024-12-01"));
        let reading = STANDARD.read(&draft, None);
        let schema = crate::schema();
        let field = schema
            .get(id::CASUALTY_FIGURE)
            .unwrap()
            .find("attribution")
            .unwrap();
        let table = reading.table(id::CASUALTY_FIGURE).unwrap();
        (0..table.len() as u32)
            .map(|row| matches!(table.cell(row, field).unwrap(), Cell::Filled(_)))
            .collect()
    }

    #[test]
    fn accounts_go_on() {
        for (text, want) in [
            (
                "The agency reports that dozens were caught in the raid; four were killed.",
                &[true][..],
            ),
            (
                "Some 120 people died, according to the Observatory, and 300 were wounded.",
                &[true, true],
            ),
            (
                "Twelve people died in the fire, the governor said. Among the dead were two children.",
                &[true, true],
            ),
            (
                "Police said a man had opened fire in the hall. The gunman ran to the yard. Five died on the spot.",
                &[true],
            ),
            (
                "Police said a guard had run to the gate, where he shot two men.",
                &[true],
            ),
            (
                "According to police, the lorry had no lights. It hit a wedding party, killing seven guests.",
                &[false],
            ),
            (
                "Signs suggest that the rebels are weak; their raids killed four people.",
                &[false],
            ),
            (
                "Police said the road was shut. Rain fell on the hills. Seven people died.",
                &[false],
            ),
            (
                "A bombing blamed on the rebels killed nine people.",
                &[false],
            ),
            ("A man described as a loner killed nine people.", &[false]),
            (
                "The governor, having said that the road was safe, left after a blast killed nine people.",
                &[false],
            ),
            (
                "The army says the jet fell in the desert, while the governor says it fell here, injuring two people.",
                &[true],
            ),
            (
                "Some 40 people were hurt, a figure that leaves out Friday's raids, said Omar Sayed.",
                &[true],
            ),
        ] {
            assert_eq!(told(text), want, "{text}");
        }
    }
}
