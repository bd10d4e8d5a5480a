//! One number without its hedge: figures with scale words, number words, fractions, vague numbers.

use super::figure::{Figure, Plain, figure};
use super::lexeme::{Look, Num};
use super::vague::{half, ordinal, plural, quarter, vague};
use crate::lists::List;
use crate::token::TokenKind;

/// What kind of number it is, before its context is looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Cardinal,
    Ordinal,
    Fraction,
    /// A number of which only a range is told: dozens, several hundred.
    Vague,
    /// Several, a few, a couple, a handful: no number word at all.
    VagueWord,
    /// A year in words: nineteen ninety-six.
    Year,
    /// 1990s, 20s
    Plural,
    /// 24/7, 737s
    Label,
}

/// A number without its hedge.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Core {
    /// First token, the article left out.
    pub(crate) first: usize,
    /// One past the last token.
    pub(crate) last: usize,
    /// "a hundred": the article stands before `first`.
    pub(crate) article: bool,
    pub(crate) value: f64,
    pub(crate) lowest: f64,
    pub(crate) highest: f64,
    pub(crate) half_step: f64,
    pub(crate) kind: Kind,
    /// The product of its scale words.
    pub(crate) scale: f64,
    /// Its figures, if it is written in figures.
    pub(crate) plain: Option<Plain>,
}

impl Core {
    pub(super) fn exact(first: usize, last: usize, value: f64, half_step: f64) -> Self {
        Self {
            first,
            last,
            article: false,
            value,
            lowest: value,
            highest: value,
            half_step,
            kind: Kind::Cardinal,
            scale: 1.0,
            plain: None,
        }
    }

    pub(super) fn of(mut self, kind: Kind) -> Self {
        self.kind = kind;
        self
    }

    pub(super) fn between(mut self, lowest: f64, highest: f64) -> Self {
        self.lowest = lowest;
        self.highest = highest;
        self.half_step = (highest - lowest) / 2.0;
        self
    }

    pub(super) fn with_article(mut self, look: &Look<'_, '_>) -> Self {
        self.article = matches!(look.before(self.first, 1), "a" | "an");
        self
    }

    /// First token, the article included.
    pub(crate) fn start(&self) -> usize {
        self.first - usize::from(self.article)
    }
}

/// Half the unit of the last digit of a number in words that is not a nought.
pub(super) fn half_step(value: f64) -> f64 {
    let mut step = 0.5;
    let mut rest = value;
    while rest >= 10.0 && rest % 10.0 == 0.0 {
        rest /= 10.0;
        step *= 10.0;
    }
    step
}

/// The number whose first word or figure is token `i`.
pub(crate) fn core(look: &Look<'_, '_>, i: usize) -> Option<Core> {
    match look.kind(i)? {
        TokenKind::Number => figures(look, i),
        TokenKind::Word => match look.num(i) {
            Num::Ones(_) | Num::Tens(_) | Num::Hundred | Num::Scale(_) | Num::Dozen => {
                words(look, i)
            }
            Num::Plural(_) | Num::PluralScale(_) => plural(look, i),
            Num::Half => half(look, i),
            Num::Quarter => quarter(look, i),
            Num::Ordinal(n) => ordinal(look, i, n),
            Num::Couple | Num::Few | Num::Several | Num::Handful => vague(look, i),
            Num::Parts(_) | Num::Score | Num::Short(_) | Num::None => None,
        },
        _ => None,
    }
}

/// True if a sign or code of money stands directly before token `i`.
pub(crate) fn money_before(look: &Look<'_, '_>, i: usize) -> bool {
    let Some(sign) = i.checked_sub(1) else {
        return false;
    };
    let text = look.text(sign);
    (look.glued(i) && text.chars().all(is_currency_sign) && !text.is_empty())
        || matches!(
            look.word(sign),
            "rs" | "rm" | "dlrs" | "usd" | "eur" | "gbp" | "inr" | "pkr" | "kes" | "ngn"
        )
}

/// True for signs of currencies.
pub(crate) fn is_currency_sign(c: char) -> bool {
    matches!(c, '$' | '£' | '¢' | '¥' | '฿' | '\u{20a0}'..='\u{20cf}')
}

