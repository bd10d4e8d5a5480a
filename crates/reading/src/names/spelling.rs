//! How two spellings of one name differ.

use copydesk_facts::fold_name;

/// The difference between two spellings; the values of `spelling-difference` in order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Difference {
    /// None.
    Same,
    /// Only in an Arabic article: there or not, hyphen or not, capital or not.
    Article,
    /// Only in capitals, hyphens, apostrophes, accents.
    Marks,
    /// In letters.
    Letters,
}

/// How `a` and `b` differ. Capitals count only within articles, since a headline may be in capitals.
pub(crate) fn difference(a: &str, b: &str) -> Difference {
    if a == b {
        return Difference::Same;
    }
    if fold_name(a) == fold_name(b) {
        let bare = |name: &str| name.to_lowercase().replace(['-', ' '], "");
        if bare(a) == bare(b) && !has_article(a) {
            return if a.eq_ignore_ascii_case(b) {
                Difference::Same
            } else {
                Difference::Marks
            };
        }
        return if has_article(a) || has_article(b) {
            Difference::Article
        } else {
            Difference::Marks
        };
    }
    Difference::Letters
}

/// True if two names are one word of another alphabet, written down in two ways: their consonants sound alike
/// ("Hodeidah", "Hudaydah"; "Deir al-Zor", "Deir ez-Zor").
pub(super) fn one_word_respelt(a: &str, b: &str) -> bool {
    let plain = |name: &str| name.to_lowercase().replace("the ", "");
    if plain(a) == plain(b) || !a.is_ascii() || !b.is_ascii() {
        return false;
    }
    // "St. Louis", "Mount Hagen" are no sounds.
    let (a, b) = (consonants(a), consonants(b));
    a.len() > 1 && a == b
}

/// The consonants of a name without its articles, those that are written in several ways as one.
fn consonants(name: &str) -> String {
    let mut out = String::new();
    let lower = name.to_lowercase().replace('\'', "");
    for word in lower.split([' ', '-']) {
        let article = matches!(
            word,
            "al" | "el"
                | "ul"
                | "ad"
                | "an"
                | "ar"
                | "as"
                | "ash"
                | "at"
                | "az"
                | "ez"
                | "ed"
                | "er"
                | "es"
                | "esh"
                | "et"
        );
        if article {
            continue;
        }
        let word = word
            .replace("kh", "x")
            .replace("ph", "f")
            .replace("dj", "j")
            .replace("ch", "sh")
            .replace("ck", "k");
        let mut last = ' ';
        for (i, letter) in word.chars().enumerate() {
            let letter = match letter {
                'q' | 'c' => 'k',
                'e' | 'a' | 'i' | 'o' | 'u' => continue,
                // "Hudaydah", "Zawiya"; but "Yalta".
                'y' | 'w' if i > 0 => continue,
                'h' if i > 0 && i + 1 == word.len() => continue,
                letter => letter,
            };
            if letter != last {
                out.push(letter);
            }
            last = letter;
        }
    }
    out
}

/// True if a name is printed with other marks than its house form has: an apostrophe, a hyphen for a blank, another
/// article within it. The article that opens a name is left to the sentence.
pub(super) fn other_marks(printed: &str, house: &str) -> bool {
    fn bare(name: &str) -> String {
        let name = name
            .replace(['’', '‘', '`'], "'")
            .replace(". ", " ")
            .replace('.', " ");
        let name = name.strip_suffix("'s").unwrap_or(&name);
        let lead = [
            "the ", "The ", "al-", "Al-", "al ", "Al ", "el-", "El-", "el ", "El ",
        ];
        let mut name = name;
        for article in lead {
            name = name.strip_prefix(article).unwrap_or(name);
        }
        name.to_owned()
    }
    if !printed.is_ascii() && !printed.contains(['’', '‘']) {
        return false;
    }
    let (a, b) = (bare(printed), bare(house));
    // A headline in capitals spells nothing.
    let shouted = !a.chars().any(char::is_lowercase);
    a != b && !shouted && !a.eq_ignore_ascii_case(&b) || !shouted && article_within(&a, &b)
}

/// "Tahrir Al-Sham" for "Tahrir al-Sham": only the capital of an article within the name differs.
fn article_within(a: &str, b: &str) -> bool {
    a != b
        && a.eq_ignore_ascii_case(b)
        && a.split([' ', '-'])
            .zip(b.split([' ', '-']))
            .skip(1)
            .any(|(a, b)| a != b && super::trie::is_article(&a.to_lowercase()))
}

fn has_article(name: &str) -> bool {
    name.split([' ', '-'])
        .any(|word| super::trie::is_article(&word.to_lowercase()))
}

/// False where two words are surely more than `most` edits apart: a letter of one that the other lacks takes an edit.
fn may_be_near(a: &str, b: &str, most: usize) -> bool {
    let (mine, theirs) = (letters(a), letters(b));
    let lacking = (mine & !theirs)
        .count_ones()
        .max((theirs & !mine).count_ones());
    lacking as usize <= most
}

