//! Opens the desk for a command and says what is wrong with the rules.

use std::fmt::Write as _;
use std::path::Path;

use copydesk_desk::house::House;
use copydesk_desk::{Config, Desk, Faults, Pack};
use copydesk_lang::Gravity;
use miette::{GraphicalReportHandler, GraphicalTheme};

use crate::args::{Choice, Colour};
use crate::console;

/// The standard pack, compiled when the command was built; empty if it was broken then.
static COMPILED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/standard.pack"));

/// A desk, and whether some of its rules are broken.
pub(crate) struct Opened {
    pub(crate) desk: Desk,
    pub(crate) house: House,
    pub(crate) broken: bool,
}

/// Opens the desk; what is wrong with single rules goes to standard error, the others run.
pub(crate) fn desk(choice: &Choice, config: Config, colour: Colour) -> Result<Opened, String> {
    let house = house(choice)?;
    let mut pack = base(choice.pack.as_deref())?;
    for folder in &house.rules {
        let file = house.file.as_deref().unwrap_or(Path::new(""));
        pack.add_folder(folder)
            .map_err(|error| format!("{}: rules: {error}", file.display()))?;
    }
    for folder in &choice.rules {
        pack.add_folder(folder)
            .map_err(|error| format!("--rules: {error}"))?;
    }
    let profile = choice.profile.clone().or_else(|| house.profile.clone());
    let config = Config {
        profile: profile.unwrap_or(config.profile),
        min_severity: config.min_severity.or(house.min_severity),
        choices: house.choices.clone(),
        overrides: house.overrides.clone(),
        ..config
    };
    match Desk::open(&pack, &config) {
        Ok((desk, faults)) => {
            console::complain(&describe(&faults, colour, Gravity::Error));
            Ok(Opened {
                desk,
                house,
                broken: faults.is_broken(),
            })
        }
        Err((error, faults)) => {
            console::complain(&describe(&faults, colour, Gravity::Error));
            Err(error.to_string())
        }
    }
}

/// The standard pack, or the folder that stands in its place.
pub(crate) fn base(folder: Option<&Path>) -> Result<Pack, String> {
    match folder {
        None => Ok(Pack::standard_compiled(COMPILED)),
        Some(folder) => {
            Pack::folder_compiled(folder, COMPILED).map_err(|error| format!("--pack: {error}"))
        }
    }
}

/// What `copydesk.toml` says.
pub(crate) fn house(choice: &Choice) -> Result<House, String> {
    if choice.no_config {
        return Ok(House::default());
    }
    let found = if let Some(file) = &choice.config {
        House::read(file)
    } else {
        let here =
            std::env::current_dir().map_err(|error| format!("the current folder: {error}"))?;
        House::find(&here)
    };
    found.map_err(|error| error.to_string())
}

/// What is wrong with rules and registers, of that gravity and above.
pub(crate) fn describe(faults: &Faults, colour: Colour, least: Gravity) -> String {
    let style = console::error_style(colour);
    let theme = match (style.colour, style.unicode) {
        (true, true) => GraphicalTheme::unicode(),
        (true, false) => GraphicalTheme::ascii(),
        (false, true) => GraphicalTheme::unicode_nocolor(),
        (false, false) => GraphicalTheme::none(),
    };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(style.width)
        .with_context_lines(1);
    let mut out = String::new();
    for fault in faults.rules.iter().filter(|fault| fault.gravity >= least) {
        // Writing to a string cannot fail.
        let _ = handler.render_report(&mut out, &fault.with_files(&faults.files));
        out.push('\n');
    }
    for error in &faults.registers {
        let _ = writeln!(out, "{error}");
    }
    if !faults.left_out.is_empty() {
        let _ = writeln!(
            out,
            "not running: {}; everything else runs",
            faults.left_out.join(", ")
        );
    }
    out
}
