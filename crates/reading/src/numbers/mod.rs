//! Numbers in every printed form, with the range their words allow.
#![allow(
    clippy::float_cmp,
    reason = "printed whole numbers and scales are exact"
)]

mod context;
mod figure;
mod hedge;
pub(crate) mod lexeme;
pub(crate) mod phrase;
#[cfg(test)]
mod tests;
mod vague;

use copydesk_draft::Span;
use copydesk_draft::layer::{Cell, EnumSchema, LayerSchema, Table, Type, Value};

use crate::cx::Cx;
use crate::schema::{enumeration, id};
use crate::token::TokenKind;
pub use lexeme::ValueIndex;
use lexeme::{Look, Num};
use phrase::{Core, Kind};

pub(crate) use context::title_case as is_title;
pub(crate) use figure::{Figure, figure};
pub(crate) use hedge::before_unit as hedge_before;

/// How a number is hedged; the values of `hedge` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Hedge {
    Exact,
    About,
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
    Nearly,
    Range,
    Vague,
}

/// What a number is for; the values of `number-role` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// Counts things: "at least 15", "dozens", "two and a half million".
    Cardinal,
    /// "third", "21st"
    Ordinal,
    /// "a third", "half", "one in five"; the number is the quotient.
    Fraction,
    /// "several", "a few", "a couple": counts without a number word.
    Vague,
    /// One side of "3-2".
    Score,
    /// Names a thing: "Resolution 2254", "Boeing 737", "No. 5", "5G".
    Label,
    /// A year or decade: "2016", "the 1990s".
    Year,
    /// Part of a date.
    Date,
    /// Part of a time of day.
    Time,
    /// Part of a length of time.
    Duration,
    /// An age.
    Age,
    /// Has a unit of measurement.
    Quantity,
    /// A sum of money.
    Money,
    /// A percentage.
    Percentage,
}

/// One number.
#[allow(clippy::struct_excessive_bools, reason = "four independent marks")]
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Number {
    /// Bytes of the whole: hedge and number ("at least 15").
    pub span: Span,
    /// Bytes of the number alone ("15"; of "a hundred" only "hundred"). Of a range from the first to the last number.
    pub core: Span,
    /// Tokens of the whole: first, one past the last.
    pub tokens: (u32, u32),
    /// First token of the number alone.
    pub core_first: u32,
    /// One past the last token of the number alone.
    pub core_last: u32,
    /// The number as printed, scaled ("2.5 million" is 2,500,000; "dozens" is 24); of a range the lower end.
    pub number: f64,
    /// The least and the largest number the words allow.
    pub lowest: f64,
    /// See `lowest`; infinite if open.
    pub highest: f64,
    /// Half the unit of the last significant printed digit (10 has 5, 1,237 has 0.5, 2.5 million 50,000).
    pub half_step: f64,
    /// How it is hedged.
    pub hedge: Hedge,
    /// What it is for.
    pub role: Role,
    /// "third", "21st".
    pub ordinal: bool,
    /// Written in figures.
    pub figures: bool,
    /// Four figures without marks that may be a year, whatever the role.
    pub year_like: bool,
    /// Joined by a hyphen to the word behind it: "14-storey", "three-way".
    pub compound: bool,
}

impl Number {
    /// True if it counts things ("15", "dozens", "several"), and is no part of a date, sum, quantity or label.
    pub fn counts(&self) -> bool {
        matches!(self.role, Role::Cardinal | Role::Vague)
    }
}

/// Finds the numbers, in order, disjoint.
pub(crate) fn find(cx: &Cx<'_>) -> Vec<Number> {
    let mut numbers = Vec::new();
    for sentence in cx.sentences {
        let mut finder = Finder {
            look: Look::new(cx, sentence),
            title: None,
            floor: sentence.first as usize,
        };
        finder.run(&mut numbers);
    }
    numbers
}

struct Finder<'c, 'a> {
    look: Look<'c, 'a>,
    /// Whether the sentence is in title case, once asked.
    title: Option<bool>,
    /// No hedge is looked for before this token.
    floor: usize,
}

impl Finder<'_, '_> {
    fn run(&mut self, numbers: &mut Vec<Number>) {
        let look = self.look;
        let mut i = look.first;
        while i < look.end {
            let Some(core) = phrase::core(&look, i) else {
                i += 1;
                continue;
            };
            let one = look.num(i) == Num::Ones(1) && core.last == i + 1;
            if one && context::pronoun_one(&look, i, core.last) {
                i = core.last;
                continue;
            }
            i = self.number(core, numbers);
            self.floor = i;
        }
    }

