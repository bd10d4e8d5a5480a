//! Words that build values: number words, months, weekdays, units of time. One look-up a word id.

use copydesk_draft::layer::DurationUnit;
use copydesk_facts::{Registers, VocabularyBuilder, WordId};
use serde::{Deserialize, Serialize};

use crate::cx::Cx;
use crate::quantities::index::MeasureIndex;
use crate::sentence::Sentence;
use crate::token::TokenKind;

/// What a word counts.
#[derive(Clone, Copy, PartialEq, Debug, Default, Serialize, Deserialize)]
pub(crate) enum Num {
    /// Nothing.
    #[default]
    None,
    /// zero to nineteen
    Ones(u8),
    /// twenty to ninety
    Tens(u8),
    /// hundred
    Hundred,
    /// thousand, million, lakh, crore …: the power of ten.
    Scale(i32),
    /// bn, mln, k, m: the power of ten; a scale only directly after figures.
    Short(i32),
    /// dozen
    Dozen,
    /// score
    Score,
    /// dozens, scores, tens, hundreds …: one of them.
    Plural(u32),
    /// millions, billions, trillions, lakhs, crores: the power of ten.
    PluralScale(i32),
    /// half
    Half,
    /// quarter
    Quarter,
    /// halves, thirds, quarters, fifths …: the denominator.
    Parts(u8),
    /// first to nineteenth, and the tens: twentieth …
    Ordinal(u8),
    /// couple
    Couple,
    /// few
    Few,
    /// several
    Several,
    /// handful
    Handful,
}

/// What a word says about time.
#[derive(Clone, Copy, PartialEq, Debug, Default, Serialize, Deserialize)]
pub(crate) enum Time {
    /// Nothing.
    #[default]
    None,
    /// A month, 1 to 12; whether it is short for one.
    Month(u8, bool),
    /// A weekday, Monday 0; whether it is short for one.
    Weekday(u8, bool),
    /// Mondays …
    Weekdays(u8),
    /// A unit of time in the singular, with how many of it ("fortnight" is two weeks).
    Unit(DurationUnit, u8),
    /// A unit of time in the plural.
    Units(DurationUnit, u8),
    /// spring, summer, autumn, winter
    Season(u8),
    /// quarter
    Quarter,
    /// quarters
    Quarters,
    /// weekend
    Weekend,
    /// weekends
    Weekends,
    /// morning, afternoon, evening, night, dawn …
    Part(Part),
    /// noon, midday, midnight: the hour.
    Noon(u8),
    /// today, yesterday, tomorrow, tonight: days from the draft's date.
    Today(i8),
    /// now, currently, recently, soon …
    Vague(Vague),
    /// daily, weekly …
    Every(DurationUnit),
    /// twenties … nineties: the first year of ten.
    Decade(u8),
    /// Words that open an expression of time ("early", "last", "this", "mid", "fiscal").
    Opener,
    /// a.m. and p.m.: whether it is the afternoon.
    Clock(bool),
    /// Names of days of the year.
    Holiday,
    /// ago, earlier, later: handled behind a duration.
    Shift,
}

/// A part of the day.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) enum Part {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
}

/// A time that nothing pins down.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) enum Vague {
    Present,
    Past,
    Future,
}

/// What one word can mean.
#[derive(Clone, Copy, PartialEq, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Lexeme {
    pub(crate) num: Num,
    pub(crate) time: Time,
}

/// The words that build values, by word id.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct ValueIndex {
    /// Short: these words are the first that are interned.
    words: Vec<Lexeme>,
    /// Units of measurement and currencies.
    pub(crate) measures: MeasureIndex,
}

