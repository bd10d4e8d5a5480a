//! Any configuration, baseline or profile is taken or refused with the name of its file.
#![no_main]

use copydesk_desk::baseline::Baseline;
use copydesk_desk::house::House;
use copydesk_desk::{Config, Pack, profile};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let file = std::env::temp_dir().join(format!("copydesk-fuzz-{}.toml", std::process::id()));
    std::fs::write(&file, text).expect("the folder for temporary files can be written");
    let name = file.display().to_string();
    match House::read(&file) {
        Ok(house) => {
            let _ = Config {
                choices: house.choices,
                overrides: house.overrides,
                ..Config::default()
            };
        }
        Err(error) => assert!(error.to_string().contains(&name), "{error}"),
    }
    match Baseline::read(&file) {
        Ok(baseline) => {
            // What is written is read as what it was.
            std::fs::write(&file, baseline.text()).expect("written before");
            let again = Baseline::read(&file).expect("what was written is read");
            assert_eq!(again.text(), baseline.text());
        }
        Err(error) => assert!(error.to_string().contains(&name), "{error}"),
    }
    let mut pack = Pack::default();
    pack.add("profiles/any.toml", text.to_owned());
    let _ = profile::load(&pack, "any");
});
