//! Paragraphs in another language: their words are no English, so nothing is claimed of them.

use copydesk_draft::BlockKind;

use crate::lists::{Bits, List, Lists};
use crate::sentence::Sentence;
use crate::structure::TextBlock;
use crate::token::{Token, TokenKind};

/// With fewer words than this only the letters tell.
const ENOUGH: usize = 8;
/// Words looked at in one paragraph.
const LOOKED_AT: usize = 120;

/// Small words of other languages in Latin letters that English lacks, or has in no running text.
const SMALL: &[&str] = &[
    "der", "die", "das", "und", "ist", "nicht", "mit", "ein", "eine", "auf", "dem", "den", "des",
    "von", "für", "im", "zu", "sich", "auch", "wird", "wurde", "que", "los", "las", "una", "por",
    "para", "con", "del", "el", "en", "es", "se", "su", "como", "más", "pero", "sus", "le", "la",
    "les", "et", "est", "dans", "une", "du", "pour", "qui", "sur", "pas", "au", "aux", "par",
    "avec", "il", "elle", "sont", "ont", "été", "mais", "di", "che", "gli", "della", "è", "sono",
    "nel", "alla", "per", "non", "ha", "dei", "delle", "um", "uma", "não", "os", "do", "da", "dos",
    "das", "em", "com", "foi", "mais", "ao", "het", "een", "van", "dat", "niet", "zijn", "voor",
    "met", "op", "aan", "ook", "bij", "og", "det", "på", "som", "til", "av", "ikke", "att", "och",
    "har", "är", "jag", "den", "na", "nie", "się", "jest", "że", "do", "w", "z", "ve", "bir", "bu",
    "için", "ile", "da", "de", "yang", "dan", "di", "ini", "itu", "untuk", "dengan", "ya", "wa",
    "kwa", "ni", "za", "katika",
];

/// Marks the blocks of running text that are in another language.
pub(crate) fn mark(
    text: &str,
    blocks: &mut [TextBlock],
    tokens: &[Token],
    sentences: &[Sentence],
    lists: &Lists,
) {
    for block in blocks {
        if !matches!(
            block.kind,
            BlockKind::Paragraph | BlockKind::ListItem | BlockKind::BlockQuote | BlockKind::Caption
        ) {
            continue;
        }
        let own = sentences
            .get(block.first_sentence as usize..block.last_sentence as usize)
            .unwrap_or(&[]);
        let (Some(first), Some(last)) = (own.first(), own.last()) else {
            continue;
        };
        let range = first.first as usize..last.last as usize;
        block.foreign = foreign(text, tokens.get(range).unwrap_or(&[]), lists);
    }
}

/// True if the words are of another language: their letters, or small words of other languages and hardly any of
/// English.
fn foreign(text: &str, tokens: &[Token], lists: &Lists) -> bool {
    const ENGLISH: [List; 6] = [
        List::Determiner,
        List::Preposition,
        List::Conjunction,
        List::Subordinator,
        List::Auxiliary,
        List::Pronoun,
    ];
    let (mut words, mut english, mut letters, mut capitals) = (0usize, 0usize, 0usize, 0usize);
    let looked_at = || {
        let words = tokens.iter().filter(|token| token.kind == TokenKind::Word);
        words.take(LOOKED_AT)
    };
    let small_words = Bits::of(&ENGLISH);
    // There are no more words than tokens.
    let most = tokens.len().min(LOOKED_AT);
    let ends = tokens.first().zip(tokens.last());
    let ascii = ends.is_some_and(|(a, b)| a.span.to(b.span).text(text).is_ascii());
    // Nearly all small words are short: the others are looked up where these do not tell.
    let short = |token: &Token| token.span.len() <= 5;
    for token in looked_at() {
        words += 1;
        capitals += usize::from(token.capital);
        if short(token) && lists.in_one_of(token.word, small_words) {
            english += 1;
            if english * 4 > LOOKED_AT {
                return false;
            }
        }
        // What is written with one byte, or begins with a smaller one than 0xc9, stands before U+0240.
        let byte = text.as_bytes().get(token.span.start as usize);
        if !ascii && byte.is_some_and(|&byte| byte >= 0xc9) {
            let first = token.span.text(text).chars().next();
            // Latin letters end at U+024F; those with dots below are in U+1E00 and on.
            letters += usize::from(first.is_some_and(|c| {
                c.is_alphabetic() && c >= '\u{250}' && !('\u{1e00}'..'\u{1f00}').contains(&c)
            }));
        }
        // English, whatever the other words are.
        if english * 6 >= most && (ascii || (words - letters) * 2 >= most) {
            return false;
        }
    }
    let longer = looked_at().filter(|token| !short(token));
    english += longer
        .filter(|token| lists.in_one_of(token.word, small_words))
        .count();
    if english * 4 > LOOKED_AT || english * 6 >= most && (ascii || (words - letters) * 2 >= most) {
        return false;
    }
    if letters * 2 > words && words >= 2 {
        return true;
    }
    // English prose has four small words of its own in ten, other languages fewer than one (names, loans).
    // A list of names is no prose.
    if words < ENOUGH || capitals * 5 >= words * 2 || english * 6 >= words {
        return false;
    }
    let other = looked_at()
        .filter(|token| {
            let word = token.span.text(text);
            let small = word.len() <= 8 && !token.capitals;
            small && SMALL.iter().any(|known| known.eq_ignore_ascii_case(word))
        })
        .count();
    other >= 3 && other * 8 >= words && english < other
}

#[cfg(test)]
mod tests {
    use crate::testing::{STANDARD, draft};

    fn foreign(text: &str) -> bool {
        let draft = draft(text, None);
        let reading = STANDARD.read(&draft, None);
        reading.blocks.iter().all(|block| block.foreign)
    }

    #[test]
    fn other_languages() {
        for text in [
            "Die Polizei teilte mit, dass der Fahrer nicht verletzt wurde und auf dem Weg nach Hause war.",
            "El gobierno dijo que los equipos de rescate llegaron por la noche para buscar a los vecinos.",
            "Le ministre a dit que les secours sont arrivés dans la nuit pour chercher les habitants.",
            "Il ministro ha detto che i soccorsi sono arrivati nella notte per cercare gli abitanti della valle.",
            "O governo disse que as equipes não chegaram ao local por causa da chuva e dos ventos.",
            "De politie zei dat het ongeluk niet door de bestuurder van de bus was veroorzaakt, maar ook niet door een ander.",
            "Полиция сообщила, что водитель не пострадал.",
            "قالت الشرطة إن السائق لم يصب بأذى",
        ] {
            assert!(foreign(text), "{text}");
        }
    }

    #[test]
    fn english() {
        for text in [
            "The police said the driver was not hurt and was on the way home.",
            "Juan de la Cruz, Maria del Mar Ruiz, Ana de los Santos and Luis de la Torre won.",
            "Le Monde, El País, Die Zeit, La Stampa, Der Spiegel and Il Sole 24 Ore reported it.",
            "Police: two held",
            "In El Salvador, Los Angeles police helped trace the men to La Paz and San Luis del Valle.",
        ] {
            assert!(!foreign(text), "{text}");
        }
    }
}
