//! Which lists a word is in, a bit each.

use serde::{Deserialize, Serialize};

use super::List;

/// Words of lists: 256 bits a word.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Bits([u64; 4]);

impl Bits {
    /// The lists of `lists` and no other.
    pub(crate) const fn of(lists: &[List]) -> Self {
        let (mut bits, mut rest) = (Self([0; 4]), lists);
        while let [list, others @ ..] = rest {
            bits = bits.with(*list);
            rest = others;
        }
        bits
    }

    /// These and one list more.
    pub(crate) const fn with(self, list: List) -> Self {
        let bit = 1 << (list as usize % 64);
        let [a, b, c, d] = self.0;
        Self(match list as usize / 64 {
            0 => [a | bit, b, c, d],
            1 => [a, b | bit, c, d],
            2 => [a, b, c | bit, d],
            _ => [a, b, c, d | bit],
        })
    }

    /// These and those of `other`.
    pub(crate) fn union(self, other: Self) -> Self {
        let mut both = self.0;
        for (own, more) in both.iter_mut().zip(other.0) {
            *own |= more;
        }
        Self(both)
    }

    pub(super) fn set(&mut self, list: List) {
        *self = self.with(list);
    }

    /// True if the word is in the list.
    #[inline]
    pub(crate) fn has(self, list: List) -> bool {
        let [a, b, c, d] = self.0;
        let bits = match list as usize / 64 {
            0 => a,
            1 => b,
            2 => c,
            _ => d,
        };
        bits >> (list as usize % 64) & 1 == 1
    }

    /// True if the word is in one of the lists of `other`.
    #[inline]
    pub(crate) fn any(self, other: Self) -> bool {
        let shared = self.0.iter().zip(other.0);
        shared.fold(0, |bits, (own, more)| bits | own & more) != 0
    }
}
