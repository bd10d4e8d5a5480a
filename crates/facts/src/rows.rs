use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Numbers, Text};

/// What can be written as a row of so many numbers.
pub trait Row<const N: usize>: Sized {
    /// The numbers.
    fn to_row(&self) -> [u32; N];
    /// What [`Row::to_row`] gave.
    fn of_row(row: [u32; N]) -> Self;
}

/// A long table. In a compiled pack it is read in place, row by row.
pub struct Rows<T, const N: usize> {
    numbers: Numbers,
    of: PhantomData<fn() -> T>,
}

impl<T: Row<N>, const N: usize> Rows<T, N> {
    /// How many rows there are.
    #[inline]
    pub fn len(&self) -> usize {
        self.numbers.len() / N
    }

    /// True if there is none.
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// The row at a place.
    #[inline]
    pub fn get(&self, at: usize) -> Option<T> {
        self.numbers.row(at * N).map(T::of_row)
    }

    /// The row at a place and the one behind it.
    #[inline]
    pub fn two(&self, at: usize) -> Option<(T, T)> {
        Some((self.get(at)?, self.get(at + 1)?))
    }

    /// The rows of some places, in order.
    #[inline]
    pub fn range(&self, places: Range<usize>) -> impl Iterator<Item = T> + Clone {
        let rows = self.numbers.rows(places.start * N..places.end * N);
        rows.map(T::of_row)
    }

    /// A number of the row at a place.
    #[inline]
    pub fn number(&self, at: usize, column: usize) -> Option<u32> {
        self.numbers.get(at * N + column)
    }

    /// All rows in order.
    pub fn iter(&self) -> impl Iterator<Item = T> + Clone {
        self.range(0..self.len())
    }

    /// The first of some places from which on `before` no longer holds; the rows are in an order in which it holds first.
    pub fn partition_point(&self, places: Range<usize>, before: impl Fn(&T) -> bool) -> usize {
        let Range { mut start, mut end } = places;
        while start < end {
            let middle = start.midpoint(end);
            if self.get(middle).is_some_and(|row| before(&row)) {
                start = middle + 1;
            } else {
                end = middle;
            }
        }
        start
    }

    /// Leaves so many rows.
    pub fn truncate(&mut self, len: usize) {
        if len < self.len() {
            *self = self.range(0..len).collect();
        }
    }
}

impl<T: Row<N>, const N: usize> Extend<T> for Rows<T, N> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, rows: I) {
        let rows = rows.into_iter();
        self.numbers.extend(rows.flat_map(|row| row.to_row()));
    }
}

impl<T: Row<N>, const N: usize> FromIterator<T> for Rows<T, N> {
    fn from_iter<I: IntoIterator<Item = T>>(rows: I) -> Self {
        let mut all = Self::default();
        all.extend(rows);
        all
    }
}

impl<T, const N: usize> Clone for Rows<T, N> {
    fn clone(&self) -> Self {
        Self {
            numbers: self.numbers.clone(),
            of: PhantomData,
        }
    }
}

impl<T, const N: usize> Default for Rows<T, N> {
    fn default() -> Self {
        Self {
            numbers: Numbers::default(),
            of: PhantomData,
        }
    }
}

impl<T, const N: usize> PartialEq for Rows<T, N> {
    fn eq(&self, other: &Self) -> bool {
        self.numbers == other.numbers
    }
}

impl<T, const N: usize> Eq for Rows<T, N> {}

impl<T, const N: usize> fmt::Debug for Rows<T, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} rows", self.numbers.len() / N)
    }
}

impl<T, const N: usize> Serialize for Rows<T, N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.numbers.serialize(serializer)
    }
}

impl<'de: 'static, T, const N: usize> Deserialize<'de> for Rows<T, N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self {
            numbers: Numbers::deserialize(deserializer)?,
            of: PhantomData,
        })
    }
}

/// Many short texts, one behind the other.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Strings {
    text: Text,
    /// Where each begins; one more at the end.
    begins: Numbers,
}

