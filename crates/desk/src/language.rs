//! Is a draft in English? Closed-class words and letters tell; the front matter's `lang` decides where it is given.

use std::ops::ControlFlow;
use std::sync::LazyLock;

use copydesk_draft::{BlockKind, Draft};

/// Words of English grammar that other languages written in Latin letters hardly share.
const ENGLISH: &[&str] = &[
    "the", "of", "and", "to", "that", "for", "with", "was", "were", "his", "her", "their", "they",
    "from", "by", "have", "has", "had", "this", "these", "which", "said", "who", "would", "not",
    "been", "are", "it", "its", "as", "but", "he", "she", "at", "be", "there", "when", "what",
    "you", "we", "after", "about", "more", "than", "into",
];

/// The same as [`number`] has them, in order.
static NUMBERS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut numbers: Vec<u64> = ENGLISH.iter().filter_map(|word| number(word)).collect();
    numbers.sort_unstable();
    numbers
});

/// A word of letters that are ASCII, at most eight, as a number, in small letters.
fn number(word: &str) -> Option<u64> {
    let mut number = None;
    let _ = words_of(word, |own| {
        number = own;
        ControlFlow::Break(())
    });
    number
}

/// Words looked at.
const LOOKED_AT: usize = 600;
/// Letters looked at.
const LETTERS: usize = 8 * LOOKED_AT;
/// If so many words have at least so large a share of English grammar words, in percent, no more are looked at.
const CLEAR_AFTER: usize = 80;
const CLEAR: usize = 20;
/// With fewer words than this only the letters tell.
const ENOUGH: usize = 40;
/// The least share of English grammar words, in percent. Agency copy has about 30, text in another language under 2.
const LEAST: usize = 4;

/// The reason why a draft is not read as English; `None` if it is.
pub(crate) fn not_english(draft: &Draft) -> Option<String> {
    if let Some(tag) = &draft.meta.lang {
        let primary = tag.split(['-', '_']).next().unwrap_or("").trim();
        return if ["en", "eng", "english"]
            .iter()
            .any(|known| primary.eq_ignore_ascii_case(known))
        {
            None
        } else {
            Some(format!(
                "language `{tag}` (front matter); copydesk reads English"
            ))
        };
    }
    let (mut words, mut english) = (0usize, 0usize);
    let numbers: &[u64] = &NUMBERS;
    let told = prose(draft).try_for_each(|text| {
        words_of(text, |word| {
            words += 1;
            let known = word.is_some_and(|word| numbers.binary_search(&word).is_ok());
            english += usize::from(known);
            // Most drafts are clear after a paragraph or two.
            if words == CLEAR_AFTER && english * 100 >= CLEAR * words {
                return ControlFlow::Break(true);
            }
            // Enough for any draft; only its letters can still tell otherwise.
            if words > CLEAR_AFTER && english * 100 >= LEAST * LOOKED_AT {
                return ControlFlow::Break(few_others(draft));
            }
            if words == LOOKED_AT {
                return ControlFlow::Break(false);
            }
            ControlFlow::Continue(())
        })
    });
    if told == ControlFlow::Break(true) {
        return None;
    }
    let (mut latin, mut other) = (0usize, 0usize);
    let letters = prose(draft).flat_map(str::chars);
    for c in letters.filter(|c| c.is_alphabetic()).take(LETTERS) {
        // Latin letters end at U+024F; those with dots below are in U+1E00 and on.
        if c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c) {
            latin += 1;
        } else {
            other += 1;
        }
    }
    if other > latin {
        return Some("language: most letters are not Latin; copydesk reads English".to_owned());
    }
    (words >= ENOUGH && english * 100 < LEAST * words).then(|| {
        "language: the text does not look like English; if it is, say `lang: en` in the front matter".to_owned()
    })
}

/// Calls `found` for each word of a text: letters, with apostrophes. Short words of ASCII are told as numbers, in small
/// letters.
fn words_of<B>(text: &str, mut found: impl FnMut(Option<u64>) -> ControlFlow<B>) -> ControlFlow<B> {
    /// Longer than any word that is told.
    const OTHER: usize = 9;
    let (mut number, mut len) = (0u64, 0usize);
    for (at, &byte) in text.as_bytes().iter().enumerate() {
        let small = byte.to_ascii_lowercase();
        if small.is_ascii_lowercase() || byte == b'\'' {
            number = number << 8 | u64::from(small);
            len += 1;
            continue;
        }
        if !byte.is_ascii() {
            // `None`: a byte within a character, of which all was said at its first.
            let c = text.get(at..).and_then(|rest| rest.chars().next());
            if c.is_none_or(|c| c == '’' || c.is_alphabetic()) {
                len += if c.is_some() { OTHER } else { 0 };
                continue;
            }
        }
        if len > 0 {
            found((len < OTHER).then_some(number))?;
            (number, len) = (0, 0);
        }
    }
    if len > 0 {
        found((len < OTHER).then_some(number))?;
    }
    ControlFlow::Continue(())
}

