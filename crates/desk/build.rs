//! Lists the standard pack (`rules/**`) and embeds it: the folder is the registry, nothing is registered by hand.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root =
        PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../../rules");
    let mut files = Vec::new();
    collect(&root, "", &mut files);
    files.sort();
    let (mut code, mut names) = (String::from("&[\n"), String::new());
    for (name, path) in &files {
        let path = path.to_string_lossy();
        let begin = names.len();
        names.push_str(name);
        let end = names.len();
        let _ = writeln!(code, "    ({begin}..{end}, include_str!({path:?})),");
    }
    code.push_str("]\n");
    write("standard_pack.rs", &code);
    write("standard_pack.names", &names);
}

fn write(name: &str, text: &str) {
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join(name);
    if let Err(error) = fs::write(&out, text) {
        // A build script speaks to cargo; there is nobody else to tell.
        std::process::exit({
            let _ = std::io::Write::write_all(&mut std::io::stderr(), error.to_string().as_bytes());
            1
        });
    }
}

/// All files of the pack under `folder`, with their names in the pack, folders included.
fn collect(folder: &Path, prefix: &str, files: &mut Vec<(String, PathBuf)>) {
    // Cargo runs the script again when a file is added or taken away.
    let mut line = String::new();
    let _ = writeln!(line, "cargo::rerun-if-changed={}", folder.display());
    let _ = std::io::Write::write_all(&mut std::io::stdout(), line.as_bytes());
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if path.is_dir() {
            collect(&path, &format!("{name}/"), files);
        } else if [".desk", ".toml", ".silence.md"]
            .iter()
            .any(|ending| name.ends_with(ending))
        {
            files.push((name, path));
        }
    }
}
