//! Sets of small numbers.

/// A set of numbers, in order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Bits(Vec<u64>);

impl Bits {
    /// Adds a number.
    pub(crate) fn add(&mut self, number: u32) {
        let at = (number / 64) as usize;
        if self.0.len() <= at {
            self.0.resize(at + 1, 0);
        }
        if let Some(word) = self.0.get_mut(at) {
            *word |= 1 << (number % 64);
        }
    }

    /// True if a number is in the set.
    pub(crate) fn has(&self, number: u32) -> bool {
        let word = self.0.get((number / 64) as usize);
        word.is_some_and(|word| word >> (number % 64) & 1 == 1)
    }

    /// Adds some numbers.
    pub(crate) fn extend<'n>(&mut self, numbers: impl IntoIterator<Item = &'n u32>) {
        for &number in numbers {
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