impl ValueIndex {
    /// Interns the words that build values, and the names of units and currencies.
    pub fn new(registers: &Registers, vocabulary: &mut VocabularyBuilder) -> Self {
        let mut index = Self {
            words: Vec::new(),
            measures: MeasureIndex::default(),
        };
        for (i, words) in ONES.iter().enumerate() {
            index.num(vocabulary, words, Num::Ones(i as u8));
        }
        for (i, word) in TENS.iter().enumerate() {
            index.num(vocabulary, word, Num::Tens(20 + 10 * i as u8));
        }
        for (words, num) in NUMBERS {
            index.num(vocabulary, words, *num);
        }
        for (i, words) in ORDINALS.iter().enumerate() {
            index.num(vocabulary, words, Num::Ordinal(i as u8 + 1));
        }
        for (i, word) in ORDINAL_TENS.iter().enumerate() {
            index.num(vocabulary, word, Num::Ordinal(20 + 10 * i as u8));
        }
        for (i, words) in MONTHS.iter().enumerate() {
            index.time(vocabulary, words.0, Time::Month(i as u8 + 1, false));
            index.time(vocabulary, words.1, Time::Month(i as u8 + 1, true));
        }
        for (i, words) in WEEKDAYS.iter().enumerate() {
            index.time(vocabulary, words.0, Time::Weekday(i as u8, false));
            index.time(vocabulary, words.1, Time::Weekdays(i as u8));
            index.time(vocabulary, words.2, Time::Weekday(i as u8, true));
        }
        for (words, time) in TIMES {
            index.time(vocabulary, words, *time);
        }
        index.measures = MeasureIndex::new(registers, vocabulary);
        index
    }

    fn slot(&mut self, vocabulary: &mut VocabularyBuilder, word: &str) -> Option<&mut Lexeme> {
        let at = vocabulary.intern(word).0 as usize;
        if self.words.len() <= at {
            self.words.resize(at + 1, Lexeme::default());
        }
        self.words.get_mut(at)
    }

    fn num(&mut self, vocabulary: &mut VocabularyBuilder, words: &str, num: Num) {
        for word in words.split_whitespace() {
            if let Some(slot) = self.slot(vocabulary, word) {
                slot.num = num;
            }
        }
    }

    fn time(&mut self, vocabulary: &mut VocabularyBuilder, words: &str, time: Time) {
        for word in words.split_whitespace() {
            if let Some(slot) = self.slot(vocabulary, word) {
                slot.time = time;
            }
        }
    }

    /// What the word can mean.
    pub(crate) fn lexeme(&self, word: WordId) -> Lexeme {
        self.words.get(word.0 as usize).copied().unwrap_or_default()
    }
}

/// The tokens of one sentence, looked at around a place without crossing its ends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look<'c, 'a> {
    pub(crate) cx: &'c Cx<'a>,
    /// First token of the sentence.
    pub(crate) first: usize,
    /// One past its last token.
    pub(crate) end: usize,
}

impl<'c, 'a> Look<'c, 'a> {
    pub(crate) fn new(cx: &'c Cx<'a>, sentence: &Sentence) -> Self {
        Self {
            cx,
            first: sentence.first as usize,
            end: sentence.last as usize,
        }
    }

    fn holds(&self, i: usize) -> bool {
        i >= self.first && i < self.end
    }

    /// The folded word of token `i`; empty outside the sentence.
    pub(crate) fn word(&self, i: usize) -> &'a str {
        if self.holds(i) { self.cx.folded(i) } else { "" }
    }

    /// The folded word `back` tokens before `i`; empty outside the sentence.
    pub(crate) fn before(&self, i: usize, back: usize) -> &'a str {
        i.checked_sub(back).map_or("", |i| self.word(i))
    }

    /// Token `i` as printed.
    pub(crate) fn text(&self, i: usize) -> &'a str {
        if self.holds(i) { self.cx.word(i) } else { "" }
    }

    pub(crate) fn kind(&self, i: usize) -> Option<TokenKind> {
        self.holds(i).then(|| self.cx.kind(i)).flatten()
    }

    pub(crate) fn is_figure(&self, i: usize) -> bool {
        self.kind(i) == Some(TokenKind::Number)
    }

    /// True if token `i` stands directly behind the one before it.
    pub(crate) fn glued(&self, i: usize) -> bool {
        self.holds(i) && self.cx.token(i).is_some_and(|token| !token.spaced)
    }

    pub(crate) fn hyphen(&self, i: usize) -> bool {
        self.kind(i) == Some(TokenKind::Hyphen)
    }

    pub(crate) fn capital(&self, i: usize) -> bool {
        self.holds(i) && self.cx.token(i).is_some_and(|token| token.capital)
    }

    pub(crate) fn capitals(&self, i: usize) -> bool {
        self.holds(i) && self.cx.token(i).is_some_and(|token| token.capitals)
    }

    pub(crate) fn num(&self, i: usize) -> Num {
        self.lexeme(i).num
    }

    pub(crate) fn time(&self, i: usize) -> Time {
        self.lexeme(i).time
    }

    pub(crate) fn lexeme(&self, i: usize) -> Lexeme {
        if !self.holds(i) {
            return Lexeme::default();
        }
        self.cx
            .token(i)
            .map_or_else(Lexeme::default, |token| self.cx.values.lexeme(token.word))
    }

    /// True if the words at `i` are these, in order.
    pub(crate) fn words(&self, i: usize, words: &[&str]) -> bool {
        words
            .iter()
            .enumerate()
            .all(|(k, &word)| self.word(i + k) == word)
    }
}