impl Strings {
    /// How many there are.
    #[inline]
    pub fn len(&self) -> usize {
        self.begins.len().saturating_sub(1)
    }

    /// True if there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text at a place.
    #[inline]
    pub fn get(&self, at: usize) -> Option<&str> {
        let [from, to] = self.begins.two(at)?;
        self.text.get(from as usize..to as usize)
    }

    /// Adds one at the end.
    pub fn push(&mut self, text: &str) {
        if self.begins.is_empty() {
            self.begins.push(0);
        }
        self.text.push_str(text);
        self.begins.push(self.text.len() as u32);
    }
}

/// Many short rows of numbers, one behind the other.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Groups {
    /// Where each begins; one more at the end.
    begins: Numbers,
    numbers: Numbers,
}

impl Groups {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.begins.len().saturating_sub(1)
    }

    /// True if there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The numbers of the row at a place; none if there is no such row.
    #[inline]
    pub fn get(&self, at: usize) -> impl ExactSizeIterator<Item = u32> + Clone {
        let [from, to] = self.begins.two(at).unwrap_or_default();
        self.numbers.range(from as usize..to as usize)
    }

    /// Adds a row at the end.
    pub fn push(&mut self, row: impl IntoIterator<Item = u32>) {
        if self.begins.is_empty() {
            self.begins.push(0);
        }
        self.numbers.extend(row);
        self.begins.push(self.numbers.len() as u32);
    }
}

/// Of pairs in order: for each first number the row of the second ones.
impl FromIterator<(u32, u32)> for Groups {
    fn from_iter<I: IntoIterator<Item = (u32, u32)>>(pairs: I) -> Self {
        let (mut begins, mut numbers): (Vec<u32>, Vec<u32>) = (Vec::new(), Vec::new());
        for (row, number) in pairs {
            // Rows without a number, and the one that begins with this.
            while begins.len() <= row as usize {
                begins.push(numbers.len() as u32);
            }
            numbers.push(number);
        }
        begins.push(numbers.len() as u32);
        Self {
            begins: begins.into(),
            numbers: numbers.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Row<2> for (u32, u32) {
        fn to_row(&self) -> [u32; 2] {
            [self.0, self.1]
        }

        fn of_row([a, b]: [u32; 2]) -> Self {
            (a, b)
        }
    }

    #[test]
    fn groups_of_pairs() {
        let groups: Groups = [(1, 5), (1, 6), (3, 7)].into_iter().collect();
        let all: Vec<Vec<u32>> = (0..5).map(|at| groups.get(at).collect()).collect();
        assert_eq!(all, [vec![], vec![5, 6], vec![], vec![7], vec![]]);
        let mut pushed = Groups::default();
        for row in all.into_iter().take(4) {
            pushed.push(row);
        }
        assert_eq!(pushed, groups);
    }

    #[test]
    fn rows_come_back() {
        let own: Rows<(u32, u32), 2> = (0..10).map(|at| (at * 2, at)).collect();
        let mut words = Strings::default();
        for word in ["one", "", "drei"] {
            words.push(word);
        }
        let packed = postcard::to_allocvec(&(&own, &words)).unwrap().leak();
        let (mut rows, strings): (Rows<(u32, u32), 2>, Strings) =
            postcard::from_bytes(packed).unwrap();
        assert_eq!(rows, own);
        assert_eq!(rows.partition_point(0..10, |row| row.0 < 7), 4);
        assert_eq!(rows.partition_point(5..8, |row| row.0 < 7), 5);
        rows.truncate(2);
        rows.extend([(7, 7)]);
        assert_eq!(rows.iter().collect::<Vec<_>>(), [(0, 0), (2, 1), (7, 7)]);
        assert_eq!(strings, words);
        assert_eq!(strings.get(0), Some("one"));
        assert_eq!(strings.get(1), Some(""));
        assert_eq!(strings.get(2), Some("drei"));
        assert_eq!(strings.get(3), None);
    }
}
