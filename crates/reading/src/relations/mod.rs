//! How the figures and the days of a draft stand to each other.
//!
//! Each module fills one layer. The layers hold the values that the text prints and those that follow from them by
//! arithmetic; how far they may lie apart is for rules to say.
//!
//! - [`ages`]: ages told twice, ages beside births, lives too long.
//! - [`anniversary`]: anniversaries beside the year they count from.
//! - [`captions`]: what a caption says beside what the body says.
//! - [`chronicle`]: the subjects of dated happenings, in one sentence and across them; what stands still and moves.
//! - [`collision`]: one unusual figure that is told of two things.
//! - [`elapsed`]: lengths of time beside the days they lie between.
//! - [`headline`]: headline and lede beside the body: figures, tolls, persons, places, deeds the other way round.
//! - [`hedged`]: a headline that drops the hedges of its lede.
//! - [`scale`]: numbers of people and sums of money beside what they can be measured by.
//! - [`sequence`]: happenings of which the words say which came first.
//! - [`shares`]: lists of shares of one whole.
//! - [`tolls`]: counts of the dead and the hurt told again.
//! - [`turnout`]: turnouts, rolls and votes.
//! - [`undated`]: times that need a day to count from.

mod ages;
mod anniversary;
mod captions;
mod chronicle;
mod collision;
mod elapsed;
mod headline;
mod hedged;
mod scale;
mod sequence;
mod shares;
#[cfg(test)]
mod tests;
mod tolls;
mod turnout;
mod undated;

use std::sync::OnceLock;

use copydesk_draft::layer::{EnumSchema, LayerId, Table};
use copydesk_draft::{BlockKind, DayRange, Span};
use copydesk_facts::Registers;
use serde::{Deserialize, Serialize};

use crate::attribution::Attributions;
use crate::casualties::Casualties;
use crate::cx::Cx;
use crate::dates::{Date, Dates, Granularity};
use crate::names::Names;
use crate::numbers::Number;
use crate::numbers::lexeme::Look;
use crate::order::starting_in;
use crate::quantities::Quantities;
use crate::schema::id;
use crate::sentence::Sentence;
use crate::token::TokenKind;

pub use ages::age_pair_schema;
pub use anniversary::anniversary_schema;
pub use captions::caption_claim_schema;
pub use chronicle::{gainsaid_schema, standstill_schema};
pub use collision::figure_again_schema;
pub use elapsed::elapsed_time_schema;
pub use headline::top_claim_schema;
pub use hedged::hedged_lede_schema;
pub use scale::scale_claim_schema;
pub use sequence::event_order_schema;
pub use shares::share_list_schema;
pub use tolls::rivals::toll_rivals_schema;
pub use tolls::toll_pair_schema;
pub use turnout::turnout_schema;
pub use undated::relative_time_schema;

/// What is made of the registers once for all drafts: with the reader, or when a draft first needs it.
#[derive(Clone, Default, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(crate) struct Ready {
    reversals: headline::Reversals,
    #[serde(skip)]
    courses: OnceLock<sequence::courses::Phrases>,
    #[serde(skip)]
    subjects: OnceLock<hedged::wide::Subjects>,
    #[serde(skip)]
    lands: OnceLock<scale::Lands>,
}

impl Ready {
    pub(crate) fn new(registers: &Registers) -> Self {
        Self {
            reversals: headline::Reversals::new(registers),
            ..Self::default()
        }
    }

    /// How many people countries have, and what they are called.
    fn lands(&self, places: &copydesk_facts::Register) -> &scale::Lands {
        self.lands.get_or_init(|| scale::Lands::of(places))
    }
}

impl PartialEq for Ready {
    /// The registers decide.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// What the recognisers before these found.
#[derive(Clone, Copy)]
pub(crate) struct Ground<'g, 'a> {
    pub(crate) cx: &'g Cx<'a>,
    pub(crate) ready: &'g Ready,
    pub(crate) numbers: &'g [Number],
    pub(crate) dates: &'g Dates,
    pub(crate) quantities: &'g Quantities,
    pub(crate) names: &'g Names,
    pub(crate) casualties: &'g Casualties,
    pub(crate) attributions: &'g Attributions,
}

impl<'g, 'a> Ground<'g, 'a> {
    fn look(&self, sentence: &Sentence) -> Look<'g, 'a> {
        Look::new(self.cx, sentence)
    }