/// A bit for each letter of a word, other signs several to a bit.
fn letters(word: &str) -> u64 {
    word.bytes()
        .filter(u8::is_ascii)
        .fold(0, |bits, byte| bits | 1 << (byte % 64))
}

/// The edit distance of two words (insert, delete, replace, swap of neighbours), or `None` if it is more than `most`.
pub(crate) fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    // What both begin and end with costs nothing.
    let (a, b) = without_common(a, b);
    if !may_be_near(a, b, most) {
        return None;
    }
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let width = b.len() + 1;
    let mut two: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..width).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut row = vec![i + 1; width];
        let mut least = i + 1;
        for (j, &y) in b.iter().enumerate() {
            let get = |row: &[usize], k: usize| row.get(k).copied().unwrap_or(usize::MAX / 2);
            let mut cost = (get(&last, j) + usize::from(x != y))
                .min(get(&last, j + 1) + 1)
                .min(get(&row, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(&y) && b.get(j - 1) == Some(&x);
            if swapped {
                cost = cost.min(get(&two, j - 1) + 1);
            }
            if let Some(slot) = row.get_mut(j + 1) {
                *slot = cost;
            }
            least = least.min(cost);
        }
        if least > most {
            return None;
        }
        two = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|&distance| distance <= most)
}

/// Two words without the letters that both begin with and those that both end with.
fn without_common<'w>(a: &'w str, b: &'w str) -> (&'w str, &'w str) {
    let same = a.chars().zip(b.chars()).take_while(|(x, y)| x == y);
    let first: usize = same.map(|(c, _)| c.len_utf8()).sum();
    let (a, b) = (
        a.get(first..).unwrap_or_default(),
        b.get(first..).unwrap_or_default(),
    );
    let same = a.chars().rev().zip(b.chars().rev());
    let last: usize = same
        .take_while(|(x, y)| x == y)
        .map(|(c, _)| c.len_utf8())
        .sum();
    (
        a.get(..a.len() - last).unwrap_or_default(),
        b.get(..b.len() - last).unwrap_or_default(),
    )
}

/// A word with the vowels and doublings that transliterations vary: Mohammed, Mohamad, Muhammad are one, and so are
/// Abdel and Abdul.
pub(crate) fn skeleton(word: &str) -> String {
    let mut out = String::new();
    let servant = ["abdel", "abdul", "abdal"]
        .iter()
        .find_map(|begin| word.strip_prefix(begin));
    if servant.is_some() {
        out.push_str("abdl");
    }
    for c in servant.unwrap_or(word).chars() {
        let c = match c {
            'e' => 'a',
            'y' | 'j' => 'i',
            'o' | 'w' => 'u',
            'q' | 'c' => 'k',
            'v' => 'f',
            'z' => 's',
            _ => c,
        };
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

/// A given name by its sound: "Stephen" and "Steven", "Kathryn" and "Catherine", "Yelena", "Jelena" and "Elena".
pub(crate) fn sound(name: &str) -> String {
    let bare = match name.strip_prefix(['y', 'j']) {
        Some(rest) if rest.starts_with('e') && rest.len() >= 5 => rest,
        _ => name,
    };
    let folded = bare
        .replace("ph", "v")
        .replace('f', "v")
        .replace('x', "ks")
        .replace("ck", "k")
        .replace('c', "k")
        .replace("ie", "i")
        .replace('y', "i")
        .replace('z', "s")
        .replace("ge", "je")
        .replace('h', "");
    let mut out = String::with_capacity(folded.len());
    for letter in folded.chars() {
        // Double letters sound as one.
        if !out.ends_with(letter) {
            out.push(letter);
        }
    }
    if out.len() > 4 && out.ends_with('e') {
        out.pop();
    }
    // "Aleksandr", "Alexander"
    if out.len() > 5 && out.ends_with("er") {
        out.truncate(out.len() - 2);
        out.push('r');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        for (a, b, expected) in [
            ("lund", "lund", Some(0)),
            ("lund", "lunt", Some(1)),
            ("hassan", "hasan", Some(1)),
            ("numan", "nuamn", Some(1)),
            ("stein", "lund", None),
        ] {
            assert_eq!(distance(a, b, 2), expected, "{a} {b}");
        }
    }

    #[test]
    fn sounds() {
        for (a, b, same) in [
            ("yelena", "elena", true),
            ("jelena", "yelena", true),
            ("yevgeny", "evgeni", true),
            ("alexander", "aleksandr", true),
            ("sofia", "sophia", true),
            ("jean", "ean", false),
            ("elena", "helene", false),
        ] {
            assert_eq!(sound(a) == sound(b), same, "{a} {b}");
        }
    }

    #[test]
    fn differences() {
        for (a, b, expected) in [
            ("Assad", "Assad", Difference::Same),
            ("Omar Al Hassi", "Omar al-Hassi", Difference::Article),
            ("Omar Hassi", "Omar al-Hassi", Difference::Article),
            ("Chavez", "Chávez", Difference::Marks),
            ("Geun Hye", "Geun-hye", Difference::Marks),
            ("Hansen", "Hanson", Difference::Letters),
        ] {
            assert_eq!(difference(a, b), expected, "{a} {b}");
        }
    }
}
