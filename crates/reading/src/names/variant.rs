//! Name variants: a person or group whose name is spelled in two ways.

use copydesk_draft::Span;
use copydesk_facts::fold_name;
use rustc_hash::{FxHashMap, FxHashSet};

use super::spelling::Difference;
use super::trie::is_article;
use super::variant_bodies::{bare_name, same_but_plural};
use super::variant_index::{VariantIndex, is_name};
use super::{NameForm, Names, Person};
use crate::cx::Cx;
use crate::lists::List;

/// How two spellings of one name differ; the values of `variant-kind` in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VariantKind {
    /// In letters.
    Letters,
    /// In the article: there or not, al or el.
    Article,
    /// In capitals, hyphens, apostrophes.
    Marks,
    /// In accents alone.
    Accents,
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
    let index = VariantIndex::new(cx, names);
    // "Marta Nilsen, a nurse, and Marta Nielsen, a midwife": two people, here and wherever they are named again.
    let two: FxHashSet<usize> = names
        .persons
        .iter()
        .filter(|person| {
            person.earlier.is_some_and(|(i, difference)| {
                difference == Difference::Letters
                    && names
                        .persons
                        .get(i)
                        .is_some_and(|earlier| two_roles(cx, earlier, person))
            })
        })
        .map(|person| person.identity)
        .collect();
    for person in &names.persons {
        let Some((earlier, difference)) = person
            .earlier
            .and_then(|(i, difference)| Some((names.persons.get(i)?, difference)))
        else {
            continue;
        };
        let kind = match difference {
            // "Ibanez Soto", "Ibañez Soto": the last part of the surname is the same.
            Difference::Same
                if super::variant_joined::inner_accents(
                    cx.str(earlier.span),
                    cx.str(person.span),
                ) =>
            {
                VariantKind::Accents
            }
            // "Ibrahim al-Sayed", "El-Sayed": one article in two spellings.
            Difference::Same if two_articles(cx, earlier, person) => VariantKind::Article,
            Difference::Same => continue,
            Difference::Letters if two.contains(&person.identity) => continue,
            Difference::Letters if another(cx, &index, earlier, person) => continue,
            Difference::Letters if two_roles(cx, earlier, person) => continue,
            Difference::Letters if index.side_by_side(earlier, person) => continue,
            Difference::Letters if near_persons(cx, earlier, person) => VariantKind::Letters,
            Difference::Letters => continue,
            Difference::Marks if accents_alone(cx.str(earlier.span), cx.str(person.span)) => {
                VariantKind::Accents
            }
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
                Difference::Letters
                    if near_words(cx.str(other.span), own)
                        || near_words(
                            bare_name(cx.str(other.span)).trim_end_matches('s'),
                            bare_name(own).trim_end_matches('s'),
                        ) && !same_but_plural(cx.str(other.span), own) =>
                {
                    VariantKind::Letters
                }
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
        if !matches!(
            group.form,
            NameForm::OtherName | NameForm::HouseForm | NameForm::Spelling
        ) {
            continue;
        }
        // Another name of the group, spelled nearly so before: "Ansarullah", "Ansar Allah".
        let squeezed = |span: Span| fold_name(bare_name(cx.str(span))).replace(' ', "");
        let mine = squeezed(group.span);
        let forms = other_names.entry(group.entity).or_default();
        let before = forms.iter().find(|&&other| {
            let Some(other) = names.groups.get(other) else {
                return false;
            };
            let theirs = squeezed(other.span);
            other.entity == group.entity
                && matches!(
                    other.form,
                    NameForm::OtherName | NameForm::HouseForm | NameForm::Spelling
                )
                && cx.str(other.span) != own
                && theirs != mine
                && theirs.strip_suffix('s') != Some(&mine)
                && mine.strip_suffix('s') != Some(&theirs)
                && mine.len().min(theirs.len()) >= 5
                && super::spelling::distance(
                    mine.trim_end_matches('s'),
                    theirs.trim_end_matches('s'),
                    if mine.len().min(theirs.len()) >= 6 {
                        2
                    } else {
                        1
                    },
                )
                .is_some_and(|edits| edits > 0)
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
    super::variant_bodies::organisations(cx, names, &mut out);
    super::variant_pairs::find(cx, names, &mut out);
    super::variant_joined::find(cx, names, &mut out);
    unlinked(cx, &index, names, &mut out);
    strays(cx, &index, names, &mut out);
    headline(cx, names, &mut out);
    super::variant_places::find(cx, &index, &mut out);
    super::variant_bodies::beside_groups(cx, names, &mut out);
    out.sort_by_key(|variant| variant.span);
    out
}

/// "Amela Hasanović … Ms Hassanovic": a surname with an honorific that no full name has, and one before it that is near.
fn unlinked(cx: &Cx<'_>, index: &VariantIndex<'_, '_>, names: &Names, out: &mut Vec<Variant>) {
    let mut seen: Vec<usize> = Vec::new();
    for person in &names.persons {
        let lone = person.given.is_none() && person.earlier.is_none();
        // Without an honorific the two may be two people: one letter, no more.
        let most = if person.honorific.is_some() { 2 } else { 1 };
        if !lone || seen.contains(&person.identity) || seen.len() > 30 || !cx.in_body(person.span) {
            continue;
        }
        seen.push(person.identity);
        let own = fold_name(cx.str(person.surname));
        if own.len() < 6 || own.contains(' ') {
            continue;
        }
        let singular = one_person(cx, person.first, person.last);
        let name = |i: usize| is_name(cx, i);
        let full = (1..person.first).find(|&i| {
            // "Mrs Hansen's tenant, Mr Hanson": another's title.
            let apart = person.first > 0 && {
                let (theirs, own) = (cx.folded(i - 1), cx.folded(person.first - 1));
                // "Mr Brown met Mr Browne, his lawyer": told who he is, as somebody new.
                let new = cx.word(person.last) == ","
                    && matches!(
                        cx.folded(person.last + 1),
                        "his" | "her" | "their" | "a" | "an" | "the"
                    );
                is_honorific(theirs) && (is_honorific(own) && theirs != own || new)
            };
            if apart || !name(i) || !name(i - 1) || !cx.token(i).is_some_and(|token| token.spaced) {
                return false;
            }
            let other = fold_name(cx.word(i));
            other != own
                && (near(&other, &own) || singular && own.strip_suffix('s') == Some(other.as_str()))
                && super::spelling::distance(&other, &own, slips(&other, &own, most)).is_some()
        });
        // The name told so somewhere in full is another person's.
        let same = || (0..person.first).any(|i| name(i) && fold_name(cx.word(i)) == own);
        let full = full
            .filter(|&full| !same() && !index.given_elsewhere(person.first, cx.folded(full - 1)));
        let Some(full) = full else { continue };
        // Within a quotation it is no fault of the desk's; the next mention outside is.
        let quoted = |span: Span| {
            cx.masks
                .iter()
                .any(|mask| mask.start <= span.start && span.end <= mask.end)
        };
        let outside = quoted(person.span)
            .then(|| {
                names.persons.iter().find(|other| {
                    other.identity == person.identity
                        && other.first > person.first
                        && !quoted(other.span)
                })
            })
            .flatten();
        out.extend(
            [Some(person), outside]
                .into_iter()
                .flatten()
                .map(|person| Variant {
                    span: person.span,
                    whose: cx.span(full - 1, full + 1),
                    earlier: cx.span(full, full + 1),
                    kind: VariantKind::Letters,
                }),
        );
    }
}

/// "Amina Yusuf was jailed. Yousuf will appeal": a word in capitals that no name holds, and one letter off a surname told in
/// full before.
fn strays(cx: &Cx<'_>, index: &VariantIndex<'_, '_>, names: &Names, out: &mut Vec<Variant>) {
    // The surnames told in full, and where first; a story has a few dozen.
    let mut full: Vec<(String, Span, usize)> = Vec::new();
    for person in names.persons.iter().filter(|person| person.given.is_some()) {
        let surname = fold_name(cx.str(person.surname));
        // "al-Rashid": the name behind its article.
        let surname = match surname.split_once(' ') {
            Some((article, core)) if is_article(article) => core.to_owned(),
            _ => surname,
        };
        if surname.len() >= 5
            && !surname.contains(' ')
            && full.len() < 60
            && full.iter().all(|(known, _, _)| *known != surname)
        {
            full.push((surname, person.surname, person.last));
        }
    }
    if full.is_empty() {
        return;
    }
    let name = |i: usize| is_name(cx, i);
    let mut seen: Vec<String> = Vec::new();
    for i in 0..cx.tokens.len() {
        if !name(i) || cx.word(i).len() < 5 || cx.is(i, List::CommonWord) {
            continue;
        }
        // A name of plain letters begins as its folded form does.
        let first = cx.word(i).as_bytes().first().map(u8::to_ascii_lowercase);
        let plain = cx.word(i).bytes().all(|byte| byte.is_ascii_alphabetic());
        if plain
            && !full
                .iter()
                .any(|(surname, _, _)| surname.as_bytes().first() == first.as_ref())
        {
            continue;
        }
        let own = fold_name(cx.word(i));
        let near_one = full.iter().find(|(surname, _, last)| {
            *last <= i
                && surname.as_bytes().first() == own.as_bytes().first()
                && surname.len().abs_diff(own.len()) <= 1
                && *surname != own
                && (near(surname, &own)
                    || same_letters(surname, &own)
                    || behind_article(cx, i)
                    || own.len() >= 8
                        && own.strip_suffix('s') == Some(surname)
                        && one_person(cx, i, i + 1))
                && (super::spelling::distance(surname, &own, slips(surname, &own, 1)).is_some()
                    || same_letters(surname, &own)
                    || behind_article(cx, i)
                        && super::spelling::sound(surname) == super::spelling::sound(&own))
        });
        let Some((surname, earlier, _)) = near_one else {
            continue;
        };
        // A plural ("the Harrises"), a name told in full of its own, or a name that stands often.
        // "the Petrovs", "Petrova": of one family.
        let plural = i > 0 && cx.folded(i - 1) == "the"
            || surname.trim_end_matches('s').strip_suffix('a') == Some(own.trim_end_matches('s'))
            || own.strip_suffix('a') == Some(surname.as_str())
            || surname.len().max(own.len()) < 6
            || own.strip_suffix('s') == Some(surname)
                && (own.len() < 8 || !one_person(cx, i, i + 1))
            || surname.strip_suffix('s') == Some(&own);
        let opens = cx
            .token(i)
            .and_then(|token| cx.sentence(token.sentence))
            .is_some_and(|sentence| sentence.first as usize == i);
        // "In August Rahmany wrote", "When Rahmany wrote": no part of a longer name.
        let plain = |k: usize| {
            let first = cx
                .token(k)
                .and_then(|token| cx.sentence(token.sentence))
                .is_some_and(|sentence| sentence.first as usize == k);
            cx.is(k, List::Month)
                || cx.is(k, List::Weekday)
                || first && cx.is(k, List::CommonWord) && !cx.is(k, List::GivenName)
        };
        let beside = !opens && i > 0 && name(i - 1) && !plain(i - 1) && !behind_article(cx, i)
            || name(i + 1);
        let subject = cx.is(i + 1, List::Auxiliary)
            || cx.is(i + 1, List::PastForm)
            || cx.word(i + 1).len() > 4 && cx.word(i + 1).ends_with("ed")
            || cx.kind(i + 1) == Some(crate::token::TokenKind::Possessive)
            || cx.is(i + 1, List::NameVerb)
            || cx.word(i + 1) == ","
                && matches!(cx.folded(i + 2), "who" | "whose" | "a" | "an" | "the");
        if plural
            || beside
            || opens && !subject
            || seen.contains(&own)
            || !cx.token(i).is_some_and(|token| cx.in_body(token.span))
            || index.held(i)
            || index.stands_elsewhere(i, &own)
        {
            continue;
        }
        let span = cx.span(i, i + 1);
        out.push(Variant {
            span,
            whose: *earlier,
            earlier: *earlier,
            kind: VariantKind::Letters,
        });
        seen.push(own);
    }
}

/// "Okonkwo", "Okwonko": the same letters in another order.
fn same_letters(a: &str, b: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    a.len() >= 6 && a.len() == b.len() && sorted(a) == sorted(b)
}

/// "Al Rasheed": an Arabic article before the word at token `i`.
fn behind_article(cx: &Cx<'_>, i: usize) -> bool {
    let hyphen = usize::from(i > 1 && cx.kind(i - 1) == Some(crate::token::TokenKind::Hyphen));
    i.checked_sub(1 + hyphen)
        .is_some_and(|k| matches!(cx.folded(k), "al" | "el" | "ul"))
}

/// "Aaron Wells, the defence lawyer, questioned the surgeon Aron Wells": two full names in one sentence, each with a role.
fn two_roles(cx: &Cx<'_>, a: &Person, b: &Person) -> bool {
    let told =
        |one: &Person| one.title.is_some() || one.role.is_some() || one.role_before.is_some();
    a.given.is_some()
        && b.given.is_some()
        && told(a)
        && told(b)
        && cx.sentence_at(a.span.start) == cx.sentence_at(b.span.start)
}

/// True if two spellings differ in accents alone: "Lindström", "Lindstrom".
pub(super) fn accents_alone(a: &str, b: &str) -> bool {
    // An accent may be a character of its own.
    let letters = |word: &str| -> Vec<char> {
        word.chars()
            .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
            .collect()
    };
    let tail = |long: &str, short: &str| -> bool {
        long.split_whitespace()
            .rev()
            .zip(short.split_whitespace().rev())
            .all(|(x, y)| {
                let (x, y) = (letters(x), letters(y));
                x.len() == y.len()
                    && x.iter().zip(&y).all(|(x, y)| {
                        x == y
                            || x.is_alphabetic()
                                && y.is_alphabetic()
                                && x.is_uppercase() == y.is_uppercase()
                                && !(x.is_ascii() && y.is_ascii())
                    })
            })
    };
    tail(a, b)
}

/// "Stephenson to lead rail inquiry" over a story of Harriet Stevenson: a word of the headline near the surname of a
/// person of the body, that the body never prints.
fn headline(cx: &Cx<'_>, names: &Names, out: &mut Vec<Variant>) {
    let heads = cx.sentences.iter().enumerate().filter(|(_, sentence)| {
        cx.blocks
            .get(sentence.block as usize)
            .is_some_and(|block| block.kind == copydesk_draft::BlockKind::Headline)
    });
    for (number, _) in heads {
        for i in cx.sentence_tokens(number as u32) {
            let word = cx.folded(i);
            if !is_name(cx, i)
                || word.chars().count() < 6
                || cx.is(i, List::CommonWord)
                || cx.names.is_demonym(cx, i)
                || cx.names.gazetteer.spells(word)
                || out.iter().any(|other| other.span == cx.span(i, i + 1))
            {
                continue;
            }
            let near_one = names
                .persons
                .iter()
                .filter(|person| cx.in_body(person.span))
                .find(|person| {
                    let own = cx.folded(person.last.saturating_sub(1));
                    person.given.is_some()
                        && own != word
                        && own.chars().count() >= 6
                        && near(own, word)
                        && own.chars().next() == word.chars().next()
                        && super::spelling::distance(
                            own,
                            word,
                            if word.chars().count() >= 9 { 2 } else { 1 },
                        )
                        .is_some()
                });
            let Some(person) = near_one else { continue };
            let printed =
                (0..cx.tokens.len()).any(|k| cx.folded(k) == word && cx.in_body(cx.span(k, k + 1)));
            if !printed {
                out.push(Variant {
                    span: cx.span(i, i + 1),
                    whose: person.span,
                    earlier: cx.span(person.last.saturating_sub(1), person.last),
                    kind: VariantKind::Letters,
                });
            }
        }
    }
}

/// A short honorific.
fn is_honorific(word: &str) -> bool {
    matches!(word, "mr" | "mrs" | "ms" | "miss")
}

/// True if a near name is another's: a first name or an adjective of a place alone ("Chris Christie … Christian",
/// "Sri Lankan"), or a surname that somebody else bears in full elsewhere ("Tim Holden … Holder … Eric Holder").
fn another(cx: &Cx<'_>, index: &VariantIndex<'_, '_>, earlier: &Person, person: &Person) -> bool {
    let alone = |one: &Person| {
        one.given.is_none()
            && one.honorific.is_none()
            && one.title.is_none()
            && one.last == one.first + 1
    };
    let first_name = |one: &Person| {
        alone(one)
            && !cx.is(one.first, List::Surname)
            && (cx.is(one.first, List::GivenName) || cx.is(one.first, List::CommonWord))
    };
    // "Abdulkareem Suleiman … Sulaiman, 39": one letter off the surname it is no first name of another's.
    let of_surname = {
        let (x, y) = (
            fold_name(cx.str(earlier.surname)),
            fold_name(cx.str(person.surname)),
        );
        earlier.given.is_some()
            && x.len().min(y.len()) >= 6
            && !cx.is(person.first, List::CommonWord)
            && super::spelling::distance(&x, &y, 1).is_some()
    };
    let adjective = |one: &Person| (one.first..one.last).any(|i| cx.names.is_demonym(cx, i));
    let given = earlier
        .given
        .map(|given| cx.folded(cx.token_at(given.start)));
    first_name(earlier)
        || first_name(person) && !of_surname
        || adjective(earlier)
        || adjective(person)
        || given.is_some_and(|given| alone(person) && index.given_elsewhere(person.first, given))
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

/// How many letters two surnames may differ in: one, but two of a long one that begins alike ("Vostrikov", "Vostrikoff").
fn slips(a: &str, b: &str, most: usize) -> usize {
    let alike = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    if alike >= 6 && a.chars().count().min(b.chars().count()) >= 9 {
        most.max(2)
    } else {
        most
    }
}

/// True if a surname that ends in s means one person: no "the Lunds", and no verb of several behind it.
fn one_person(cx: &Cx<'_>, first: usize, last: usize) -> bool {
    let before = first.checked_sub(1).map_or("", |i| cx.folded(i));
    let family = matches!(
        before,
        "the" | "both" | "all" | "two" | "three" | "of" | "young" | "other" | "these"
    );
    let singular = matches!(
        cx.folded(last),
        "has"
            | "was"
            | "is"
            | "had"
            | "said"
            | "says"
            | "told"
            | "added"
            | "would"
            | "will"
            | "denied"
            | "denies"
    );
    !family && singular
}

/// True if two names of groups have the same words but for spellings.
pub(super) fn near_words(a: &str, b: &str) -> bool {
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
                && first.split(' ').zip(second.split(' ')).all(|(x, y)| {
                    x == y || near(x, y) || super::spelling::sound(x) == super::spelling::sound(y)
                })
        }
        _ => !surnames_same && surnames_near,
    }
}

/// "al" here and "el" there.
fn two_articles(cx: &Cx<'_>, a: &Person, b: &Person) -> bool {
    let own = |person: &Person| {
        let words = cx.str(person.surname).to_lowercase();
        let first = words.split([' ', '-']).next().map(str::to_owned);
        first.filter(|word| matches!(word.as_str(), "al" | "el" | "ul"))
    };
    matches!((own(a), own(b)), (Some(x), Some(y)) if x != y)
}

/// "Bashar Al Hassi" and "Bashar Hassi" differ in the article, "al-Hassi" and "Al-Hassi" in marks; a surname without its
/// article behind a full name is the usual short form.
fn article(cx: &Cx<'_>, a: &Person, b: &Person) -> Option<VariantKind> {
    let own = |person: &Person| -> Option<String> {
        cx.str(person.span)
            .to_lowercase()
            .split([' ', '-'])
            .find(|word| is_article(word))
            .map(str::to_owned)
    };
    if a.given.is_some() != b.given.is_some() {
        return None;
    }
    if own(a) == own(b) {
        return Some(VariantKind::Marks);
    }
    // The short form comes with and without its article ("Al Hassi", "Hassi").
    a.given.is_some().then_some(VariantKind::Article)
}