/// True if the letters that are no ASCII are surely not most of those that are looked at.
fn few_others(draft: &Draft) -> bool {
    let other = |text: &str| text.bytes().filter(|byte| !byte.is_ascii()).count();
    let others: usize = prose(draft).map(other).sum();
    // A letter that is no ASCII takes two bytes at least. As a rule a line or two has more letters than all have others.
    let letters = prose(draft).flat_map(str::bytes);
    let mut letters = letters.filter(u8::is_ascii_alphabetic);
    others < LETTERS && letters.nth(others).is_some()
}

/// The blocks of prose.
fn prose(draft: &Draft) -> impl Iterator<Item = &str> {
    draft
        .blocks()
        .iter()
        .filter(|block| !matches!(block.kind, BlockKind::Code | BlockKind::Markup))
        .map(|block| block.span.text(draft.text()))
}

#[cfg(test)]
mod tests {
    use copydesk_formats::{Options, read};

    use super::*;

    fn reason(text: &str) -> Option<String> {
        not_english(&read("a.md", text.as_bytes(), &Options::default()).unwrap())
    }

    #[test]
    fn words_are_letters_and_apostrophes() {
        for text in [
            "Le préfet n’a pas dit -- 12 'non', Ünal’s (é) x1y",
            "éé a",
            "…",
            "",
            "the. Straße",
        ] {
            let plainly = text
                .split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’')
                .filter(|word| !word.is_empty());
            let plainly: Vec<Option<u64>> = plainly
                .map(|word| {
                    let bytes = word.to_ascii_lowercase().into_bytes().into_iter();
                    let number = bytes.fold(0u64, |number, byte| number << 8 | u64::from(byte));
                    (word.is_ascii() && word.len() <= 8).then_some(number)
                })
                .collect();
            let mut own = Vec::new();
            let _: ControlFlow<()> = words_of(text, |word| {
                own.push(word);
                ControlFlow::Continue(())
            });
            assert_eq!(own, plainly, "{text}");
        }
    }

    #[test]
    fn other_languages_are_told() {
        let french = "Le gouvernement a annoncé mardi que les écoles de la région resteraient fermées jusqu'à la fin du mois en raison des inondations qui ont touché plusieurs communes au bord du fleuve. Le préfet a demandé aux habitants de ne pas se déplacer sans raison.";
        let german = "Die Regierung hat am Dienstag mitgeteilt, dass die Schulen in der Region wegen der Überschwemmungen bis zum Ende des Monats geschlossen bleiben. Der Landrat bat die Bewohner, nicht ohne Grund zu reisen. In den Dörfern am Fluss war der Strom ausgefallen, und man will helfen.";
        let indonesian = "Pemerintah daerah mengatakan pada hari Selasa bahwa sekolah di wilayah itu akan tetap tutup sampai akhir bulan karena banjir yang melanda beberapa desa di tepi sungai. Bupati meminta warga agar tidak bepergian tanpa alasan yang penting, dan listrik masih padam di banyak tempat.";
        for text in [french, german, indonesian] {
            assert!(
                reason(text).unwrap().contains("does not look like English"),
                "{text}"
            );
        }
        assert!(
            reason("Власти закрыли школы из-за наводнения.")
                .unwrap()
                .contains("not Latin")
        );
        assert!(
            reason("---\nlang: fr\n---\nThe text.")
                .unwrap()
                .starts_with("language `fr`")
        );
    }

    #[test]
    fn english_is_read() {
        assert_eq!(
            reason(
                "The government said on Tuesday that schools in the region would stay shut until the end of the month because of floods. Residents were told not to travel. Power was still out in many villages along the river, and the army has sent boats."
            ),
            None
        );
        assert_eq!(
            reason("---\nlang: en-GB\n---\nLorem ipsum dolor sit amet."),
            None
        );
        assert_eq!(reason("Kurzer Text."), None);
        assert_eq!(reason(""), None);
    }
}
