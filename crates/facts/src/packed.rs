//! Long texts and tables that are made here or lie ready in a compiled pack, which is part of the program: reading
//! them from there copies nothing.

use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, Range};

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A long text.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Text(Cow<'static, str>);

impl Text {
    /// Adds at the end.
    pub fn push_str(&mut self, more: &str) {
        self.0.to_mut().push_str(more);
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(Cow::Owned(text))
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl<'de: 'static> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&'de str>::deserialize(deserializer).map(|text| Self(Cow::Borrowed(text)))
    }
}

/// A long text of lines. Only those are looked at that are asked for.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Lines(Cow<'static, [u8]>);

impl Lines {
    /// Lines of a compiled pack.
    pub(crate) fn packed(bytes: &'static [u8]) -> Self {
        Self(Cow::Borrowed(bytes))
    }

    /// Adds at the end.
    pub fn push_str(&mut self, more: &str) {
        self.0.to_mut().extend_from_slice(more.as_bytes());
    }

    /// How many bytes it has.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// True if it has none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// What stands from a byte on, up to the end of the line.
    pub fn line(&self, start: usize) -> Option<&str> {
        let rest = self.0.get(start..)?;
        let line = rest.split(|&byte| byte == b'\n').next()?;
        str::from_utf8(line).ok()
    }

    /// Its lines; what stands behind the last end of a line is one too, if there is anything.
    pub fn lines(&self) -> impl Iterator<Item = &str> + Clone {
        let text = self.0.strip_suffix(b"\n").unwrap_or(&self.0);
        let lines = text.split(|&byte| byte == b'\n');
        // An empty text has no line.
        let none = self.0.is_empty();
        lines
            .filter(move |_| !none)
            .filter_map(|line| str::from_utf8(line).ok())
    }
}

impl From<String> for Lines {
    fn from(text: String) -> Self {
        Self(Cow::Owned(text.into_bytes()))
    }
}

impl fmt::Debug for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&String::from_utf8_lossy(&self.0), f)
    }
}

impl Serialize for Lines {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de: 'static> Deserialize<'de> for Lines {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&'de [u8]>::deserialize(deserializer).map(|text| Self(Cow::Borrowed(text)))
    }
}

/// A long row of numbers, four bytes each, the lowest first: as they lie in a compiled pack.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Numbers(Cow<'static, [[u8; 4]]>);

impl Numbers {
    /// How many there are.
    #[inline]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// True if there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The number at a place.
    #[inline]
    pub fn get(&self, at: usize) -> Option<u32> {
        self.0.get(at).map(|&number| u32::from_le_bytes(number))
    }

    /// Two numbers in a row.
    #[inline]
    pub fn two(&self, at: usize) -> Option<[u32; 2]> {
        self.row(at)
    }

    /// Three numbers in a row.
    #[inline]
    pub fn three(&self, at: usize) -> Option<[u32; 3]> {
        self.row(at)
    }

    #[inline]
    pub(crate) fn row<const N: usize>(&self, at: usize) -> Option<[u32; N]> {
        let row = self.0.get(at..)?.first_chunk::<N>()?;
        Some(row.map(u32::from_le_bytes))
    }

    /// The rows of so many numbers from one place to another, as far as there are any.
    #[inline]
    pub(crate) fn rows<const N: usize>(
        &self,
        places: Range<usize>,
    ) -> impl ExactSizeIterator<Item = [u32; N]> + Clone {
        let rows = self.0.get(places).unwrap_or(&[]).as_chunks::<N>().0;
        rows.iter().map(|row| row.map(u32::from_le_bytes))
    }

    /// Those from one place to another, in order; none where one of them is not there.
    #[inline]
    pub fn range(&self, places: Range<usize>) -> impl ExactSizeIterator<Item = u32> + Clone {
        let numbers = self.0.get(places).unwrap_or(&[]);
        numbers.iter().map(|&number| u32::from_le_bytes(number))
    }

    /// All in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = u32> + Clone {
        self.range(0..self.len())
    }

    /// Adds one at the end; numbers of a compiled pack are copied first.
    pub fn push(&mut self, number: u32) {
        self.0.to_mut().push(number.to_le_bytes());
    }

    /// The first of some places from which on `before` no longer holds; the numbers are in an order in which it holds first.
    pub fn partition_point(&self, places: Range<usize>, before: impl Fn(u32) -> bool) -> usize {
        let start = places.start;
        let numbers = self.0.get(places).unwrap_or(&[]);
        start + numbers.partition_point(|&number| before(u32::from_le_bytes(number)))
    }
}

impl Extend<u32> for Numbers {
    fn extend<I: IntoIterator<Item = u32>>(&mut self, more: I) {
        let more = more.into_iter().map(u32::to_le_bytes);
        self.0.to_mut().extend(more);
    }
}

impl FromIterator<u32> for Numbers {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Self {
        Self(numbers.into_iter().map(u32::to_le_bytes).collect())
    }
}

impl From<Vec<u32>> for Numbers {
    fn from(numbers: Vec<u32>) -> Self {
        numbers.into_iter().collect()
    }
}

impl fmt::Debug for Numbers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl Serialize for Numbers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0.as_flattened())
    }
}

impl<'de: 'static> Deserialize<'de> for Numbers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes = <&'de [u8]>::deserialize(deserializer)?;
        match bytes.as_chunks() {
            (numbers, []) => Ok(Self(Cow::Borrowed(numbers))),
            _ => Err(D::Error::invalid_length(
                bytes.len(),
                &"four bytes a number",
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_and_can_be_changed() {
        let own = Numbers::from(vec![1, 70_000, u32::MAX]);
        let packed = postcard::to_allocvec(&(&own, Text::from("two\n".to_owned()))).unwrap();
        let (mut numbers, text): (Numbers, Text) = postcard::from_bytes(packed.leak()).unwrap();
        assert!(matches!(numbers.0, Cow::Borrowed(_)));
        assert_eq!(numbers, own);
        assert_eq!(&*text, "two\n");
        assert_eq!(numbers.partition_point(0..3, |number| number < 70_000), 1);
        numbers.push(7);
        assert_eq!(numbers.get(3), Some(7));
        assert_eq!(numbers.get(4), None);
    }

    #[test]
    fn a_text_has_the_lines_of_a_str() {
        for text in ["", "a", "a\n", "a\n\nb", "\n", "é\n\n"] {
            let own = Lines::from(text.to_owned());
            let lines: Vec<&str> = own.lines().collect();
            let known: Vec<&str> = text.split_terminator('\n').collect();
            assert_eq!(lines, known, "{text:?}");
        }
        let text = Lines::from("one\nété\n".to_owned());
        assert_eq!(text.line(4), Some("été"));
        assert_eq!(text.line(5), None);
        assert_eq!(text.len(), 10);
    }
}