    /// The numbers that begin within the bytes.
    fn numbers_in(&self, span: Span) -> &'g [Number] {
        starting_in(self.numbers, span, |number| number.span)
    }

    /// The dates that begin within the bytes.
    fn dates_in(&self, span: Span) -> &'g [Date] {
        starting_in(&self.dates.dates, span, |date| date.span)
    }

    /// The day, month or year of a date that is told with figures: of the calendar, not by the weekday alone.
    fn calendar_day(&self, date: &Date) -> Option<DayRange> {
        let (a, b) = self.tokens(date.span);
        let figures = (a..b).any(|i| self.cx.kind(i) == Some(TokenKind::Number));
        let exact = matches!(
            date.granularity,
            Granularity::Day | Granularity::Month | Granularity::Year
        );
        // "in June of the same year": as good as its figures.
        let told = date.granularity == Granularity::Month
            && b >= a + 3
            && self.cx.folded(b - 1) == "year"
            && matches!(self.cx.folded(b - 2), "same" | "that");
        ((figures || told) && exact && date.length.is_none())
            .then_some(date.day)
            .flatten()
    }

    /// First token and one past the last token of a span.
    fn tokens(&self, span: Span) -> (usize, usize) {
        (
            self.cx.token_at(span.start),
            self.cx.token_at(span.end.saturating_sub(1)) + 1,
        )
    }

    fn kind(&self, sentence: &Sentence) -> Option<BlockKind> {
        self.cx
            .blocks
            .get(sentence.block as usize)
            .map(|block| block.kind)
    }

    fn in_headline(&self, sentence: &Sentence) -> bool {
        self.kind(sentence) == Some(BlockKind::Headline)
    }

    fn in_body(&self, sentence: &Sentence) -> bool {
        matches!(
            self.kind(sentence),
            Some(BlockKind::Paragraph | BlockKind::ListItem | BlockKind::BlockQuote)
        )
    }

    /// The draft's own day as a range.
    fn today(&self) -> Option<DayRange> {
        self.cx.date.map(DayRange::day)
    }
}

/// Which words a sentence has, by what they begin with, several to a bit: most phrases of a register are told at a glance
/// to stand nowhere in it.
#[derive(Clone, Copy, Debug)]
struct Openings([u64; 4]);

impl Openings {
    fn of(cx: &Cx<'_>, sentence: &Sentence) -> Self {
        let mut bits = [0; 4];
        for i in sentence.first as usize..sentence.last as usize {
            let (part, bit) = Self::place(cx.folded(i));
            if let Some(part) = bits.get_mut(part) {
                *part |= 1 << bit;
            }
        }
        Self(bits)
    }

    /// How many bits there are.
    const BITS: usize = 256;

    /// The bit of a phrase or word: of its first three letters, or of what is left of its first word.
    fn bit(text: &str) -> usize {
        let letters = text.bytes().take_while(|&byte| byte != b' ').take(3);
        letters.fold(0, |hash, byte| hash * 31 + usize::from(byte)) % Self::BITS
    }

    fn place(text: &str) -> (usize, u32) {
        let bit = Self::bit(text);
        (bit / 64, bit as u32 % 64)
    }

    /// False if the phrase begins with no word of the sentence.
    fn has(self, phrase: &str) -> bool {
        let (part, bit) = Self::place(phrase);
        self.0.get(part).is_some_and(|part| part >> bit & 1 == 1)
    }

    /// False if none of the phrases begins with a word of the sentence.
    fn any(self, phrases: &[String]) -> bool {
        phrases.iter().any(|phrase| self.has(phrase))
    }
}

