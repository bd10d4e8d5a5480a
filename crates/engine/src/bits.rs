//! Sets of small numbers.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A set of numbers, in order.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Bits(Vec<u64>);

impl Bits {
    /// Adds a number.
    #[inline]
    pub(crate) fn add(&mut self, number: u32) {
        let (at, bit) = ((number / 64) as usize, 1 << (number % 64));
        match self.0.get_mut(at) {
            Some(word) => *word |= bit,
            None => self.push(at, bit),
        }
    }

    /// Adds what lies behind all there is.
    #[cold]
    fn push(&mut self, at: usize, bits: u64) {
        self.0.resize(at, 0);
        self.0.push(bits);
    }

    /// True if a number is in the set.
    pub(crate) fn has(&self, number: u32) -> bool {
        let word = self.0.get((number / 64) as usize);
        word.is_some_and(|word| word >> (number % 64) & 1 == 1)
    }

    /// Takes the next number of the set out of a range; `None` once there is none.
    pub(crate) fn next(&self, range: &mut Range<u32>) -> Option<u32> {
        while range.start < range.end {
            let at = range.start;
            let rest = self.0.get((at / 64) as usize)? >> (at % 64);
            let found = at + rest.trailing_zeros();
            // The end of this word, or one behind the number.
            range.start = if rest == 0 {
                (at / 64 + 1) * 64
            } else {
                found + 1
            };
            if rest != 0 {
                return (found < range.end).then_some(found);
            }
        }
        None
    }

    /// Takes the numbers of another set in the place of its own.
    pub(crate) fn copy_from(&mut self, other: &Self) {
        self.0.clone_from(&other.0);
    }

    /// Adds some numbers.
    #[inline]
    pub(crate) fn extend(&mut self, numbers: impl IntoIterator<Item = u32>) {
        for number in numbers {
            self.add(number);
        }
    }

    /// The numbers in order.
    pub(crate) fn into_iter(self) -> impl Iterator<Item = usize> {
        self.0.into_iter().enumerate().flat_map(|(at, mut word)| {
            std::iter::from_fn(move || {
                let bit = (word != 0).then_some(word.trailing_zeros())?;
                word &= word - 1;
                Some(at * 64 + bit as usize)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_a_range() {
        let mut bits = Bits::default();
        let all = [0, 1, 63, 64, 129, 300];
        bits.extend(all);
        for from in 0..310 {
            for to in from..310 {
                let mut range = from..to;
                let found: Vec<u32> = std::iter::from_fn(|| bits.next(&mut range)).collect();
                let known: Vec<u32> = all
                    .into_iter()
                    .filter(|at| (from..to).contains(at))
                    .collect();
                assert_eq!(found, known, "{from}..{to}");
            }
        }
    }
}