/// True if token `i` looks like a noun in the plural.
pub(crate) fn plural_noun(look: &Look<'_, '_>, i: usize) -> bool {
    let word = look.word(i);
    if look.kind(i) != Some(TokenKind::Word) || look.cx.is(i, List::Auxiliary) {
        return false;
    }
    matches!(
        word,
        "people" | "men" | "women" | "children" | "police" | "troops" | "cattle" | "feet"
    ) || (word.len() > 3
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !matches!(
            word,
            "was"
                | "has"
                | "this"
                | "his"
                | "its"
                | "as"
                | "is"
                | "us"
                | "does"
                | "says"
                | "versus"
                | "across"
                | "besides"
                | "always"
                | "perhaps"
                | "towards"
        ))
}

fn figures(look: &Look<'_, '_>, i: usize) -> Option<Core> {
    let plain = match figure(look.text(i)) {
        Figure::Plain(plain) => plain,
        Figure::Ordinal(value) => return Some(Core::exact(i, i + 1, value, 0.5).of(Kind::Ordinal)),
        Figure::Plural(value) => return Some(Core::exact(i, i + 1, value, 0.5).of(Kind::Plural)),
        Figure::Clock | Figure::Other => return None,
    };
    let mut core = Core::exact(i, i + 1, plain.value, plain.half_step());
    core.plain = Some(plain);
    if plain.vulgar {
        core.kind = Kind::Fraction;
    }
    let small = |i: usize| match figure(look.text(i)) {
        Figure::Plain(plain) if look.is_figure(i) && plain.decimals == 0 => Some(plain.value),
        _ => None,
    };
    let over = |i: usize| {
        (look.text(i) == "/" && look.glued(i) && look.glued(i + 1))
            .then(|| small(i + 1))
            .flatten()
    };
    let simple = |top: f64, bottom: f64| top < bottom && (bottom <= 8.0 || bottom == 10.0);
    if let Some(bottom) = over(core.last) {
        if over(core.last + 2).is_none() && !plain.padded && simple(plain.value, bottom) {
            core.value /= bottom;
            core.kind = Kind::Fraction;
            core.last += 2;
        } else {
            while over(core.last).is_some() {
                core.last += 2;
            }
            core.kind = Kind::Label;
        }
        core.half_step = 0.0;
        (core.lowest, core.highest) = (core.value, core.value);
        return Some(core);
    }
    // 2½, 2 ½, 2 1/2, 2-1/2
    let next = core.last + usize::from(look.hyphen(core.last));
    if plain.decimals == 0 && !plain.vulgar {
        if let (Some(top), Some(bottom)) = (small(next), over(next + 1))
            && simple(top, bottom)
        {
            core.value += top / bottom;
            core.last = next + 3;
            core.half_step = 0.0;
        } else if let Figure::Plain(part) = figure(look.text(core.last))
            && part.vulgar
        {
            core.value += part.value;
            core.last += 1;
            core.half_step = 0.0;
        }
    }
    if let Some(last) = and_a_half(look, core.last)
        && matches!(look.num(last), Num::Scale(_))
    {
        core.value += 0.5;
        core.last = last;
        core.half_step = 0.0;
    }
    scales(look, &mut core);
    (core.lowest, core.highest) = (core.value, core.value);
    Some(core)
}

/// True if what stands behind "3.9m" is counted by heads, so that it is no length: "voters", "registered voters",
/// "displaced", "voted", "out of 7.1m voters".
fn counts_heads(look: &Look<'_, '_>, i: usize) -> bool {
    if look.words(i, &["out", "of"]) || look.word(i) == "of" {
        let of = i + usize::from(look.word(i) == "out");
        let number = of + 1 + usize::from(look.word(of + 1) == "the");
        return look.is_figure(number)
            && look.glued(number + 1)
            && matches!(look.num(number + 1), Num::Short(6))
            && counts_heads(look, number + 2);
    }
    if plural_noun(look, i) && !look.capitals(i) {
        return true;
    }
    match look.word(i) {
        "voted" | "abstained" | "fled" | "live" | "lived" | "starved" | "registered"
        | "eligible" | "enrolled" | "displaced" | "infected" | "unemployed" | "uninsured"
        | "hungry" | "undernourished" => true,
        "new" | "more" | "other" | "extra" | "additional" | "foreign" | "young" | "older"
        | "poor" | "active" | "monthly" | "weekly" | "daily" | "overseas" | "unsold" => {
            plural_noun(look, i + 1)
        }
        word => word.len() > 4 && word.ends_with("ed") && plural_noun(look, i + 1),
    }
}

