//! Shared values in compiled packs: written as what they hold.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Writes what is shared.
pub fn serialize<T: Serialize + ?Sized, S: Serializer>(
    value: &Arc<T>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    value.as_ref().serialize(serializer)
}

/// Reads a value of its own, which others may then share.
pub fn deserialize<'de, T: Owned + ?Sized, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Arc<T>, D::Error>
where
    Arc<T>: From<<T as Owned>::Owned>,
    T::Owned: Deserialize<'de>,
{
    T::Owned::deserialize(deserializer).map(Arc::from)
}

/// What a shared value is read as.
pub trait Owned {
    /// The value with a size.
    type Owned;
}

impl Owned for str {
    type Owned = String;
}

impl Owned for crate::layer::Quantity {
    type Owned = Self;
}
