//! Any text is read by every reader and checked by every rule; every thing found lies on characters.
#![no_main]

use copydesk_desk::Options;
use copydesk_fuzz::{DESK, places};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for name in ["a.md", "a.txt"] {
        let Ok(draft) = copydesk_formats::read(name, text.as_bytes(), &Options::default()) else {
            continue;
        };
        let reading = DESK.read(&draft, None);
        for table in DESK.tables(&reading) {
            for row in table.rows() {
                assert!(draft.text().get(row.span.range()).is_some(), "{row:?}");
            }
        }
        let bom = draft.source().bom() as usize;
        places(draft.source().text(), bom, &DESK.check(&draft, None));
    }
});