/// Scale words behind figures: million, bn, dozen, lakh crore.
fn scales(look: &Look<'_, '_>, core: &mut Core) {
    for _ in 0..3 {
        let joined = look.hyphen(core.last) && look.glued(core.last + 1);
        let at = core.last + usize::from(joined);
        let factor = match look.num(at) {
            Num::Scale(power) | Num::PluralScale(power) => 10f64.powi(power),
            Num::Hundred => 100.0,
            Num::Dozen => 12.0,
            Num::Short(power) if core.scale == 1.0 && !joined => {
                let sure = look.word(at).len() > 1;
                let money = money_before(look, core.first);
                let counted = counts_heads(look, at + 1);
                let ok = match look.text(at) {
                    "m" | "M" | "K" => look.glued(at) && (money || counted),
                    "k" => look.glued(at),
                    "b" | "B" => look.glued(at) && money,
                    _ => sure && (look.glued(at) || money || !look.capital(at)),
                };
                if !ok {
                    return;
                }
                10f64.powi(power)
            }
            _ => return,
        };
        core.value *= factor;
        core.scale *= factor;
        core.half_step *= factor;
        core.last = at + 1;
        if core.kind == Kind::Fraction {
            core.kind = Kind::Cardinal;
        }
    }
}

/// One past "and a half" or "-and-a-half" at token `i`.
pub(crate) fn and_a_half(look: &Look<'_, '_>, i: usize) -> Option<usize> {
    if look.words(i, &["and", "a", "half"]) {
        return Some(i + 3);
    }
    (look.hyphen(i)
        && look.word(i + 1) == "and"
        && look.hyphen(i + 2)
        && look.word(i + 3) == "a"
        && look.hyphen(i + 4)
        && look.word(i + 5) == "half")
        .then_some(i + 6)
}

fn words(look: &Look<'_, '_>, i: usize) -> Option<Core> {
    let mut total = 0.0;
    let mut current: Option<f64> = None;
    let mut before = Num::None;
    let mut scale = f64::INFINITY;
    let mut kind = Kind::Cardinal;
    let (mut at, mut last) = (i, i);
    loop {
        let num = look.num(at);
        match (num, current) {
            (Num::Ones(n), Some(c)) if (1..=9).contains(&n) && matches!(before, Num::Tens(_)) => {
                current = Some(c + f64::from(n));
            }
            (Num::Ones(n) | Num::Tens(n), None) => current = Some(f64::from(n)),
            (Num::Ones(n) | Num::Tens(n), Some(c)) if before == Num::Hundred => {
                current = Some(c + f64::from(n));
            }
            // nineteen ninety-six, twenty twenty-four
            (Num::Tens(n), Some(c))
                if total == 0.0
                    && last == i + 1
                    && ((16.0..=19.0).contains(&c) || (c == 20.0 && n < 40)) =>
            {
                current = Some(c * 100.0 + f64::from(n));
                kind = Kind::Year;
            }
            (Num::Hundred, None) => current = Some(100.0),
            (Num::Hundred, Some(c)) if c < 100.0 => current = Some(c * 100.0),
            (Num::Scale(power), _) if 10f64.powi(power) < scale && kind == Kind::Cardinal => {
                scale = 10f64.powi(power);
                total += current.take().unwrap_or(1.0) * scale;
            }
            // three lakh crore
            (Num::Scale(power), None) if matches!(before, Num::Scale(_)) => {
                scale *= 10f64.powi(power);
                total *= 10f64.powi(power);
            }
            (Num::PluralScale(power), Some(c)) if 10f64.powi(power) < scale => {
                scale = 10f64.powi(power);
                total += c * scale;
                current = None;
            }
            (Num::Dozen, _) if total == 0.0 => {
                current = Some(current.unwrap_or(1.0) * 12.0);
                last = at + 1;
                break;
            }
            _ => break,
        }
        last = at + 1;
        before = num;
        let next = look.num(last + 1);
        let counts = matches!(
            next,
            Num::Ones(_) | Num::Tens(_) | Num::Hundred | Num::Scale(_) | Num::Dozen
        );
        let and = look.word(last) == "and"
            && matches!(before, Num::Hundred | Num::Scale(_))
            && matches!(next, Num::Ones(_) | Num::Tens(_));
        at = if (look.hyphen(last) && counts) || and {
            last + 1
        } else {
            last
        };
    }
    if last == i {
        return None;
    }
    let value = total + current.unwrap_or(0.0);
    let mut core = Core::exact(i, last, value, half_step(value)).of(kind);
    if scale.is_finite() {
        core.scale = scale;
    }
    if matches!(look.num(i), Num::Hundred | Num::Scale(_) | Num::Dozen) {
        core = core.with_article(look);
    }
    // twenty-first
    if let (Num::Tens(_), true, Num::Ordinal(n @ 1..=9)) =
        (before, look.hyphen(last), look.num(last + 1))
    {
        core.last = last + 2;
        core.value += f64::from(n);
        core.kind = Kind::Ordinal;
    } else if let Some(parts) = parts(look, &core, last) {
        core = parts;
    } else if let Some(next) = and_a_half(look, last).filter(|_| kind == Kind::Cardinal) {
        match look.num(next + usize::from(look.hyphen(next))) {
            // two and a half million
            Num::Scale(power) if total == 0.0 => {
                core.scale = 10f64.powi(power);
                core.value = (value + 0.5) * core.scale;
                core.last = next + 1 + usize::from(look.hyphen(next));
            }
            // a million and a half
            _ if total > 0.0 && current.is_none() => {
                core.value += 0.5 * scale;
                core.last = next;
            }
            _ => {
                core.value += 0.5;
                core.last = next;
            }
        }
        core.half_step = 0.0;
    }
    if core.kind != Kind::Fraction {
        (core.lowest, core.highest) = (core.value, core.value);
    }
    Some(core)
}

