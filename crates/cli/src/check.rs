//! `copydesk check`

use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use copydesk_desk::baseline::Baseline;
use copydesk_desk::house::House;
use copydesk_desk::stet::side::Side;
use copydesk_desk::walk::{self, DraftPath};
use copydesk_desk::{
    Config, Desk, FileReport, Format as DraftFormat, Options, Report, files, read_file,
};
use copydesk_draft::Encoding;
use copydesk_formats::MAX_BYTES;

use crate::args::Check;
use crate::changed::Comparison;
use crate::console::count;
use crate::open::{self, Opened};
use crate::progress::Progress;
use crate::watch;
use crate::{Exit, console, output};

/// The name of standard input where none is given.
const STDIN: &str = "<stdin>";

pub(crate) fn run(args: &Check) -> Result<Exit, String> {
    if args.watch {
        return watch::run(args, &|| once(args));
    }
    once(args)
}

fn once(args: &Check) -> Result<Exit, String> {
    if args.stdin_filename.is_some() && !args.paths.iter().any(|path| is_stdin(path)) {
        return Err(
            "--stdin-filename names standard input; give `-` among the paths to read it".to_owned(),
        );
    }
    let config = Config {
        select: args.select.clone(),
        ignore: args.ignore.clone(),
        min_severity: args.min_severity.map(Into::into),
        keep_copy: output::shows_copy(args),
        today: Some(args.today.unwrap_or_else(console::today)),
        max_bytes: args.max_size.unwrap_or(MAX_BYTES),
        ..Config::default()
    };
    let opened = open::desk(&args.choice, config, args.color)?;
    known(&opened.desk, &args.fix_offers)?;
    let mut checked = check(&opened, args)?;
    baseline(&mut checked.report, args, &opened.house)?;
    let mut exit = exit(&checked.report, &opened, args);
    if let Some(most) = args.max_findings {
        let withheld = checked.report.limit(most);
        if withheld > 0 {
            checked.report.notes.push(format!(
                "not shown: {} (--max-findings {most})",
                count(withheld, "more finding")
            ));
        }
    }
    if !checked.complaints.is_empty() {
        console::complain(&checked.complaints);
        exit = Exit::Trouble;
    }
    if args.diff {
        if exit != Exit::Trouble {
            exit = if checked.text.is_empty() {
                Exit::Clean
            } else {
                Exit::Findings
            };
        }
        console::print_bytes(&checked.text)?;
    } else if let (true, true) = (fixing(args), reads_stdin(args)) {
        console::complain(&output::render(
            &checked.report,
            output::chosen(args),
            args.color,
            args.quiet,
        ));
        console::print_bytes(&checked.text)?;
    } else {
        output::write(&checked.report, args)?;
    }
    // The program ends here: taking rules and registers apart would cost as much as reading a few drafts.
    std::mem::forget(opened);
    Ok(exit)
}

/// Writes a baseline, or takes the findings of one out of the report.
fn baseline(report: &mut Report, args: &Check, house: &House) -> Result<(), String> {
    if let Some(file) = &args.write_baseline {
        let baseline = Baseline::of(report);
        write_whole(file, &baseline.text())?;
        let known = count(baseline.findings.len(), "finding");
        report
            .notes
            .push(format!("{known} written to {}", file.display()));
    }
    let from_house = house
        .baseline
        .as_ref()
        .filter(|_| !args.no_baseline && args.write_baseline.is_none());
    let Some(file) = args.baseline.as_ref().or(from_house) else {
        if args.prune {
            return Err(
                "--prune takes what is gone out of a baseline: give --baseline FILE".to_owned(),
            );
        }
        return Ok(());
    };
    let baseline = Baseline::read(file).map_err(|error| error.to_string())?;
    let applied = baseline.apply(report);
    let mut note = format!(
        "not reported: {} of the baseline",
        count(applied.known, "finding")
    );
    // Of a part of the drafts it cannot be said what is gone.
    let part = args.since.is_some() || args.staged;
    if applied.gone.is_empty() || part {
        // Nothing more to say.
    } else if args.prune {
        write_whole(file, &baseline.pruned(&applied.gone).text())?;
        let _ = write!(note, "; taken out: {} gone", applied.gone.len());
    } else {
        let _ = write!(
            note,
            "; gone: {}, --prune takes them out",
            applied.gone.len()
        );
    }
    report.notes.push(note);
    Ok(())
}

fn write_whole(file: &Path, text: &str) -> Result<(), String> {
    files::write(file, text.as_bytes()).map_err(|error| format!("{}: {error}", file.display()))
}

/// Fixes are asked for.
fn fixing(args: &Check) -> bool {
    args.fix || args.diff || !args.fix_offers.is_empty()
}

fn reads_stdin(args: &Check) -> bool {
    args.paths.iter().any(|path| is_stdin(path))
}

/// Every rule named under --fix-offers exists.
fn known(desk: &Desk, rules: &[String]) -> Result<(), String> {
    for name in rules {
        if desk.program().rule(name).is_none() {
            return Err(format!(
                "--fix-offers: no rule is called `{name}`; `copydesk rules` lists them"
            ));
        }
    }
    Ok(())
}

/// What came of a check.
#[derive(Default)]
struct Checked {
    report: Report,
    /// Differences, or the fixed standard input as its bytes.
    text: Vec<u8>,
    /// Files that could not be written.
    complaints: String,
}

