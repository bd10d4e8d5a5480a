use std::fmt;
use std::sync::OnceLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Numbers;

/// A list whose items lie in a compiled pack until each is first asked for.
#[derive(Clone)]
pub struct Items<T> {
    /// What has been asked for; `None` inside where it cannot be read.
    made: Vec<OnceLock<Option<Box<T>>>>,
    /// Where each item ends in `packed`.
    ends: Numbers,
    packed: &'static [u8],
}

impl<T> Default for Items<T> {
    fn default() -> Self {
        Self {
            made: Vec::new(),
            ends: Numbers::default(),
            packed: &[],
        }
    }
}

impl<T: Deserialize<'static>> Items<T> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.made.len()
    }

    /// True if there is none.
    pub fn is_empty(&self) -> bool {
        self.made.is_empty()
    }

    /// The item at a place.
    pub fn get(&self, at: usize) -> Option<&T> {
        let item = self.made.get(at)?;
        item.get_or_init(|| self.read(at)).as_deref()
    }

    fn read(&self, at: usize) -> Option<Box<T>> {
        let end = self.ends.get(at)? as usize;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before));
        let packed = self.packed.get(start.unwrap_or(0) as usize..end)?;
        postcard::from_bytes(packed).ok().map(Box::new)
    }

    /// Those from a place on, in order.
    pub fn since(&self, at: usize) -> impl Iterator<Item = &T> + Clone {
        (at..self.len()).filter_map(|at| self.get(at))
    }

    /// The first item.
    pub fn first(&self) -> Option<&T> {
        self.get(0)
    }

    /// All in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> + Clone {
        (0..self.len()).filter_map(|at| self.get(at))
    }

    /// Adds one at the end.
    pub fn push(&mut self, item: T) {
        self.extend([item]);
    }

    /// Puts another in a place.
    pub fn set(&mut self, at: usize, item: T) {
        if let Some(slot) = self.made.get_mut(at) {
            *slot = OnceLock::from(Some(Box::new(item)));
        }
    }
}

impl<T> Extend<T> for Items<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        let items = items.into_iter();
        self.made
            .extend(items.map(|item| OnceLock::from(Some(Box::new(item)))));
    }
}

impl<T> FromIterator<T> for Items<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut all = Self::default();
        all.extend(items);
        all
    }
}

impl<'a, T: Deserialize<'static>> IntoIterator for &'a Items<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Iter<'a, T> {
        Iter { items: self, at: 0 }
    }
}

/// Goes through [`Items`].
#[derive(Debug)]
pub struct Iter<'a, T> {
    items: &'a Items<T>,
    at: usize,
}

impl<'a, T: Deserialize<'static>> Iterator for Iter<'a, T> {
    type Item = &'a T;

    fn next(&mut self) -> Option<&'a T> {
        let item = self.items.get(self.at);
        self.at += 1;
        item
    }
}

impl<T: PartialEq + Deserialize<'static>> PartialEq for Items<T> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} items", self.made.len())
    }
}

impl<T: Serialize + Deserialize<'static>> Items<T> {
    /// Where each item ends, and the items, as a compiled pack keeps them.
    pub(crate) fn pack(&self) -> Result<(Numbers, Vec<u8>), postcard::Error> {
        let (mut ends, mut packed) = (Numbers::default(), Vec::new());
        for item in self {
            packed.extend(postcard::to_allocvec(item)?);
            ends.push(packed.len() as u32);
        }
        Ok((ends, packed))
    }
}

impl<T> Items<T> {
    /// What [`Items::pack`] gave.
    pub(crate) fn packed(ends: Numbers, packed: &'static [u8]) -> Self {
        Self {
            made: (0..ends.len()).map(|_| OnceLock::new()).collect(),
            ends,
            packed,
        }
    }
}

impl<T: Serialize + Deserialize<'static>> Serialize for Items<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let packed = self.pack().map_err(serde::ser::Error::custom)?;
        packed.serialize(serializer)
    }
}

impl<'de: 'static, T> Deserialize<'de> for Items<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (ends, packed) = <(Numbers, &'de [u8])>::deserialize(deserializer)?;
        Ok(Self::packed(ends, packed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_read_one_by_one() {
        let mut items: Items<String> = Items::default();
        for word in ["one", "", "three"] {
            items.push(word.to_owned());
        }
        let packed = postcard::to_allocvec(&items).unwrap();
        let mut read: Items<String> = postcard::from_bytes(packed.leak()).unwrap();
        assert_eq!(read.get(2).map(String::as_str), Some("three"));
        assert!(read.made[0].get().is_none());
        assert_eq!(read, items);
        assert_eq!(read.get(3), None);
        read.set(0, "first".to_owned());
        read.push("four".to_owned());
        let all: Vec<&String> = read.iter().collect();
        assert_eq!(all, ["first", "", "three", "four"]);
    }
}