    fn title(&mut self) -> bool {
        let look = self.look;
        *self.title.get_or_insert_with(|| context::title_case(&look))
    }

    /// Reads what stands around a core and pushes what comes of it; returns the next token to look at.
    fn number(&mut self, core: Core, numbers: &mut Vec<Number>) -> usize {
        let look = self.look;
        let title = self.title();
        let role = match core.kind {
            Kind::Plural if core.value % 10.0 != 0.0 => Role::Label,
            Kind::Plural | Kind::Year => Role::Year,
            _ if context::label(&look, &core, title) => Role::Label,
            Kind::Cardinal if context::year(&look, &core) => Role::Year,
            Kind::Cardinal | Kind::Vague => Role::Cardinal,
            Kind::Ordinal => Role::Ordinal,
            Kind::Fraction => Role::Fraction,
            Kind::VagueWord => Role::Vague,
            Kind::Label => Role::Label,
        };
        match role {
            Role::Cardinal => {
                if let Some(fraction) = self.one_in(&core) {
                    let last = fraction.last;
                    self.push(&fraction, Role::Fraction, None, numbers);
                    return last;
                }
                // "6-4, 5-7, 6-2": scores go on.
                let scores = numbers.last().is_some_and(|before| {
                    before.role == Role::Score
                        && core.first <= before.tokens.1 as usize + 2
                        && look.before(core.first, 1) != "and"
                });
                match self.second(&core, scores) {
                    Second::Range(whole) => {
                        let last = whole.last;
                        self.push(&whole, Role::Cardinal, Some(Hedge::Range), numbers);
                        return last;
                    }
                    Second::Score(other) => {
                        self.push(&core, Role::Score, Some(Hedge::Exact), numbers);
                        self.push(&other, Role::Score, Some(Hedge::Exact), numbers);
                        return other.last;
                    }
                    Second::Chain(last) => {
                        self.push(
                            &Core { last, ..core },
                            Role::Label,
                            Some(Hedge::Exact),
                            numbers,
                        );
                        return last;
                    }
                    Second::None => {}
                }
            }
            Role::Label | Role::Year if core.plain.is_some() => {
                if let Second::Chain(last) = self.second(&core, false) {
                    self.push(
                        &Core { last, ..core },
                        Role::Label,
                        Some(Hedge::Exact),
                        numbers,
                    );
                    return last;
                }
            }
            _ => {}
        }
        let hedge = match role {
            Role::Label => Some(Hedge::Exact),
            _ => None,
        };
        self.push(&core, role, hedge, numbers);
        numbers.last().map_or(core.last, |n| n.tokens.1 as usize)
    }

    /// "one in five", "nine out of 10".
    fn one_in(&self, core: &Core) -> Option<Core> {
        let look = self.look;
        let at = match (look.word(core.last), look.word(core.last + 1)) {
            ("in", "every") if !look.word(core.last + 2).is_empty() => core.last + 2,
            ("in", _) => core.last + 1,
            ("out", "of") if look.word(core.last + 2) == "every" => core.last + 3,
            ("out", "of") => core.last + 2,
            _ => return None,
        };
        let whole = phrase::core(&look, at)?;
        let base = whole.value;
        let round = base <= 20.0 || [100.0, 1e3, 1e4, 1e5, 1e6].contains(&base);
        let fits = whole.kind == Kind::Cardinal
            && round
            && core.value < base
            && core.value >= 1.0
            && core.scale == 1.0
            && !matches!(
                look.time(whole.last),
                lexeme::Time::Unit(..) | lexeme::Time::Units(..)
            )
            && !look.hyphen(whole.last)
            && (look.word(core.last) == "out"
                || core.value == 1.0
                || base == 10.0
                || base >= 100.0
                // "four in five of those": a share by the "of" behind it.
                || core.first == look.first && base <= 10.0 && look.word(whole.last) == "of");
        fits.then(|| Core {
            last: whole.last,
            value: core.value / base,
            lowest: core.value / base,
            highest: core.value / base,
            half_step: 0.0,
            kind: Kind::Fraction,
            ..*core
        })
    }

