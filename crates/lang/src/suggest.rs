//! "Did you mean …": edit distance.

/// The candidate nearest to `word`, if it is near enough: one slip in four letters, at most three.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (word.chars().count().div_ceil(4)).clamp(1, 3);
    let lower = word.to_lowercase();
    let mut best: Option<(usize, &str)> = None;
    let plain = word.is_ascii();
    for candidate in candidates {
        // So many letters differ at least; beyond ASCII a letter has up to four bytes.
        let apart = candidate.len().abs_diff(word.len());
        let too_far = if plain && candidate.is_ascii() {
            apart > limit
        } else {
            apart > 4 * limit
        };
        if candidate == word || too_far {
            continue;
        }
        let distance = distance(&lower, candidate);
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Letters to insert, delete, change or swap with their neighbour.
pub(crate) fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    let mut last = None;
    for (i, x) in a.chars().enumerate() {
        let mut next = vec![i + 1];
        for (j, &y) in b.iter().enumerate() {
            let get = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX / 2);
            let mut cost = (get(&row, j) + usize::from(x != y))
                .min(get(&row, j + 1) + 1)
                .min(get(&next, j) + 1);
            let swapped = j > 0 && last == Some(y) && b.get(j - 1) == Some(&x);
            if swapped {
                cost = cost.min(get(&before, j - 1) + 1);
            }
            next.push(cost);
        }
        before = std::mem::replace(&mut row, next);
        last = Some(x);
    }
    row.last().copied().unwrap_or(0)
}

/// True if `word` is the American spelling of `british`.
pub(crate) fn is_american(word: &str, british: &str) -> bool {
    let plain = |text: &str| {
        text.replace("our", "or")
            .replace("is", "iz")
            .replace("ys", "yz")
            .replace("ll", "l")
    };
    word != british
        && (word == plain(british)
            || word == british.replace("our", "or")
            || word == british.replace('s', "z"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_counted() {
        assert_eq!(distance("secnd", "second"), 1);
        assert_eq!(distance("reqiure", "require"), 1);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(
            nearest("casualty-figur", ["casualty-figure", "quote"]),
            Some("casualty-figure")
        );
        assert_eq!(nearest("requires", ["require", "where"]), Some("require"));
        assert_eq!(nearest("banana", ["require", "where"]), None);
        assert!(is_american("neighboring", "neighbouring"));
        assert!(is_american("capitalized", "capitalised"));
        assert!(!is_american("neighbring", "neighbouring"));
    }
}
