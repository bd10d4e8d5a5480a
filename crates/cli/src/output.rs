//! Where reports go: standard output, files, and the job summary of GitHub Actions.

use std::env;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;

use clap::ValueEnum as _;
use copydesk_desk::{Report, files};
use copydesk_report as report;

use crate::args::{Check, Colour, Format};
use crate::console;

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Writes the report in every format that was asked for.
pub(crate) fn write(found: &Report, args: &Check) -> Result<(), String> {
    let to_stdout = args.output.iter().all(|output| output.contains('='));
    for (format, file) in outputs(args)? {
        // A file has no terminal: colours only where they are asked for.
        let colour = if args.color == Colour::Always {
            Colour::Always
        } else {
            Colour::Never
        };
        let text = render(found, format, colour, args.quiet);
        files::write(Path::new(file), text.as_bytes())
            .map_err(|error| format!("--output {file}: {error}"))?;
        if format == Format::Github {
            job_summary(found)?;
        }
    }
    if to_stdout {
        if chosen(args) == Format::Github {
            job_summary(found)?;
        }
        console::print(&render(found, chosen(args), args.color, args.quiet))?;
    }
    Ok(())
}

/// The files that are written, each with its format.
pub(crate) fn outputs(args: &Check) -> Result<Vec<(Format, &str)>, String> {
    let one = |output| match str::split_once(output, '=') {
        Some((format, file)) => Format::from_str(format, false)
            .map(|known| (known, file))
            .map_err(|_| format!("--output {output}: `{format}` is no format; {}", formats())),
        None => Ok((chosen(args), output)),
    };
    args.output
        .iter()
        .map(|output| one(output.as_str()))
        .collect()
}

/// The format of standard output.
pub(crate) fn chosen(args: &Check) -> Format {
    if args.statistics {
        Format::Statistics
    } else {
        args.format
    }
}

/// True if one of the outputs shows the copy.
pub(crate) fn shows_copy(args: &Check) -> bool {
    chosen(args) == Format::Html || args.output.iter().any(|output| output.starts_with("html="))
}

/// The report in one format; quiet leaves the totals of the report for reading out.
pub(crate) fn render(found: &Report, format: Format, colour: Colour, quiet: bool) -> String {
    match format {
        Format::Full if quiet => report::terminal_findings(found, console::style(colour)),
        Format::Full => report::terminal(found, console::style(colour)),
        Format::Concise => report::concise(found),
        Format::Json => report::json(found, VERSION),
        Format::JsonLines => report::json_lines(found, VERSION),
        Format::Sarif => report::sarif(found, VERSION),
        Format::Github => report::github(found),
        Format::Gitlab => report::gitlab(found),
        Format::Junit => report::junit(found),
        Format::Markdown => report::markdown(found),
        Format::Narrated => report::narrated(found),
        Format::Rdjson => report::rdjson(found),
        Format::Html => report::html(found),
        Format::Statistics => report::statistics(found),
    }
}

fn formats() -> String {
    let names: Vec<String> = Format::value_variants()
        .iter()
        .filter_map(|format| Some(format.to_possible_value()?.get_name().to_owned()))
        .collect();
    format!("there are {}", names.join(", "))
}

/// Appends the report to the job summary, where GitHub Actions gives a file for it.
fn job_summary(found: &Report) -> Result<(), String> {
    let Some(file) = env::var_os("GITHUB_STEP_SUMMARY").filter(|file| !file.is_empty()) else {
        return Ok(());
    };
    OpenOptions::new()
        .create(true)
        .append(true)
        .open(&file)
        .and_then(|mut open| open.write_all(report::markdown(found).as_bytes()))
        .map_err(|error| format!("GITHUB_STEP_SUMMARY: {error}"))
}
