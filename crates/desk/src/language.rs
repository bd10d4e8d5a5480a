//! Is a draft in English? Closed-class words and letters tell; the front matter's `lang` decides where it is given.

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

/// A word of at most eight bytes as a number, in small letters.
fn number(word: &str) -> Option<u64> {
    let small = |byte: u8| u64::from(byte.to_ascii_lowercase());
    (word.len() <= 8).then(|| {
        word.bytes()
            .fold(0, |number, byte| number << 8 | small(byte))
    })
}

/// True for words of [`ENGLISH`].
fn is_english(word: &str, numbers: &[u64]) -> bool {
    /// The longest.
    const LONGEST: usize = 5;
    word.len() <= LONGEST && number(word).is_some_and(|own| numbers.binary_search(&own).is_ok())
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
    for word in prose(draft).flat_map(words_of).take(LOOKED_AT) {
        words += 1;
        english += usize::from(is_english(word, numbers));
        // Most drafts are clear after a paragraph or two.
        if words == CLEAR_AFTER && english * 100 >= CLEAR * words {
            return None;
        }
        // Enough for any draft; only its letters can still tell otherwise.
        if words > CLEAR_AFTER && english * 100 >= LEAST * LOOKED_AT {
            if few_others(draft) {
                return None;
            }
            break;
        }
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

/// The words of a text: letters, with apostrophes.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    let inner = |c: char| c.is_alphabetic() || c == '\'' || c == '’';
    let mut rest = text;
    std::iter::from_fn(move || {
        let bytes = rest.as_bytes();
        let blank = |byte: &u8| byte.is_ascii() && !byte.is_ascii_alphabetic() && *byte != b'\'';
        let plain = |byte: &u8| byte.is_ascii_alphabetic() || *byte == b'\'';
        // Most words are ASCII, and so is what stands between them.
        let start = bytes.iter().take_while(|byte| blank(byte)).count();
        let own = bytes.get(start..)?;
        let len = own.iter().take_while(|byte| plain(byte)).count();
        let (start, end) = if len > 0 && own.get(len).is_none_or(u8::is_ascii) {
            (start, start + len)
        } else {
            let start = start + rest.get(start..)?.find(inner)?;
            let tail = rest.get(start..)?;
            let len = tail.find(|c: char| !inner(c)).unwrap_or(tail.len());
            (start, start + len)
        };
        let word = rest.get(start..end)?;
        rest = rest.get(end..)?;
        Some(word)
    })
}

/// True if the letters that are no ASCII are surely not most of those that are looked at.
fn few_others(draft: &Draft) -> bool {
    let (mut letters, mut others) = (0usize, 0usize);
    for text in prose(draft) {
        let bytes = text.bytes();
        others += bytes.clone().filter(|byte| !byte.is_ascii()).count();
        letters += bytes.filter(u8::is_ascii_alphabetic).count();
    }
    // A letter that is no ASCII takes two bytes at least.
    others < letters.min(LETTERS)
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
            assert!(words_of(text).eq(plainly), "{text}");
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
