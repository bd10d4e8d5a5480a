//! Any bytes are a draft whose pieces lie in it, or are not linted for a reason; what is read is written back as it was.
#![no_main]

use copydesk_formats::{Options, encode, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for name in ["a.md", "a.txt"] {
        let draft = match read(name, bytes, &Options::default()) {
            Ok(draft) => draft,
            Err(not) => {
                assert!(!not.reason.is_empty());
                continue;
            }
        };
        let source = draft.source();
        assert_eq!(encode(source, source.text()).as_deref(), Ok(bytes));
        let mut at = (0, 0);
        for piece in draft.pieces() {
            assert!(draft.text().get(piece.text.range()).is_some());
            assert!(source.text().get(piece.source.range()).is_some());
            assert!(at.0 <= piece.text.start, "{piece:?}");
            at = (piece.text.end, piece.source.end);
        }
        for block in draft.blocks() {
            assert!(draft.text().get(block.span.range()).is_some());
        }
        for (at, c) in draft.text().char_indices() {
            let span = copydesk_draft::Span::of(at, at + c.len_utf8());
            assert!(source.text().get(draft.to_source(span).range()).is_some());
            assert!(draft.position(span.start).byte as usize <= bytes.len());
        }
    }
});
