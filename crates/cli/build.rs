//! Compiles the standard pack, so that the command starts in milliseconds.

use std::io::Write as _;
use std::path::PathBuf;
use std::{env, fs};

use copydesk_desk::{Pack, compile};

fn main() {
    // The pack is part of the desk, which this script is built with: cargo knows when it changes.
    say("cargo::rerun-if-changed=build.rs");
    let compiled = compile(&Pack::standard()).unwrap_or_else(|error| {
        // The command then reads the rules when it starts, and says itself what is wrong with them.
        say(&format!(
            "cargo::warning=the standard pack is not compiled: {error}"
        ));
        Vec::new()
    });
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("standard.pack");
    if let Err(error) = fs::write(&out, compiled) {
        let _ = writeln!(std::io::stderr(), "{}: {error}", out.display());
        std::process::exit(1);
    }
}

fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}