const ONES: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const TENS: &[&str] = &[
    "twenty",
    "thirty",
    "forty fourty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
];

const NUMBERS: &[(&str, Num)] = &[
    ("hundred", Num::Hundred),
    ("thousand", Num::Scale(3)),
    ("million", Num::Scale(6)),
    ("billion", Num::Scale(9)),
    ("trillion", Num::Scale(12)),
    ("quadrillion", Num::Scale(15)),
    ("lakh lac", Num::Scale(5)),
    ("crore", Num::Scale(7)),
    ("k", Num::Short(3)),
    ("m mn mln mio", Num::Short(6)),
    ("b bn bln", Num::Short(9)),
    ("tn trn tln", Num::Short(12)),
    ("cr", Num::Short(7)),
    ("dozen", Num::Dozen),
    ("score", Num::Score),
    ("tens", Num::Plural(10)),
    ("dozens", Num::Plural(12)),
    ("scores", Num::Plural(20)),
    ("hundreds", Num::Plural(100)),
    ("thousands", Num::Plural(1000)),
    ("millions", Num::PluralScale(6)),
    ("billions", Num::PluralScale(9)),
    ("trillions", Num::PluralScale(12)),
    ("lakhs", Num::PluralScale(5)),
    ("crores", Num::PluralScale(7)),
    ("half", Num::Half),
    ("quarter", Num::Quarter),
    ("halves", Num::Parts(2)),
    ("thirds", Num::Parts(3)),
    ("quarters fourths", Num::Parts(4)),
    ("fifths", Num::Parts(5)),
    ("sixths", Num::Parts(6)),
    ("sevenths", Num::Parts(7)),
    ("eighths", Num::Parts(8)),
    ("ninths", Num::Parts(9)),
    ("tenths", Num::Parts(10)),
    ("twelfths", Num::Parts(12)),
    ("hundredths", Num::Parts(100)),
    ("couple", Num::Couple),
    ("few", Num::Few),
    ("several", Num::Several),
    ("handful", Num::Handful),
];

const ORDINALS: &[&str] = &[
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];

const ORDINAL_TENS: &[&str] = &[
    "twentieth",
    "thirtieth",
    "fortieth",
    "fiftieth",
    "sixtieth",
    "seventieth",
    "eightieth",
    "ninetieth",
    "hundredth",
];

/// Months: name, short forms.
const MONTHS: &[(&str, &str)] = &[
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may", ""),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sep sept"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
];

/// Weekdays: name, plural, short forms.
const WEEKDAYS: &[(&str, &str, &str)] = &[
    ("monday", "mondays", "mon"),
    ("tuesday", "tuesdays", "tue tues"),
    ("wednesday", "wednesdays", "wed weds"),
    ("thursday", "thursdays", "thu thur thurs"),
    ("friday", "fridays", "fri"),
    ("saturday", "saturdays", "sat"),
    ("sunday", "sundays", "sun"),
];