/// Days from the end of `from` to the start of `to`, and from its start to its end: what can lie between.
fn between(from: DayRange, to: DayRange) -> (f64, f64) {
    (
        f64::from(to.first.days_since(from.last)),
        f64::from(to.last.days_since(from.first)),
    )
}

/// How far two stretches of values lie apart; 0 if they share one.
fn gap(a: (f64, f64), b: (f64, f64)) -> f64 {
    (a.0 - b.1).max(b.0 - a.1).max(0.0)
}

/// A year in four figures, 1000 to 2199.
pub(crate) fn year(text: &str) -> Option<i32> {
    let figures = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    figures
        .then(|| text.parse().ok())
        .flatten()
        .filter(|year| (1000..2200).contains(year))
}

/// A word without the endings of English forms, to tell that "poisoned" and "poisoning" are one: for comparing only.
pub(crate) fn stem(word: &str) -> &str {
    let cut = |ending: &str, left: usize| {
        word.strip_suffix(ending)
            .filter(|stem| stem.chars().count() >= left)
    };
    let stem = cut("ings", 3)
        .or_else(|| cut("ing", 3))
        .or_else(|| cut("ies", 3))
        .or_else(|| cut("ied", 3))
        .or_else(|| cut("es", 3))
        .or_else(|| cut("ed", 3))
        .or_else(|| cut("ers", 4))
        .or_else(|| cut("er", 4))
        .or_else(|| cut("s", 3))
        .unwrap_or(word);
    let stem = stem
        .strip_suffix(['e', 'y', 'i'])
        .filter(|stem| stem.len() >= 3)
        .unwrap_or(stem);
    // "stopped", "stopping"
    let mut chars = stem.chars().rev();
    match (chars.next(), chars.next()) {
        (Some(a), Some(b)) if a == b && stem.len() > 4 && a.is_ascii() && a != 's' && a != 'l' => {
            stem.get(..stem.len() - 1).unwrap_or(stem)
        }
        _ => stem,
    }
}

/// True if one of the words stands in the sentence; a day of May is no modal.
fn stands(look: &Look<'_, '_>, is: impl Fn(&str) -> bool) -> bool {
    (look.first..look.end).any(|i| {
        let word = look.word(i);
        is(word) && !(word == "may" && look.capital(i) && i > look.first)
    })
}

/// True for a comma, bracket, dash or other mark that ends a phrase.
pub(crate) fn mark(look: &Look<'_, '_>, i: usize) -> bool {
    matches!(
        look.kind(i),
        None | Some(TokenKind::Punct | TokenKind::Dash | TokenKind::Mark)
    )
}

/// Fills the layers of this module.
pub(crate) fn tables(ground: &Ground<'_, '_>, set: &mut impl FnMut(LayerId, Table)) {
    set(id::SHARE_LIST, shares::table(ground));
    set(id::ELAPSED_TIME, elapsed::table(ground));
    set(id::ANNIVERSARY, anniversary::table(ground));
    set(id::AGE_PAIR, ages::table(ground));
    set(id::RELATIVE_TIME, undated::table(ground));
    set(id::TURNOUT, turnout::table(ground));
    set(id::EVENT_ORDER, sequence::table(ground));
    set(id::TOLL_PAIR, tolls::table(ground));
    set(id::TOLL_RIVALS, tolls::rivals::table(ground));
    set(id::CAPTION_CLAIM, captions::table(ground));
    set(id::SCALE_CLAIM, scale::table(ground));
    set(id::TOP_CLAIM, headline::table(ground));
    set(id::HEDGED_LEDE, hedged::table(ground));
    set(id::FIGURE_AGAIN, collision::table(ground));
    set(id::STANDSTILL, chronicle::standstills(ground));
    set(id::GAINSAID, chronicle::gainsaid(ground));
}

pub(crate) fn enums() -> Vec<EnumSchema> {
    [
        elapsed::enums(),
        anniversary::enums(),
        ages::enums(),
        captions::enums(),
        headline::enums(),
        sequence::enums(),
    ]
    .concat()
}
