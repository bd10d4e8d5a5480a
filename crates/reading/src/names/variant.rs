//! Name variants: a person or group whose name is spelled in two ways.

use copydesk_draft::Span;
use copydesk_facts::fold_name;
use rustc_hash::FxHashMap;

use super::spelling::Difference;
use super::trie::is_article;
use super::{NameForm, Names, Person};
use crate::cx::Cx;

/// How two spellings of one name differ; the values of `variant-kind` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VariantKind {
    /// In letters.
    Letters,
    /// In the article: there or not, al or el.
    Article,
    /// In capitals, hyphens, accents.
    Marks,
}

/// A mention spelled otherwise than an earlier one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Variant {
    pub(crate) span: Span,
    /// The person's full name, or the group's first.
    pub(crate) whose: Span,
    pub(crate) earlier: Span,
    pub(crate) kind: VariantKind,
}

/// Finds the variants.
pub(crate) fn find(cx: &Cx<'_>, names: &Names) -> Vec<Variant> {
    let mut out = Vec::new();
    for person in &names.persons {
        let Some((earlier, difference)) = person
            .earlier
            .and_then(|(i, difference)| Some((names.persons.get(i)?, difference)))
        else {
            continue;
        };
        let kind = match difference {
            Difference::Same => continue,
            Difference::Letters if near_persons(cx, earlier, person) => VariantKind::Letters,
            Difference::Letters => continue,
            Difference::Marks => VariantKind::Marks,
            Difference::Article => match article(cx, earlier, person) {
                Some(kind) => kind,
                None => continue,
            },
        };
        out.push(Variant {
            span: person.span,
            whose: names
                .people
                .get(person.identity)
                .map_or(earlier.span, |identity| identity.full),
            earlier: earlier.span,
            kind,
        });
    }
    let mut other_names: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for (i, group) in names.groups.iter().enumerate() {
        let own = cx.str(group.span);
        if let Some((other, difference)) = group.earlier {
            let Some(other) = names.groups.get(other) else {
                continue;
            };
            let kind = match difference {
                Difference::Same => continue,
                Difference::Letters if near_words(cx.str(other.span), own) => VariantKind::Letters,
                Difference::Letters => continue,
                Difference::Article | Difference::Marks => VariantKind::Marks,
            };
            out.push(Variant {
                span: group.span,
                whose: other.span,
                earlier: other.span,
                kind,
            });
            continue;
        }
        if group.form != NameForm::OtherName {
            continue;
        }
        // Another name of the group, spelled nearly so before: "Ansarullah", "Ansar Allah".
        let squeezed = |span: Span| fold_name(cx.str(span)).replace(' ', "");
        let mine = squeezed(group.span);
        let forms = other_names.entry(group.entity).or_default();
        let before = forms.iter().find(|&&other| {
            let Some(other) = names.groups.get(other) else {
                return false;
            };
            let theirs = squeezed(other.span);
            other.entity == group.entity
                && other.form == NameForm::OtherName
                && cx.str(other.span) != own
                && theirs != mine
                && theirs.strip_suffix('s') != Some(&mine)
                && mine.strip_suffix('s') != Some(&theirs)
                && mine.len().min(theirs.len()) >= 6
                && super::spelling::distance(&mine, &theirs, 2).is_some()
        });
        let before = before.and_then(|&other| names.groups.get(other));
        // A handful of names is all a group has.
        if forms.len() < 8
            && !forms.iter().any(|&form| {
                names
                    .groups
                    .get(form)
                    .is_some_and(|form| cx.str(form.span) == own)
            })
        {
            forms.push(i);
        }
        if let Some(other) = before {
            out.push(Variant {
                span: group.span,
                whose: other.span,
                earlier: other.span,
                kind: VariantKind::Letters,
            });
        }
    }
    out.sort_by_key(|variant| variant.span);
    out
}

/// True if two words are spellings of one: near, and no plural of each other.
fn near(a: &str, b: &str) -> bool {
    let shorter = a.chars().count().min(b.chars().count());
    let most = match shorter {
        0..4 => return false,
        4..7 => 1,
        _ => 2,
    };
    a.strip_suffix('s') != Some(b)
        && b.strip_suffix('s') != Some(a)
        && super::spelling::distance(a, b, most).is_some()
}

/// True if two names of groups have the same words but for spellings.
fn near_words(a: &str, b: &str) -> bool {
    let (a, b) = (fold_name(a), fold_name(b));
    a.split(' ').count() == b.split(' ').count()
        && a.split(' ')
            .zip(b.split(' '))
            .all(|(x, y)| x == y || near(x, y))
}

/// True if what both mentions of a person give differs by spelling alone.
fn near_persons(cx: &Cx<'_>, a: &Person, b: &Person) -> bool {
    let folded = |span: Span| fold_name(cx.str(span));
    let core = |person: &Person| {
        folded(person.surname)
            .split(' ')
            .next_back()
            .unwrap_or("")
            .to_owned()
    };
    let mac = |word: String| match word.strip_prefix("mac") {
        Some(rest) if rest.len() >= 4 => format!("mc{rest}"),
        _ => word,
    };
    let (x, y) = (core(a), core(b));
    let surnames_same = x == y;
    let surnames_near = near(&x, &y) || mac(x.clone()) == mac(y.clone());
    match (a.given, b.given) {
        (Some(first), Some(second)) => {
            let (first, second) = (folded(first), folded(second));
            if first == second {
                return surnames_near;
            }
            surnames_same
                && first.split(' ').count() == second.split(' ').count()
                && first
                    .split(' ')
                    .zip(second.split(' '))
                    .all(|(x, y)| x == y || near(x, y))
        }
        _ => !surnames_same && surnames_near,
    }
}

/// "Bashar Al Hassi" and "Bashar Hassi" differ in the article, "al-Hassi" and "Al-Hassi" in marks; a surname without its
/// article behind a full name is the usual short form.
fn article(cx: &Cx<'_>, a: &Person, b: &Person) -> Option<VariantKind> {
    if a.given.is_some() != b.given.is_some() {
        return None;
    }
    let own = |person: &Person| -> Option<String> {
        cx.str(person.span)
            .to_lowercase()
            .split([' ', '-'])
            .find(|word| is_article(word))
            .map(str::to_owned)
    };
    if own(a) == own(b) {
        return Some(VariantKind::Marks);
    }
    // The short form comes with and without its article ("Al Hassi", "Hassi").
    a.given.is_some().then_some(VariantKind::Article)
}