const TIMES: &[(&str, Time)] = &[
    ("second", Time::Unit(DurationUnit::Second, 1)),
    ("seconds secs", Time::Units(DurationUnit::Second, 1)),
    ("minute", Time::Unit(DurationUnit::Minute, 1)),
    ("minutes mins", Time::Units(DurationUnit::Minute, 1)),
    ("hour", Time::Unit(DurationUnit::Hour, 1)),
    ("hours hrs", Time::Units(DurationUnit::Hour, 1)),
    ("day", Time::Unit(DurationUnit::Day, 1)),
    ("days", Time::Units(DurationUnit::Day, 1)),
    ("week", Time::Unit(DurationUnit::Week, 1)),
    ("weeks", Time::Units(DurationUnit::Week, 1)),
    ("fortnight", Time::Unit(DurationUnit::Week, 2)),
    ("fortnights", Time::Units(DurationUnit::Week, 2)),
    ("month", Time::Unit(DurationUnit::Month, 1)),
    ("months", Time::Units(DurationUnit::Month, 1)),
    ("year yr", Time::Unit(DurationUnit::Year, 1)),
    ("years yrs", Time::Units(DurationUnit::Year, 1)),
    ("decade", Time::Unit(DurationUnit::Decade, 1)),
    ("decades", Time::Units(DurationUnit::Decade, 1)),
    ("century", Time::Unit(DurationUnit::Century, 1)),
    ("centuries", Time::Units(DurationUnit::Century, 1)),
    ("millennium", Time::Unit(DurationUnit::Century, 10)),
    ("millennia", Time::Units(DurationUnit::Century, 10)),
    ("spring springtime", Time::Season(0)),
    ("summer summertime", Time::Season(1)),
    ("autumn fall", Time::Season(2)),
    ("winter wintertime", Time::Season(3)),
    ("quarter", Time::Quarter),
    ("quarters", Time::Quarters),
    ("weekend", Time::Weekend),
    ("weekends", Time::Weekends),
    ("morning dawn daybreak sunrise", Time::Part(Part::Morning)),
    ("lunchtime", Time::Part(Part::Midday)),
    ("afternoon", Time::Part(Part::Afternoon)),
    (
        "evening dusk sunset sundown nightfall",
        Time::Part(Part::Evening),
    ),
    ("night overnight", Time::Part(Part::Night)),
    ("noon midday", Time::Noon(12)),
    ("midnight", Time::Noon(24)),
    ("today tonight", Time::Today(0)),
    ("yesterday", Time::Today(-1)),
    ("tomorrow", Time::Today(1)),
    (
        "now currently presently nowadays",
        Time::Vague(Vague::Present),
    ),
    ("recently lately", Time::Vague(Vague::Past)),
    ("soon", Time::Vague(Vague::Future)),
    ("daily", Time::Every(DurationUnit::Day)),
    ("hourly", Time::Every(DurationUnit::Hour)),
    ("nightly", Time::Every(DurationUnit::Day)),
    ("weekly", Time::Every(DurationUnit::Week)),
    ("monthly", Time::Every(DurationUnit::Month)),
    ("quarterly", Time::Every(DurationUnit::Month)),
    ("annually yearly", Time::Every(DurationUnit::Year)),
    (
        "early late mid middle end beginning start earlier later last next past previous following \
         coming recent this that same current fiscal every each future latest",
        Time::Opener,
    ),
    ("am a.m a.m.", Time::Clock(false)),
    ("pm p.m p.m.", Time::Clock(true)),
    (
        "christmas easter thanksgiving ramadan halloween passover hanukkah diwali nowruz eid new boxing \
         labor labour valentine good ash palm ascension independence veterans memorial election inauguration",
        Time::Holiday,
    ),
    ("twenties", Time::Decade(20)),
    ("thirties", Time::Decade(30)),
    ("forties", Time::Decade(40)),
    ("fifties", Time::Decade(50)),
    ("sixties", Time::Decade(60)),
    ("seventies", Time::Decade(70)),
    ("eighties", Time::Decade(80)),
    ("nineties", Time::Decade(90)),
    ("ago", Time::Shift),
];
