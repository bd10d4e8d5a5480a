use rustc_hash::FxHashMap;

/// Number of a folded word. Ids below [`Vocabulary::len`] are known words; a reading gives draft-local ids from
/// there on to all other words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct WordId(pub u32);

/// Collects words before the first draft is read.
#[derive(Clone, Debug, Default)]
pub struct VocabularyBuilder {
    ids: FxHashMap<Box<str>, WordId>,
    words: Vec<Box<str>>,
}

impl VocabularyBuilder {
    /// The id of a folded word; a new one is added.
    pub fn intern(&mut self, folded: &str) -> WordId {
        if let Some(&id) = self.ids.get(folded) {
            return id;
        }
        let id = WordId(self.words.len() as u32);
        self.words.push(folded.into());
        self.ids.insert(folded.into(), id);
        id
    }

    /// Freezes the vocabulary.
    pub fn freeze(self) -> Vocabulary {
        Vocabulary {
            ids: self.ids,
            words: self.words,
        }
    }
}

/// Every word of rules, lists and registers, interned once and frozen before the first draft.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    ids: FxHashMap<Box<str>, WordId>,
    words: Vec<Box<str>>,
}

impl Vocabulary {
    /// The id of a folded word, if it is known.
    pub fn get(&self, folded: &str) -> Option<WordId> {
        self.ids.get(folded).copied()
    }

    /// The folded word of an id, if it is a known word.
    pub fn word(&self, id: WordId) -> Option<&str> {
        self.words.get(id.0 as usize).map(AsRef::as_ref)
    }

    /// Number of known words; draft-local ids start here.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// True if no word is known.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}
