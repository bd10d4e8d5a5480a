//! Help for unit tests: a reader whose word lists are empty, and drafts of plain text.

use copydesk_draft::{BlockKind, DateOrigin, Day, Draft, DraftBuilder, Source, Span};
use copydesk_facts::{Lexicon, Registers};

use crate::Reader;
use crate::lists::LISTS;

/// A reader with the closed classes of English, empty lists and the registers given as (file, text).
pub(crate) fn reader(registers: &[(&str, &str)]) -> Reader {
    let mut lexicon = Lexicon::default();
    for (name, _) in LISTS {
        lexicon.add(name, []);
    }
    let mut loaded = Registers::default();
    for (file, text) in registers {
        loaded.load(file, text).unwrap();
    }
    Reader::new(&lexicon, &loaded, []).unwrap()
}

/// A draft of paragraphs, one a line.
pub(crate) fn draft(text: &str, date: Option<&str>) -> Draft {
    let mut builder = DraftBuilder::new(Source::new("test.txt", text.to_owned(), 0));
    builder.meta().date = date.map(|date| (Day::parse_iso(date).unwrap(), DateOrigin::AsOf));
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        if !words.is_empty() {
            builder.open(BlockKind::Paragraph, 0);
            builder.verbatim(Span::of(at, at + words.len()));
            builder.close();
        }
        at += line.len();
    }
    builder.finish()
}
