//! The columns of a fact or an entity by name.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::FactValue;

/// The columns of a fact or an entity by name, in order of their names. There are few of them: a short list takes a tenth of
/// the room of a map, and the names of a compiled pack are not copied.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Columns(Vec<(Cow<'static, str>, FactValue)>);

impl Columns {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    fn place(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(own, _)| (**own).cmp(name))
    }

    /// The value of a column.
    pub fn get(&self, name: &str) -> Option<&FactValue> {
        let at = self.place(name).ok()?;
        self.0.get(at).map(|(_, value)| value)
    }

    /// True if there is such a column.
    pub fn contains_key(&self, name: &str) -> bool {
        self.place(name).is_ok()
    }

    /// Sets a column; the value it had before, if it had one.
    pub fn insert(&mut self, name: String, value: FactValue) -> Option<FactValue> {
        match self.place(&name) {
            Ok(at) => {
                let (_, own) = self.0.get_mut(at)?;
                Some(std::mem::replace(own, value))
            }
            Err(at) => {
                self.0.insert(at, (name.into(), value));
                None
            }
        }
    }

    /// Takes a column away: its value.
    pub fn remove(&mut self, name: &str) -> Option<FactValue> {
        let at = self.place(name).ok()?;
        Some(self.0.remove(at).1)
    }

    /// The names, in order.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.0.iter().map(|(name, _)| &**name)
    }

    /// All, in order of their names.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &FactValue)> {
        self.0.iter().map(|(name, value)| (&**name, value))
    }
}

impl Serialize for Columns {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de: 'static> Deserialize<'de> for Columns {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let columns = <Vec<(&'de str, FactValue)>>::deserialize(deserializer)?;
        let columns = columns.into_iter();
        Ok(Self(
            columns.map(|(name, value)| (name.into(), value)).collect(),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_set_and_taken_and_come_back() {
        let flag = FactValue::Flag;
        let mut columns = Columns::new();
        assert_eq!(columns.insert("b".to_owned(), flag(true)), None);
        assert_eq!(columns.insert("a".to_owned(), flag(true)), None);
        assert_eq!(
            columns.insert("b".to_owned(), flag(false)),
            Some(flag(true))
        );
        let packed = postcard::to_allocvec(&columns).unwrap();
        let read: Columns = postcard::from_bytes(packed.leak()).unwrap();
        assert_eq!(read, columns);
        assert!(matches!(read.0[0].0, Cow::Borrowed("a")));
        assert_eq!(columns.remove("a"), Some(flag(true)));
        assert_eq!(columns.remove("a"), None);
        assert!(columns.contains_key("b"));
        assert_eq!(columns.get("b"), Some(&flag(false)));
    }
}
