//! How the letters of a short form sit beside the words it is said to stand for.

use copydesk_draft::Span;

use super::definition::is_link;
use crate::cx::Cx;
use crate::names::spelling::distance;
use crate::token::TokenKind;

/// How letters and words sit together; the values of `letter-fit` in order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum LetterFit {
    /// The letters run through the words.
    Fits,
    /// One letter is another than the initial, or two neighbours are swapped.
    Near,
    /// It begins alike and shares half of its letters with the initials, in another order or number.
    Apart,
    /// Anything else: the short form of another language, a code.
    Unlike,
}

/// How the letters of `short` sit beside the words of `expansion`; `in_order` as found with the definition. "Nigeria's Economic
/// and Financial Crimes Commission": whose it is may be no part of it.
pub(crate) fn fit(cx: &Cx<'_>, short: &str, expansion: Span, in_order: bool) -> LetterFit {
    let whole = fit_of(cx, short, expansion, in_order);
    let first = cx.token_at(expansion.start);
    let owner = (first..first + 4).find(|&i| cx.kind(i) == Some(TokenKind::Possessive));
    let rest = owner
        .and_then(|i| cx.token(i + 1))
        .filter(|token| token.span.start < expansion.end);
    match rest {
        Some(token) if whole == LetterFit::Unlike => {
            let own = Span::new(token.span.start, expansion.end);
            fit_of(cx, short, own, false).min(whole)
        }
        _ => whole,
    }
}

/// The initials of an expansion, read in several ways.
struct Initials {
    /// Of the words of weight.
    weight: String,
    /// Of all words.
    all: String,
    /// Of the words of weight, the second half of a compound left out: "Co-operation" is one word.
    whole: String,
    /// Of the words with capitals, where a word of weight has none.
    capitals: String,
    /// No word has a capital: a term, which no other language has named.
    small: bool,
    /// The words of weight.
    words: Vec<String>,
    /// All of them have capitals: a name.
    named: bool,
}

impl Initials {
    fn of(cx: &Cx<'_>, expansion: Span) -> Self {
        let mut own = Self {
            weight: String::new(),
            all: String::new(),
            whole: String::new(),
            capitals: String::new(),
            small: true,
            words: Vec::new(),
            named: true,
        };
        let mut i = cx.token_at(expansion.start);
        while let Some(token) = cx.token(i).filter(|token| token.span.end <= expansion.end) {
            if token.kind == TokenKind::Word
                && let Some(initial) = cx.folded(i).chars().next()
            {
                own.all.push(initial);
                own.small &= !token.capital;
                if token.capital {
                    own.capitals.push(initial);
                }
                if !is_link(cx.folded(i)) {
                    own.weight.push(initial);
                    own.named &= token.capital;
                    own.words.push(cx.folded(i).to_owned());
                    let joined = i
                        .checked_sub(1)
                        .is_some_and(|before| cx.kind(before) == Some(TokenKind::Hyphen));
                    if !joined {
                        own.whole.push(initial);
                    }
                }
            }
            i += 1;
        }
        own
    }

    /// True if the letters are the initials but for one: another letter, two neighbours that changed places, or one letter
    /// more that the word before it has not. A letter less is often wanted: the MOAB is a Massive Ordnance Air Blast Bomb.
    fn but_for_one(&self, letters: &str) -> bool {
        let count = letters.chars().count();
        let same_start = letters.chars().next() == self.weight.chars().next();
        if count < 3 {
            return false;
        }
        if self.small && changed_places_at(&self.weight, letters).is_some() {
            return true;
        }
        let replaced = [&self.weight, &self.all].iter().any(|initials| {
            initials.chars().count() == count && distance(letters, initials, 1) == Some(1)
        });
        same_start && (replaced || self.one_more(letters))
    }

    /// "LTAS" for "Land Transport Authority": a letter more, which neither a small word nor the inside of the word before
    /// it gives.
    fn one_more(&self, letters: &str) -> bool {
        let own: Vec<char> = letters.chars().collect();
        if !self.named || own.len() != self.weight.chars().count() + 1 || own.len() < 4 {
            return false;
        }
        let mut found = false;
        for i in 1..own.len() {
            let rest = own.iter().enumerate().filter(|(k, _)| *k != i);
            if !rest.map(|(_, c)| *c).eq(self.weight.chars()) {
                continue;
            }
            let Some(extra) = own.get(i) else { continue };
            let inside = self
                .words
                .get(i - 1)
                .is_some_and(|word| word.chars().skip(1).any(|c| c == *extra));
            let linked = self.all.chars().filter(|c| c == extra).count()
                > self.weight.chars().filter(|c| c == extra).count();
            if inside || linked {
                return false;
            }
            found = true;
        }
        found
    }
}