    /// What a second number joined to the first makes of the two.
    fn second(&self, core: &Core, scores: bool) -> Second {
        let look = self.look;
        let joined = look.hyphen(core.last)
            || (look.kind(core.last) == Some(TokenKind::Dash)
                && look.glued(core.last)
                && look.glued(core.last + 1));
        let word = look.word(core.last);
        if !joined && !matches!(word, "to" | "or" | "and") {
            return Second::None;
        }
        let Some(other) = phrase::core(&look, core.last + 1) else {
            return Second::None;
        };
        if joined && core.plain.is_some() && other.plain.is_some() {
            // 555-1234-99, 1998-05-03
            let mut last = other.last;
            let mut links = 1;
            while look.hyphen(last) && look.is_figure(last + 1) {
                last += 2;
                links += 1;
            }
            if links > 1 || other.plain.is_some_and(|plain| plain.padded) {
                return Second::Chain(last);
            }
        }
        if other.kind != Kind::Cardinal || other.article && !joined && word != "to" {
            return Second::None;
        }
        let mut low = core.value;
        // "10 to 15 million": the scale belongs to both.
        if other.scale > 1.0 && core.scale == 1.0 && low * other.scale < other.value {
            let share = core.plain.is_some() == other.plain.is_some() && low < 1000.0;
            if share {
                low *= other.scale;
            }
        }
        let start = core.start();
        let before = look.before(start, 1);
        let between = before == "between";
        let plain_pair = core.scale == 1.0
            && other.scale == 1.0
            && core
                .plain
                .is_some_and(|plain| plain.decimals == 0 && !plain.grouped)
            && other
                .plain
                .is_some_and(|plain| plain.decimals == 0 && !plain.grouped);
        let range = if joined {
            let both = core.plain.is_some() == other.plain.is_some();
            if plain_pair
                && (scores
                    || low >= other.value
                    || (other.value < 200.0 && context::score_context(&look, start, other.last)))
            {
                return Second::Score(other);
            }
            both && low < other.value
        } else if word == "and" {
            between && low < other.value
        } else if word == "to" {
            let changed = matches!(
                before,
                "by" | "rose"
                    | "fell"
                    | "up"
                    | "down"
                    | "climbed"
                    | "dropped"
                    | "gained"
                    | "lost"
                    | "slid"
                    | "jumped"
                    | "added"
                    | "won"
                    | "beat"
                    | "vote"
                    | "of"
            ) && !matches!(before, "of" | "by" | "lost")
                || (before == "of"
                    && matches!(look.before(start, 2), "vote" | "score" | "majority"));
            let from = before == "from"
                && !matches!(
                    look.before(start, 2),
                    "ranging"
                        | "range"
                        | "ranges"
                        | "ranged"
                        | "anything"
                        | "anywhere"
                        | "vary"
                        | "varying"
                        | "varies"
                        | "varied"
                );
            // "fell by 12,000 to 36,000 from 44,000": a change and what came of it.
            let moved = matches!(before, "by" | "fell" | "rose" | "dropped")
                && (other.last..other.last + 4).any(|i| look.word(i) == "from");
            !changed && !from && !moved && low < other.value && other.value <= low * 20.0
        } else {
            low < other.value
                && other.value <= low * 3.0
                && core.plain.is_some() == other.plain.is_some()
        };
        if !range {
            return Second::None;
        }
        // Behind "to 15" stands what both count; a clock, a score or a fraction there is no range.
        Second::Range(Core {
            last: other.last,
            value: low,
            lowest: low,
            highest: other.value,
            half_step: core.half_step * (low / core.value).max(1.0),
            scale: other.scale,
            ..*core
        })
    }

    fn push(&self, core: &Core, role: Role, hedge: Option<Hedge>, numbers: &mut Vec<Number>) {
        let look = self.look;
        let mut first = core.start();
        let mut last = core.last;
        let range = hedge == Some(Hedge::Range);
        if range && look.before(first, 1) == "between" && first > self.floor {
            first -= 1;
        }
        let mut kind = hedge.unwrap_or(match core.kind {
            Kind::Vague | Kind::VagueWord => Hedge::Vague,
            _ => Hedge::Exact,
        });
        let hedged = matches!(
            role,
            Role::Cardinal | Role::Fraction | Role::Vague | Role::Year
        );
        if hedged {
            // The sign of a sum stands between the hedge and the figures: "more than $3m".
            let mut from = first;
            while core.plain.is_some()
                && from > self.floor
                && (from == first || look.glued(from))
                && phrase::money_before(&look, from)
            {
                from -= 1;
                if look.glued(from)
                    && from > self.floor
                    && look.kind(from - 1) == Some(TokenKind::Word)
                    && look.text(from - 1).len() <= 4
                {
                    from -= 1;
                }
            }
            if let Some((start, hedge)) = hedge::before(&look, from, self.floor, core) {
                first = start;
                if kind == Hedge::Exact {
                    kind = hedge;
                }
            }
            if let Some((end, hedge)) = hedge::after(&look, last) {
                if kind == Hedge::Exact || kind == Hedge::Range && hedge == Hedge::AtLeast {
                    kind = hedge;
                }
                last = end;
            }
        }
        let (lowest, highest) = if role == Role::Year {
            (core.value, core.value)
        } else {
            hedge::range(kind, core)
        };
        numbers.push(Number {
            span: look.cx.span(first, last),
            core: look.cx.span(core.first, core.last),
            tokens: (first as u32, last as u32),
            core_first: core.first as u32,
            core_last: core.last as u32,
            number: core.value,
            lowest,
            highest,
            half_step: core.half_step,
            hedge: kind,
            role,
            ordinal: role == Role::Ordinal,
            figures: core.plain.is_some()
                || matches!(core.kind, Kind::Plural)
                || look.is_figure(core.first),
            year_like: context::year_like(core),
            compound: look.hyphen(core.last) && look.kind(core.last + 1) == Some(TokenKind::Word),
        });
    }
}

