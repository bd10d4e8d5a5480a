//! What the desk knows outside the draft: words and dated facts.
//!
//! - [`fold`]: the one folding function, used by word lists, registers and keys alike.
//! - [`forms`]: all forms of an English word.
//! - [`Vocabulary`]: every word of rules, lists and registers, interned once and frozen.
//! - [`Lexicon`]: named word lists.
//! - [`Registers`]: dated, sourced facts from TOML, with validity on a day.

mod columns;
mod fold;
mod forms;
mod items;
mod later;
mod lexicon;
mod load;
mod overlay;
mod packed;
mod register;
mod rows;
mod validity;
mod vocabulary;

pub use columns::Columns;
pub use fold::{fold, fold_char, fold_into, fold_name};
pub use forms::{Forms, forms};
pub use items::{Items, Iter};
pub use lexicon::{Entries, Lexicon, ListEntry, WordList};
pub use packed::{Lines, Numbers, Text};
pub use register::{
    Entity, Fact, FactError, FactRow, FactValue, Register, RegisterError, Registers,
};
pub use rows::{Groups, Row, Rows, Strings};
pub use validity::{Validity, ValidityState};
pub use vocabulary::{Vocabulary, VocabularyBuilder, WordId, WordKey};
