//! Any text is a tree and all its errors, and every error has its place in it.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let parsed = copydesk_lang::parse(0, text);
    for error in &parsed.errors {
        for label in &error.labels {
            assert!(text.get(label.loc.span.range()).is_some(), "{error:?}");
        }
    }
});
