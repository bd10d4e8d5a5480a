//! `copydesk check`

use std::io::Read as _;
use std::path::Path;

use copydesk_desk::{Config, Desk, FileReport, Format as DraftFormat, Options, Report, walk};
use copydesk_formats::MAX_BYTES;

use crate::args::Check;
use crate::open::{self, Opened};
use crate::{Exit, output};

/// The name of standard input where none is given.
const STDIN: &str = "<stdin>";

pub(crate) fn run(args: &Check) -> Result<Exit, String> {
    if args.stdin_filename.is_some() && !args.paths.iter().any(|path| is_stdin(path)) {
        return Err(
            "--stdin-filename names standard input; give `-` among the paths to read it".to_owned(),
        );
    }
    let config = Config {
        select: args.select.clone(),
        ignore: args.ignore.clone(),
        min_severity: args.min_severity.map(Into::into),
        ..Config::default()
    };
    let opened = open::desk(&args.choice, config, args.color)?;
    let report = check(&opened, args)?;
    let exit = exit(&report, &opened, args);
    output::write(&report, args)?;
    Ok(exit)
}

fn check(opened: &Opened, args: &Check) -> Result<Report, String> {
    let desk = &opened.desk;
    let mut paths = args.paths.clone();
    let stdin = paths.iter().any(|path| is_stdin(path));
    paths.retain(|path| !is_stdin(path));
    let exclude = [opened.house.exclude.as_slice(), &args.exclude].concat();
    let found = walk::find(&paths, &exclude)?;
    let mut files = in_pool(args.jobs, || desk.check_files(&found.drafts, args.as_of))?;
    files.extend(
        found
            .unread
            .iter()
            .map(|(path, why)| FileReport::not_linted(path, why)),
    );
    if stdin {
        files.push(check_stdin(desk, args));
    }
    let mut report = desk.report(files);
    report.skipped = found.skipped.into_iter().collect();
    Ok(report)
}

/// Runs on so many processors.
fn in_pool<T: Send>(jobs: Option<usize>, work: impl FnOnce() -> T + Send) -> Result<T, String> {
    match jobs {
        None => Ok(work()),
        Some(jobs) => rayon::ThreadPoolBuilder::new()
            .num_threads(jobs)
            .build()
            .map(|pool| pool.install(work))
            .map_err(|error| format!("--jobs {jobs}: {error}")),
    }
}

pub(crate) fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

fn check_stdin(desk: &Desk, args: &Check) -> FileReport {
    let name = args.stdin_filename.as_deref().unwrap_or(STDIN);
    match read_stdin() {
        Ok(bytes) => desk.check_bytes(
            name,
            &bytes,
            &stdin_options(args.stdin_filename.as_deref()),
            args.as_of,
        ),
        Err(reason) => FileReport::not_linted(name, reason),
    }
}

/// Standard input without a name is plain text.
pub(crate) fn stdin_options(name: Option<&str>) -> Options {
    Options {
        format: name.is_none().then_some(DraftFormat::Text),
        ..Options::default()
    }
}

/// All of standard input, but not more than a draft may have.
pub(crate) fn read_stdin() -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| format!("standard input cannot be read: {error}"))?;
    Ok(bytes)
}

/// Decided before anything is printed.
fn exit(report: &Report, opened: &Opened, args: &Check) -> Exit {
    let summary = report.summary();
    let (house, profile) = (&opened.house, opened.desk.profile());
    let strict = args.strict_unknown || house.strict_unknown.unwrap_or(profile.strict_unknown);
    let warnings_fail = args.error_on_warning || house.error_on_warning;
    let failed = summary.errors > 0
        || (warnings_fail && summary.warnings > 0)
        || (strict && summary.undecided > 0);
    if opened.broken || summary.not_linted > 0 {
        Exit::Trouble
    } else if failed && !args.exit_zero {
        Exit::Findings
    } else {
        Exit::Clean
    }
}
