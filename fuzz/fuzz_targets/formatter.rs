//! What the formatter writes it leaves alone, and it means the same.
#![no_main]

use copydesk_lang::{canonical, format, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(once) = format(text) else { return };
    assert_eq!(format(&once).as_ref(), Ok(&once));
    let (before, after) = (parse(0, text), parse(0, &once));
    assert!(after.errors.is_empty(), "{once}");
    assert_eq!(canonical(&before.tree), canonical(&after.tree), "{once}");
});
