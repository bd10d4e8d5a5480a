use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Index of a layer in the [`Schema`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct LayerId(pub u16);

/// Index of a field within its layer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct FieldId(pub u16);

/// The type of a field.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Type {
    /// A plain number.
    Number,
    /// A measured quantity; compared after conversion, only within one dimension.
    Quantity,
    /// A sum of money.
    Money,
    /// A civil day or an interval of days.
    Date,
    /// A length of time.
    Duration,
    /// A day of the week; has no order.
    Weekday,
    /// Words; compared after folding.
    Text,
    /// Yes or no.
    Flag,
    /// One of a fixed set of names; the name of an [`EnumSchema`].
    Enum(Cow<'static, str>),
    /// A thing of the named layer.
    Thing(Cow<'static, str>),
    /// Several things of the named layer.
    Things(Cow<'static, str>),
}

impl Type {
    /// True if values of the type can be larger or smaller than one another.
    pub fn is_ordered(&self) -> bool {
        matches!(
            self,
            Self::Number | Self::Quantity | Self::Money | Self::Date | Self::Duration
        )
    }
}

/// A fixed set of names that a field may hold.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct EnumSchema {
    /// The name of the set, e.g. `source-kind`.
    pub name: Cow<'static, str>,
    /// Its values in order; [`super::Value::Enum`] is an index into them.
    pub values: Vec<Cow<'static, str>>,
}

/// One column.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FieldSchema {
    /// Hyphenated name as rules write it.
    pub name: Cow<'static, str>,
    /// What it holds.
    pub ty: Type,
    /// One line for `copydesk layers --schema` and the reference.
    pub doc: Cow<'static, str>,
    /// False if no recogniser ever fills the field (then a clause about it is always unknown).
    pub filled: bool,
}

/// One layer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LayerSchema {
    /// Hyphenated singular noun as rules write it, e.g. `casualty-figure`.
    pub name: Cow<'static, str>,
    /// One line: what a thing of this layer is.
    pub doc: Cow<'static, str>,
    /// Where a thing starts and ends.
    pub extent: Cow<'static, str>,
    /// The columns.
    pub fields: Vec<FieldSchema>,
    /// The field that tells which mentions are the same thing, if the layer is keyed.
    pub key: Option<FieldId>,
    /// True if things inside a thing of this layer are hidden from rules as subjects (quotes, code). The checker uses
    /// it to tell clauses that can never hold.
    pub masks: bool,
}

impl LayerSchema {
    /// A layer without fields.
    pub fn new(name: &'static str, doc: &'static str, extent: &'static str) -> Self {
        Self {
            name: Cow::Borrowed(name),
            doc: Cow::Borrowed(doc),
            extent: Cow::Borrowed(extent),
            fields: Vec::new(),
            key: None,
            masks: false,
        }
    }

    /// Adds a column.
    #[must_use]
    pub fn field(mut self, name: &'static str, ty: Type, doc: &'static str) -> Self {
        self.fields.push(FieldSchema {
            name: Cow::Borrowed(name),
            ty,
            doc: Cow::Borrowed(doc),
            filled: true,
        });
        self
    }

    /// Makes the column added last the key.
    #[must_use]
    pub fn keyed(mut self) -> Self {
        self.key = self.fields.len().checked_sub(1).map(|i| FieldId(i as u16));
        self
    }

    /// Says that things of this layer hide what stands inside them.
    #[must_use]
    pub fn masking(mut self) -> Self {
        self.masks = true;
        self
    }

    /// The field of that name.
    pub fn find(&self, name: &str) -> Option<FieldId> {
        self.fields
            .iter()
            .position(|field| field.name == name)
            .map(|i| FieldId(i as u16))
    }

    /// The field with that id.
    pub fn get(&self, id: FieldId) -> Option<&FieldSchema> {
        self.fields.get(usize::from(id.0))
    }
}

/// All layers and enumerations: a value declared by `reading`, extended by the desk's own layers, used by the
/// checker and the engine.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Schema {
    /// The layers; [`LayerId`] is an index into them.
    pub layers: Vec<LayerSchema>,
    /// The enumerations.
    pub enums: Vec<EnumSchema>,
}

impl Schema {
    /// Adds a layer and returns its id.
    pub fn add(&mut self, layer: LayerSchema) -> LayerId {
        self.layers.push(layer);
        LayerId((self.layers.len() - 1) as u16)
    }

    /// The layer of that name.
    pub fn find(&self, name: &str) -> Option<LayerId> {
        self.layers
            .iter()
            .position(|layer| layer.name == name)
            .map(|i| LayerId(i as u16))
    }

    /// The layer with that id.
    pub fn get(&self, id: LayerId) -> Option<&LayerSchema> {
        self.layers.get(usize::from(id.0))
    }

    /// A field by layer and field id.
    pub fn field(&self, layer: LayerId, field: FieldId) -> Option<&FieldSchema> {
        self.get(layer)?.get(field)
    }

    /// The enumeration of that name.
    pub fn find_enum(&self, name: &str) -> Option<&EnumSchema> {
        self.enums.iter().find(|known| known.name == name)
    }
}