/// Two-thirds, three quarters of, one-third.
fn parts(look: &Look<'_, '_>, core: &Core, last: usize) -> Option<Core> {
    if core.value > 99.0 {
        return None;
    }
    let hyphen = look.hyphen(last);
    let at = last + usize::from(hyphen);
    // "a third more", "a quarter less"
    let compared = matches!(
        look.word(at + 1),
        "more" | "less" | "fewer" | "higher" | "lower" | "cheaper" | "dearer" | "faster" | "slower"
    );
    let whole = look.word(at + 1) == "of" || compared || ends_phrase(look, at + 1);
    let bottom = match look.num(at) {
        Num::Parts(4) if !hyphen && look.word(at + 1) != "of" => return None,
        Num::Parts(n) => n,
        Num::Ordinal(n @ 3..) if core.value == 1.0 && (hyphen || whole) => n,
        Num::Quarter
            if core.value == 1.0
                && (hyphen || look.word(at + 1) == "of" || changes_by(look, core.first)) =>
        {
            4
        }
        Num::Half if core.value == 1.0 => 2,
        _ => return None,
    };
    let value = core.value / f64::from(bottom);
    Some(Core::exact(core.first, at + 1, value, 0.0).of(Kind::Fraction))
}

/// "fell by one quarter", "a cut of one quarter": a share, no three months.
fn changes_by(look: &Look<'_, '_>, first: usize) -> bool {
    match look.before(first, 1) {
        "by" => true,
        "of" => first
            .checked_sub(2)
            .is_some_and(|i| look.cx.is(i, List::ChangeWord)),
        _ => false,
    }
}

/// True if token `i` cannot be the noun of a noun phrase: punctuation, a preposition, the end.
pub(crate) fn ends_phrase(look: &Look<'_, '_>, i: usize) -> bool {
    match look.kind(i) {
        None | Some(TokenKind::Punct | TokenKind::Dash | TokenKind::Mark) => true,
        Some(TokenKind::Word) => {
            look.cx.is(i, List::Preposition)
                || look.cx.is(i, List::Conjunction)
                || look.cx.is(i, List::Auxiliary)
                || look.cx.is(i, List::Determiner)
                || look.cx.is(i, List::Pronoun)
                || matches!(
                    look.word(i),
                    "more" | "less" | "higher" | "lower" | "each" | "compared"
                )
        }
        Some(_) => false,
    }
}