fn letters_of(short: &str) -> String {
    short
        .strip_suffix('s')
        .unwrap_or(short)
        .chars()
        .filter(|c| c.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect()
}

/// True if the letters of `short` are the initials of the words but for one slip.
pub(super) fn slipped(cx: &Cx<'_>, short: &str, expansion: Span) -> bool {
    let letters = letters_of(short);
    let initials = Initials::of(cx, expansion);
    let same = [&initials.weight, &initials.all, &initials.whole]
        .iter()
        .any(|own| **own == letters);
    !same && initials.but_for_one(&letters)
}

fn fit_of(cx: &Cx<'_>, short: &str, expansion: Span, in_order: bool) -> LetterFit {
    let letters = letters_of(short);
    let initials = Initials::of(cx, expansion);
    if letters == initials.weight || letters == initials.all || letters == initials.whole {
        return LetterFit::Fits;
    }
    // "Healthcare products Regulatory": a small word in a name gives no letter.
    let inner = !initials.named && initials.capitals.chars().count() >= 4;
    if inner && letters == initials.capitals {
        return LetterFit::Fits;
    }
    if initials.but_for_one(&letters) || inner && changed_places(&initials.capitals, &letters) {
        return LetterFit::Near;
    }
    if in_order {
        return LetterFit::Fits;
    }
    let count = letters.chars().count();
    let wide = initials.weight.chars().count();
    let same_start = letters.chars().next() == initials.weight.chars().next();
    // Letters of the initials, each taken once.
    let mut left: Vec<char> = initials.all.chars().collect();
    let shared = letters
        .chars()
        .filter(|c| {
            left.iter().position(|other| other == c).is_some_and(|at| {
                left.swap_remove(at);
                true
            })
        })
        .count();
    if count >= 3 && same_start && count.abs_diff(wide) <= 1 && shared * 2 > count {
        LetterFit::Apart
    } else {
        LetterFit::Unlike
    }
}

/// What the registers say of these words; the values of `registered` in order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum RegisteredAs {
    /// They give this short form for these words.
    Same,
    /// They give other short forms for these words.
    Other,
    /// They give other short forms for these words, and other words for this one.
    Anothers,
    /// They do not know the words.
    Unknown,
}

/// True if the two differ by two neighbours behind the first letter that changed places.
pub(super) fn changed_places(form: &str, short: &str) -> bool {
    changed_places_at(form, short).is_some_and(|at| at > 0)
}

/// Where two neighbours changed places, if that is all by which the two differ.
fn changed_places_at(form: &str, short: &str) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (form.chars().collect(), short.chars().collect());
    let off: Vec<usize> = a
        .iter()
        .zip(&b)
        .enumerate()
        .filter(|(_, (x, y))| x != y)
        .map(|(i, _)| i)
        .collect();
    match (a.len() == b.len(), off.as_slice()) {
        (true, &[i, j]) if j == i + 1 && a.get(i) == b.get(j) && a.get(j) == b.get(i) => Some(i),
        _ => None,
    }
}

/// Looks the words up in the registers.
pub(crate) fn registered(cx: &Cx<'_>, short: &str, expansion: &str) -> RegisteredAs {
    let plain = |words: &str| copydesk_facts::fold_name(words).replace('z', "s");
    let words = expansion
        .strip_prefix("the ")
        .or_else(|| expansion.strip_prefix("The "))
        .unwrap_or(expansion);
    let key = plain(words);
    let mut found = RegisteredAs::Unknown;
    for name in ["acronyms", "groups", "monitors", "outlets"] {
        let Some(register) = cx.registers.get(name) else {
            continue;
        };
        // By its letters: the register's words, whatever the spelling with s or z.
        let by_letters = register.by_name(short).filter(|entity| {
            std::iter::once(&entity.name)
                .chain(&entity.aliases)
                .any(|name| plain(name) == key)
        });
        if by_letters.is_some() {
            return RegisteredAs::Same;
        }
        let Some(entity) = register.by_name(words) else {
            continue;
        };
        let own = entity
            .short_forms
            .iter()
            .map(String::as_str)
            .chain(
                ["ambiguous-short-forms", "mixed-case-short-forms"]
                    .iter()
                    .flat_map(|column| entity.list(column).iter().map(String::as_str)),
            )
            .any(|form| crate::names::index::letters(form) == short);
        // "European Central Bank (EBC)": beside the English words two letters changed places; that another language orders
        // them so, and the letters mean other things too, is no excuse.
        let swapped = entity
            .short_forms
            .iter()
            .any(|form| changed_places(form, short));
        let foreign = ["foreign", "foreign-ambiguous"]
            .iter()
            .filter(|column| !swapped || **column == "foreign")
            .flat_map(|column| entity.list(column))
            .any(|item| {
                item.split(';')
                    .any(|part| part.strip_prefix("short=") == Some(short))
            });
        if own || foreign {
            return RegisteredAs::Same;
        }
        if name == "acronyms" && !entity.short_forms.is_empty() {
            // "the Australian Energy Regulator (AEMO)": the letters of the market's operator.
            let anothers = short.chars().count() >= 4
                && register.by_name(short).is_some_and(|other| {
                    other.id != entity.id
                        && other.short_forms.iter().any(|form| form == short)
                        && matches!(other.text("kind"), Some("body" | "agency"))
                });
            found = if anothers {
                RegisteredAs::Anothers
            } else {
                RegisteredAs::Other
            };
        }
    }
    found
}