/// A small whole number as an integer; 0 if it is negative or too large.
pub(crate) fn small(value: f64) -> u16 {
    #[allow(clippy::cast_sign_loss, reason = "clamped")]
    let small = value.clamp(0.0, 65_535.0) as u16;
    small
}

/// What two numbers joined by a hyphen, "to", "or", "and" are.
enum Second {
    None,
    Range(Core),
    Score(Core),
    /// A telephone number, a date in figures: one past its last token.
    Chain(usize),
}

#[allow(
    dead_code,
    reason = "used by dates and quantities from the next step on"
)]
/// Gives the numbers inside `spans` the role that `role` tells for each.
pub(crate) fn settle(
    numbers: &mut [Number],
    spans: impl Iterator<Item = Span>,
    role: impl Fn(&Number) -> Role,
) {
    for span in spans {
        let first = numbers.partition_point(|number| number.core.end <= span.start);
        for number in numbers.get_mut(first..).unwrap_or(&mut []) {
            if number.core.start >= span.end {
                break;
            }
            number.role = role(number);
        }
    }
}

/// The table of `number`.
pub(crate) fn table(cx: &Cx<'_>, numbers: &[Number]) -> Table {
    let mut table = cx.blank(id::NUMBER);
    for number in numbers {
        table.push(
            cx.row(number.span),
            [
                Cell::Filled(number.number.into()),
                Cell::Filled(number.lowest.into()),
                Cell::Filled(number.highest.into()),
                Cell::Filled(Value::Enum(number.hedge as u16)),
                Cell::Filled(number.ordinal.into()),
                Cell::Filled(number.figures.into()),
                Cell::Filled(Value::Enum(number.role as u16)),
                Cell::Filled(number.core.into()),
                Cell::Filled((number.half_step * 2.0).into()),
                Cell::Filled(number.year_like.into()),
                Cell::Filled(number.compound.into()),
            ],
        );
    }
    table
}

/// `number`
pub fn number_schema() -> LayerSchema {
    LayerSchema::new(
        "number",
        "a number in figures or words",
        "from the hedge to the last word of the number",
    )
    .field(
        "number",
        Type::Number,
        "the number as printed; of a range the lower end",
    )
    .field("lowest", Type::Number, "the least number the words allow")
    .field(
        "highest",
        Type::Number,
        "the largest number the words allow",
    )
    .field("hedge", Type::Enum("hedge".into()), "how it is hedged")
    .field("ordinal", Type::Flag, "\"third\", \"21st\"")
    .field("figures", Type::Flag, "written in figures")
    .field(
        "role",
        Type::Enum("number-role".into()),
        "what it is for: a count, a year, part of a date, a label …",
    )
    .field("words", Type::Text, "the number without its hedge")
    .field(
        "precision",
        Type::Number,
        "the unit of its last digit that is not a nought: 1,240 has 10, 1,237 has 1",
    )
    .field(
        "year-like",
        Type::Flag,
        "four figures that may be a year, whatever the role",
    )
    .field(
        "compound",
        Type::Flag,
        "joined by a hyphen to the word behind it: \"14-storey\"",
    )
}

pub(crate) fn enums() -> Vec<EnumSchema> {
    vec![
        enumeration(
            "hedge",
            &[
                "exact",
                "about",
                "at-least",
                "more-than",
                "at-most",
                "less-than",
                "nearly",
                "range",
                "vague",
            ],
        ),
        enumeration(
            "number-role",
            &[
                "cardinal",
                "ordinal",
                "fraction",
                "vague",
                "score",
                "label",
                "year",
                "date",
                "time",
                "duration",
                "age",
                "quantity",
                "money",
                "percentage",
            ],
        ),
    ]
}
