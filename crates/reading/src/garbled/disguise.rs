//! Characters that are not what they seem: letters of another alphabet that look like ours within a word, and signs that
//! show nothing or turn the direction of the text.

use super::{Found, Garble};

/// Letters of the Cyrillic and Greek alphabets, and the Latin letters they look like.
const TWINS: [(char, char); 52] = [
    ('А', 'A'),
    ('В', 'B'),
    ('Е', 'E'),
    ('Ѕ', 'S'),
    ('І', 'I'),
    ('Ј', 'J'),
    ('К', 'K'),
    ('М', 'M'),
    ('Н', 'H'),
    ('О', 'O'),
    ('Р', 'P'),
    ('С', 'C'),
    ('Т', 'T'),
    ('У', 'Y'),
    ('Х', 'X'),
    ('а', 'a'),
    ('е', 'e'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('у', 'y'),
    ('х', 'x'),
    ('ѕ', 's'),
    ('і', 'i'),
    ('ј', 'j'),
    ('һ', 'h'),
    ('ԁ', 'd'),
    ('ԛ', 'q'),
    ('ԝ', 'w'),
    ('Ԍ', 'G'),
    ('Ԛ', 'Q'),
    ('Ԝ', 'W'),
    ('Α', 'A'),
    ('Β', 'B'),
    ('Ε', 'E'),
    ('Ζ', 'Z'),
    ('Η', 'H'),
    ('Ι', 'I'),
    ('Κ', 'K'),
    ('Μ', 'M'),
    ('Ν', 'N'),
    ('Ο', 'O'),
    ('Ρ', 'P'),
    ('Τ', 'T'),
    ('Υ', 'Y'),
    ('Χ', 'X'),
    ('ο', 'o'),
    ('ν', 'v'),
    ('ι', 'i'),
    ('ϲ', 'c'),
    ('ϳ', 'j'),
    ('ѡ', 'w'),
];

/// A run of letters or signs is looked at for so many; each run is looked at from each of its own.
const LONGEST: usize = 24;

/// A disguise at the head of a text that `before` stands before.
pub(super) fn at(before: Option<char>, rest: &str) -> Option<Found> {
    twins(before, rest).or_else(|| unseen(before, rest))
}

fn twin(c: char) -> Option<char> {
    if !('\u{370}'..='\u{52f}').contains(&c) {
        return None;
    }
    TWINS
        .iter()
        .find(|&&(seen, _)| seen == c)
        .map(|&(_, ours)| ours)
}

/// Letters of another alphabet between ours.
fn twins(before: Option<char>, rest: &str) -> Option<Found> {
    let meant: String = rest.chars().take(LONGEST).map_while(twin).collect();
    let len: usize = rest
        .chars()
        .take(meant.chars().count())
        .map(char::len_utf8)
        .sum();
    let after = rest.get(len..)?.chars().next();
    let ours = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    (len > 0 && (ours(before) || ours(after))).then_some(Found {
        len,
        kind: Garble::Twin,
        meant: Some(meant),
    })
}

/// Signs of no width beside our letters, and signs that turn the direction of what follows.
fn unseen(before: Option<char>, rest: &str) -> Option<Found> {
    let turns = |c: char| matches!(c, '\u{202d}' | '\u{202e}');
    let hidden = |c: char| {
        matches!(
            c,
            '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}'
        )
    };
    let run: usize = rest
        .chars()
        .take(LONGEST)
        .take_while(|&c| turns(c) || hidden(c))
        .map(char::len_utf8)
        .sum();
    let signs = rest.get(..run).filter(|signs| !signs.is_empty())?;
    let after = rest.get(run..)?.chars().next();
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    // Persian and Indian words and emoji need joiners.
    (signs.contains(turns) || letter(before) || letter(after)).then_some(Found {
        len: run,
        kind: Garble::Unseen,
        meant: None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::scan;
    use super::*;

    fn kinds(text: &str) -> Vec<(usize, Garble, Option<String>)> {
        let mut all = Vec::new();
        scan(text, |at, found| all.push((at, found.kind, found.meant)));
        all
    }

    #[test]
    fn letters_that_look_like_ours() {
        assert_eq!(kinds("Рutin"), [(0, Garble::Twin, Some("P".into()))]);
        assert_eq!(
            kinds("Hаmаs"),
            [
                (1, Garble::Twin, Some("a".into())),
                (4, Garble::Twin, Some("a".into()))
            ]
        );
        assert_eq!(kinds("Ηοusing"), [(0, Garble::Twin, Some("Ho".into()))]);
        for text in [
            "Москва",
            "“Правда”, the paper",
            "Αθήνα",
            "5 μm of β-carotene",
            "Он был",
            "the letter О, as in Омск",
        ] {
            assert_eq!(kinds(text), [], "{text}");
        }
    }

    #[test]
    fn signs_that_cannot_be_seen() {
        assert_eq!(kinds("Ha\u{200b}mas"), [(2, Garble::Unseen, None)]);
        assert_eq!(kinds("\u{202e}נ 21"), [(0, Garble::Unseen, None)]);
        assert_eq!(kinds("\u{feff}The"), [(0, Garble::Unseen, None)]);
        for text in ["می\u{200c}خواهم", "👨\u{200d}👩\u{200d}👧", "שלום\u{200f}!"]
        {
            assert_eq!(kinds(text), [], "{text}");
        }
    }
}
