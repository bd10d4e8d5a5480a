//! Any marks in a draft and beside it: they are understood or reported, and fixes and marks leave a draft that is read.
#![no_main]

use std::path::Path;

use copydesk_desk::Options;
use copydesk_desk::stet::side::Side;
use copydesk_fuzz::{DESK, places};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, &str)| {
    let (text, beside) = input;
    let side = match Side::parse(beside, Path::new("a.md"), "a.md") {
        Ok(side) => side,
        Err(reason) => {
            assert!(reason.contains("a.stet.toml"), "{reason}");
            Side::default()
        }
    };
    let copy = format!("The the gate.\n\n<!-- stet doubled-word: {text} -->\n\nThe the gate.\n{text}");
    let options = Options::default();
    places(&copy, 0, &DESK.check_bytes_with("a.md", copy.as_bytes(), &options, None, &side));
    let fixed = DESK.fix_bytes("a.md", copy.as_bytes(), &options, None, &[], &side);
    let again = DESK.fix_bytes("a.md", &fixed.bytes, &options, None, &[], &side);
    assert_eq!(again.bytes, fixed.bytes, "a fix that is made twice");
});