fn check(opened: &Opened, args: &Check) -> Result<Checked, String> {
    let desk = &opened.desk;
    let mut paths = args.paths.clone();
    paths.retain(|path| !is_stdin(path));
    let exclude = [opened.house.exclude.as_slice(), &args.exclude].concat();
    let mut found = walk::find(&paths, &exclude)?;
    leave_out_reports(&mut found, &paths, args)?;
    let mut checked = Checked::default();
    let mut files = if let Some(comparison) = Comparison::of(args)? {
        if reads_stdin(args) {
            return Err(
                "--since and --staged compare files; standard input has no history".to_owned(),
            );
        }
        let compared = in_pool(args.jobs, || {
            comparison.check(desk, &found, &paths, args.as_of)
        })??;
        checked.report.notes.push(compared.note);
        compared.files
    } else if fixing(args) {
        let drafts = found.drafts.iter();
        drafts
            .map(|draft| fix_file(desk, draft, args, &mut checked))
            .collect()
    } else {
        let progress = Progress::new("checked", "draft", Some(found.drafts.len()), args.quiet);
        let jobs = args.jobs.filter(|_| found.drafts.len() > 1);
        in_pool(jobs, || {
            desk.check_files_telling(&found.drafts, args.as_of, &|| progress.step(1))
        })?
    };
    files.extend(
        found
            .unread
            .iter()
            .map(|(path, why)| FileReport::not_linted(path, why)),
    );
    if reads_stdin(args) {
        files.push(check_stdin(desk, args, &mut checked));
    }
    let notes = std::mem::take(&mut checked.report.notes);
    checked.report = desk.report(files);
    checked.report.notes.extend(notes);
    checked.report.skipped = found.skipped.into_iter().collect();
    Ok(checked)
}

/// A report of an earlier run that lies among the drafts is no draft. A draft that is named is not written over.
fn leave_out_reports(
    found: &mut walk::Found,
    named: &[PathBuf],
    args: &Check,
) -> Result<(), String> {
    for (_, file) in output::outputs(args)? {
        // One that is not there yet is no draft, and no file but a plain one is.
        let Ok(report) = Path::new(file).canonicalize() else {
            continue;
        };
        let same = |path: &Path| path.canonicalize().is_ok_and(|path| path == report);
        if report.is_file() && named.iter().any(|path| same(path)) {
            return Err(format!(
                "--output {file}: that is a draft to be checked; name another file"
            ));
        }
        found.drafts.retain(|draft| !same(&draft.path));
        found.unread.retain(|(path, _)| !same(Path::new(path)));
    }
    Ok(())
}

/// Fixes one file, or shows what would be fixed; what is left is reported.
fn fix_file(desk: &Desk, draft: &DraftPath, args: &Check, checked: &mut Checked) -> FileReport {
    let bytes = match read_file(&draft.path, desk.draft_options().max_bytes) {
        Ok(bytes) => bytes,
        Err(reason) => return FileReport::not_linted(&draft.shown, reason),
    };
    let side = match Side::read(&draft.path, &draft.shown) {
        Ok(side) => side,
        Err(reason) => return FileReport::not_linted(&draft.shown, reason),
    };
    let fixed = desk.fix_bytes(
        &draft.shown,
        &bytes,
        desk.draft_options(),
        args.as_of,
        &args.fix_offers,
        &side,
    );
    if fixed.bytes == bytes {
        return fixed.report;
    }
    if args.diff {
        checked.text.extend_from_slice(
            difference(&draft.shown, &bytes, &fixed.bytes, desk.draft_options()).as_bytes(),
        );
        return fixed.report;
    }
    if let Err(error) = files::replace(&draft.path, &fixed.bytes) {
        let _ = writeln!(
            checked.complaints,
            "copydesk: {}: not fixed: {error}",
            draft.shown
        );
        return desk.check_bytes_with(
            &draft.shown,
            &bytes,
            desk.draft_options(),
            args.as_of,
            &side,
        );
    }
    let findings = count(fixed.fixed, "finding");
    checked
        .report
        .notes
        .push(format!("fixed {findings} in {}", draft.shown));
    fixed.report
}

/// A unified difference, in UTF-8 whatever the file's encoding.
fn difference(name: &str, old: &[u8], new: &[u8], options: &Options) -> String {
    let text = |bytes: &[u8]| match copydesk_formats::read(name, bytes, options) {
        Ok(draft) if draft.source().encoding() != Encoding::Utf8 => {
            draft.source().text().to_owned()
        }
        _ => String::from_utf8_lossy(bytes).into_owned(),
    };
    similar::TextDiff::from_lines(&text(old), &text(new))
        .unified_diff()
        .header(&format!("a/{name}"), &format!("b/{name}"))
        .to_string()
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

fn check_stdin(desk: &Desk, args: &Check, checked: &mut Checked) -> FileReport {
    let name = args.stdin_filename.as_deref().unwrap_or(STDIN);
    let max_bytes = desk.draft_options().max_bytes;
    let options = Options {
        max_bytes,
        ..stdin_options(args.stdin_filename.as_deref())
    };
    let bytes = match read_stdin(max_bytes) {
        Ok(bytes) => bytes,
        Err(reason) => return FileReport::not_linted(name, reason),
    };
    if !fixing(args) {
        return desk.check_bytes(name, &bytes, &options, args.as_of);
    }
    let fixed = desk.fix_bytes(
        name,
        &bytes,
        &options,
        args.as_of,
        &args.fix_offers,
        &Side::default(),
    );
    checked.text = if args.diff {
        let mut text = std::mem::take(&mut checked.text);
        if fixed.bytes != bytes {
            text.extend_from_slice(difference(name, &bytes, &fixed.bytes, &options).as_bytes());
        }
        text
    } else {
        fixed.bytes
    };
    fixed.report
}

/// Standard input without a name is plain text.
pub(crate) fn stdin_options(name: Option<&str>) -> Options {
    Options {
        format: name.is_none().then_some(DraftFormat::Text),
        ..Options::default()
    }
}

/// All of standard input, but not more than a draft may have.
pub(crate) fn read_stdin(max_bytes: u64) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(max_bytes + 1)
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
