//! A desk: readers, rules and registers made ready once ([`opening`]), then drafts checked one by one or many at a time.

mod opening;

use std::borrow::Cow;
use std::fs;
use std::io::Read as _;
use std::path::Path;

use copydesk_draft::layer::Table;
use copydesk_draft::{DateOrigin, Day, Draft, Encoding};
use copydesk_engine::{self as engine, Chosen, Engine, Outcome, Plan};
use copydesk_facts::{RegisterError, Registers};
use copydesk_formats::{self as formats, Options};
use copydesk_lang::Diagnostic;
use copydesk_lang::program::{Level, Program, Rule, SourceFile};
use copydesk_reading::token::{Token, TokenKind};
use copydesk_reading::{Needs, Reader, Reading};
use rayon::prelude::*;

use crate::choices::Override;
use crate::language;
use crate::locate::Locator;
use crate::pack::Pack;
use crate::profile::Profile;
use crate::report::{Copy, FileReport, Finding, Report, RuleInfo, Status, Undecided};
use crate::setup::{Config, ConfigError, Replacing};
use crate::stet::side::Side;
use crate::stet::{self, Judged, Judging};
use crate::uses::{self, Behind};
use crate::walk::DraftPath;

/// Readers, rules and registers, ready for any number of drafts.
#[derive(Debug)]
pub struct Desk {
    reader: Reader,
    engine: Engine,
    /// What the engine is told where no override applies.
    plan: Plan,
    /// The layers that its rules read.
    needs: Needs,
    /// What is said for all paths, before rules take the place of others.
    given: engine::Options,
    overrides: Vec<(Override, engine::Options)>,
    replacing: Replacing,
    profile: Profile,
    min_severity: Level,
    ruleset: String,
    left_out: Vec<String>,
    today: Option<Day>,
    keep_copy: bool,
    drafts: Options,
}

/// What is wrong in a pack. Everything else of it works.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    /// The rule files, for the diagnostics' places.
    pub files: Vec<SourceFile>,
    /// What is wrong in rule files, warnings too.
    pub rules: Vec<Diagnostic>,
    /// Rules and definitions that do not run, by name.
    pub left_out: Vec<String>,
    /// Registers that could not be read.
    pub registers: Vec<RegisterError>,
}

impl Faults {
    /// True if a rule or a register is left out.
    pub fn is_broken(&self) -> bool {
        !self.left_out.is_empty()
            || !self.registers.is_empty()
            || self
                .rules
                .iter()
                .any(|fault| fault.gravity == copydesk_lang::Gravity::Error)
    }
}

impl Desk {
    /// The engine.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// What the engine is told: severities, the rules that report, settings.
    pub fn options(&self) -> &engine::Options {
        self.plan.options()
    }

    /// What the engine is told for the draft at a path: the house's overrides laid over [`Desk::options`].
    pub fn options_for(&self, path: &str) -> Cow<'_, engine::Options> {
        let path = Path::new(path);
        let mut overrides = self.overrides.iter().filter(|(own, _)| own.applies(path));
        let Some(first) = overrides.next() else {
            return Cow::Borrowed(self.options());
        };
        let mut options = self.given.clone();
        for (_, over) in std::iter::once(first).chain(overrides) {
            let severities = over.severities.iter();
            options
                .severities
                .extend(severities.map(|(rule, level)| (rule.clone(), *level)));
            options.settings.extend(over.settings.iter().cloned());
        }
        self.replacing.apply(&mut options);
        Cow::Owned(options)
    }

    /// How files are read: the limit of their size.
    pub fn draft_options(&self) -> &Options {
        &self.drafts
    }

    /// All rules of the pack that are not broken, with what they use; those that are off among them.
    pub fn program(&self) -> &Program {
        self.engine.program()
    }

    /// The profile in force.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// The registers.
    pub fn registers(&self) -> &Registers {
        self.engine.registers()
    }

    /// The readers.
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// Reads a draft. The date is `as_of`, else the front matter's, else the dateline's.
    pub fn read<'d>(&self, draft: &'d Draft, as_of: Option<Day>) -> Reading<'d> {
        self.reader.read(draft, as_of)
    }

    /// Reads of a draft what the rules that run need.
    pub(crate) fn read_for_rules<'d>(&self, draft: &'d Draft, as_of: Option<Day>) -> Reading<'d> {
        self.reader.read_for(draft, as_of, self.needs)
    }

    /// The tables of all layers of a reading, in order of the program's schema.
    pub fn tables(&self, reading: &Reading<'_>) -> Vec<Table> {
        let mut tables = reading.tables().to_vec();
        tables.extend(self.engine.desk_layers(reading));
        tables
    }

    /// The rules that read a layer as a whole, or a field of it, in order of their names.
    pub fn rules_that_read(&self, layer: &str, field: Option<&str>) -> Vec<String> {
        let program = self.program();
        let schema = &program.schema;
        let Some(id) = schema.find(layer) else {
            return Vec::new();
        };
        let field = match field {
            None => None,
            Some(name) => match schema.get(id).and_then(|layer| layer.find(name)) {
                Some(field) => Some(field),
                None => return Vec::new(),
            },
        };
        let mut rules: Vec<String> = program
            .rules
            .iter()
            .filter(|rule| uses::of(program, rule).contains(&(id, field)))
            .map(|rule| rule.name.clone())
            .collect();
        rules.sort();
        rules
    }

    /// The settings and fact tables that a rule speaks of.
    pub fn used_by(&self, rule: &Rule) -> Behind {
        uses::behind(self.program(), rule)
    }

    /// Checks one draft.
    pub fn check(&self, draft: &Draft, as_of: Option<Day>) -> FileReport {
        self.check_with(draft, as_of, &Side::default())
    }

    /// Checks one draft with the stet marks beside it.
    pub fn check_with(&self, draft: &Draft, as_of: Option<Day>, side: &Side) -> FileReport {
        let path = draft.source().name().to_owned();
        if let Some(reason) = language::not_english(draft) {
            return FileReport::not_linted(path, reason);
        }
        let reading = self.read_for_rules(draft, as_of);
        let (outcome, judged) = self.judged(&reading, draft, side);
        let Outcome {
            mut findings,
            undecided,
            capped,
            // Said of each rule that reads them, among the undecided.
            stopped: _,
        } = outcome;
        let mut faults = judged.faults;
        let found = findings.len() + faults.len();
        faults.retain(|finding| finding.severity >= self.min_severity);
        findings.retain(|finding| finding.severity >= self.min_severity);
        let hidden = found - findings.len() - faults.len();
        let locator = Locator::new(
            draft,
            reading.sentences.iter().map(|sentence| sentence.span),
        );
        let text = draft.text();
        let bytes = text.as_bytes();
        let words = reading.tokens.iter().filter(|token| {
            // A word that begins with one byte begins with a letter; most tokens are such.
            let first = bytes.get(token.span.start as usize);
            token.kind == TokenKind::Word && first.is_some_and(u8::is_ascii) || is_word(token, text)
        });
        FileReport {
            path,
            status: Status::Checked,
            date: reading.date.map(|day| (day, origin(draft, as_of))),
            encoding: draft.source().encoding(),
            words: words.count(),
            undecided: undecided
                .into_iter()
                .map(|open| Undecided {
                    rule: open.rule,
                    why: open.why,
                })
                .collect(),
            findings: merged(
                findings
                    .into_iter()
                    .map(|finding| locator.finding(finding))
                    .collect(),
                faults,
            ),
            hidden,
            copy: self.keep_copy.then(|| Copy {
                text: draft.text().to_owned(),
                blocks: draft.blocks().to_vec(),
            }),
            stets: judged.marks,
            standing: judged
                .standing
                .into_iter()
                .filter(|(finding, _)| finding.severity >= self.min_severity)
                .map(|(finding, mark)| (locator.finding(finding), mark))
                .collect(),
            capped: capped
                .into_iter()
                .map(|capped| (capped.rule, capped.found, capped.shown))
                .collect(),
        }
    }

    /// What the rules find, without what stands by a mark of the draft or of the file beside it.
    pub(crate) fn judged(
        &self,
        reading: &Reading<'_>,
        draft: &Draft,
        side: &Side,
    ) -> (Outcome, Judged) {
        let options = self.options_for(draft.source().name());
        let mut outcome = match &options {
            Cow::Borrowed(_) => self.engine.check_planned(reading, &self.plan),
            Cow::Owned(options) => self.engine.check(reading, options),
        };
        self.settle(&mut outcome, &options);
        let mut marks = stet::marks(draft);
        marks.extend(side.marks(draft));
        let runs = |name: &str| {
            let rule = self.program().rule(name);
            rule.is_some_and(|rule| severity_under(rule, &options).is_some())
        };
        let judging = Judging {
            program: self.program(),
            options: &options,
            left_out: &self.left_out,
            today: self.today,
            runs: &runs,
        };
        let judged = stet::judge(&marks, &mut outcome, &judging);
        (outcome, judged)
    }

    /// Rules that read a layer which is not there, because looking for it took too many steps, are not decided.
    fn settle(&self, outcome: &mut Outcome, options: &engine::Options) {
        for layer in &outcome.stopped {
            for name in self.rules_that_read(layer, None) {
                let runs = self
                    .program()
                    .rule(&name)
                    .is_some_and(|rule| severity_under(rule, options).is_some());
                outcome.findings.retain(|finding| finding.rule != name);
                outcome.undecided.retain(|open| open.rule != name);
                if runs {
                    outcome.undecided.push(engine::Undecided {
                        rule: name,
                        why: format!(
                            "looking for `{layer}` in this draft was stopped: its pattern takes too many steps"
                        ),
                    });
                }
            }
        }
        outcome.undecided.sort();
    }

    /// Reads and checks the bytes of one file or of standard input. The name gives the format, unless `options` do.
    pub fn check_bytes(
        &self,
        name: &str,
        bytes: &[u8],
        options: &Options,
        as_of: Option<Day>,
    ) -> FileReport {
        self.check_bytes_with(name, bytes, options, as_of, &Side::default())
    }

    /// As [`Desk::check_bytes`], with the stet marks beside the draft.
    pub fn check_bytes_with(
        &self,
        name: &str,
        bytes: &[u8],
        options: &Options,
        as_of: Option<Day>,
        side: &Side,
    ) -> FileReport {
        match formats::read(name, bytes, options) {
            Ok(draft) => self.check_with(&draft, as_of, side),
            Err(error) => FileReport::not_linted(name, error.reason),
        }
    }

    /// Reads and checks one file on disk, with the stet marks beside it.
    pub fn check_file(&self, draft: &DraftPath, as_of: Option<Day>) -> FileReport {
        match read_file(&draft.path, self.drafts.max_bytes) {
            Ok(bytes) => match Side::read(&draft.path, &draft.shown) {
                Ok(side) => self.check_bytes_with(&draft.shown, &bytes, &self.drafts, as_of, &side),
                Err(reason) => FileReport::not_linted(&draft.shown, reason),
            },
            Err(reason) => FileReport::not_linted(&draft.shown, reason),
        }
    }

    /// Checks many files, on all processors that rayon's pool has; the outcome is the same for any number of them.
    pub fn check_files(&self, drafts: &[DraftPath], as_of: Option<Day>) -> Vec<FileReport> {
        self.check_files_telling(drafts, as_of, &|| {})
    }

    /// As [`Desk::check_files`]; calls `done` after each draft, from any thread.
    pub fn check_files_telling(
        &self,
        drafts: &[DraftPath],
        as_of: Option<Day>,
        done: &(dyn Fn() + Sync),
    ) -> Vec<FileReport> {
        let check = |draft| {
            let report = self.check_file(draft, as_of);
            done();
            report
        };
        // One draft needs no other threads, nor the memory that they take.
        match drafts {
            [draft] => vec![check(draft)],
            drafts => drafts.par_iter().map(check).collect(),
        }
    }

    /// The severity of a rule under the profile; `None` if it does not run.
    pub fn severity(&self, rule: &Rule) -> Option<Level> {
        severity_under(rule, self.options())
    }

    /// The rules that run, in order of their names.
    pub fn rules(&self) -> Vec<RuleInfo> {
        let mut rules: Vec<RuleInfo> = self
            .program()
            .rules
            .iter()
            .filter_map(|rule| {
                Some(RuleInfo {
                    name: rule.name.clone(),
                    title: rule.title.clone(),
                    severity: self.severity(rule)?,
                    because: rule.because.clone(),
                })
            })
            .collect();
        rules.sort_by(|a, b| a.name.cmp(&b.name));
        rules
    }

    /// A report on files that were checked; sorts them by path.
    pub fn report(&self, mut files: Vec<FileReport>) -> Report {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let mut rules = self.rules();
        rules.extend(stet::rules().filter_map(|check| {
            let severity = stet::severity(&check.name, self.options())?;
            Some(RuleInfo { severity, ..check })
        }));
        Report {
            notes: read_as(&files).into_iter().collect(),
            files,
            ruleset: self.ruleset.clone(),
            profile: self.profile.name.clone(),
            registers_checked_on: self.registers().checked_on(),
            rules,
            ..Report::default()
        }
    }
}

/// Checks one draft with a pack: the shortest way for programs that embed the desk. For many drafts, [`Desk::open`]
/// once and [`Desk::check`] each.
///
/// ```
/// use copydesk_desk::{Config, Pack, check};
///
/// let draft = copydesk_formats::read("a.md", b"The gate was was shut, police said.", &Default::default()).unwrap();
/// let report = check(&draft, &Pack::standard(), &Config::default(), None).unwrap();
/// assert_eq!(report.files.len(), 1);
/// ```
///
/// # Errors
/// As [`Desk::open`]; a pack with a broken rule or register is an error here.
pub fn check(
    draft: &Draft,
    pack: &Pack,
    config: &Config,
    as_of: Option<Day>,
) -> Result<Report, ConfigError> {
    let (desk, faults) = Desk::open(pack, config).map_err(|(error, _)| error)?;
    if let Some(fault) = faults
        .rules
        .iter()
        .find(|fault| fault.gravity == copydesk_lang::Gravity::Error)
    {
        return Err(ConfigError(fault.to_string()));
    }
    if let Some(error) = faults.registers.first() {
        return Err(ConfigError(error.to_string()));
    }
    Ok(desk.report(vec![desk.check(draft, as_of)]))
}

/// Says where an encoding was guessed from the bytes.
fn read_as(files: &[FileReport]) -> Option<String> {
    let mut guessed = files
        .iter()
        .filter(|file| file.encoding == Encoding::Windows1252);
    let first = guessed.next()?;
    let more = match guessed.count() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    Some(format!(
        "read as Windows-1252, because it is not UTF-8: {}{more}",
        first.path
    ))
}

fn origin(draft: &Draft, as_of: Option<Day>) -> DateOrigin {
    match (as_of, draft.meta.date) {
        (Some(_), _) => DateOrigin::AsOf,
        (None, Some((_, origin))) => origin,
        (None, None) => DateOrigin::Dateline,
    }
}

/// The severity of a rule under some options; `None` if it does not run.
fn severity_under(rule: &Rule, options: &engine::Options) -> Option<Level> {
    let only = options.only.as_ref();
    if only.is_some_and(|only| !only.contains(&rule.name)) {
        return None;
    }
    match options.severities.get(&rule.name) {
        Some(Chosen::Off) => None,
        Some(Chosen::Level(level)) => Some(*level),
        None => Some(rule.severity),
    }
}

/// Findings and faults of marks in order of position, then rule.
fn merged(mut findings: Vec<Finding>, faults: Vec<Finding>) -> Vec<Finding> {
    if !faults.is_empty() {
        findings.extend(faults);
        findings.sort_by(|a, b| (a.place.start.byte, &a.rule).cmp(&(b.place.start.byte, &b.rule)));
    }
    findings
}

/// True if a token has a letter or a figure.
fn is_word(token: &Token, text: &str) -> bool {
    match token.kind {
        TokenKind::Number | TokenKind::Possessive => true,
        // It may be nothing but signs that join letters.
        TokenKind::Word | TokenKind::Address => {
            token.span.text(text).chars().any(char::is_alphanumeric)
        }
        TokenKind::Hyphen | TokenKind::Dash | TokenKind::Mark | TokenKind::Punct => false,
    }
}

/// The bytes of a draft.
///
/// # Errors
/// Why it cannot be read: missing, forbidden, or over `max_bytes`.
pub fn read_file(path: &Path, max_bytes: u64) -> Result<Vec<u8>, String> {
    let meta = fs::metadata(path).map_err(|error| unreadable(&error))?;
    if meta.is_dir() {
        return Err("a folder, not a file".to_owned());
    }
    // A pipe or a device may never end.
    if !meta.is_file() {
        return Err("not a file; `-` reads standard input".to_owned());
    }
    if meta.len() > max_bytes {
        return Err(formats::too_large(meta.len(), max_bytes).reason);
    }
    let mut bytes = Vec::with_capacity(meta.len() as usize + 1);
    let file = fs::File::open(path).map_err(|error| unreadable(&error))?;
    // A file that grows while it is read ends at the limit too.
    file.take(max_bytes + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(&error))?;
    Ok(bytes)
}

fn unreadable(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "no such file, or a link to nothing".to_owned(),
        std::io::ErrorKind::PermissionDenied => "cannot be read: permission denied".to_owned(),
        _ => format!("cannot be read: {error}"),
    }
}

/// Identity of everything that decides what is found.
fn ruleset(pack: &Pack, profile: &Profile, options: &engine::Options, config: &Config) -> String {
    let mut identity = pack.identity();
    identity.take(&profile.name);
    identity.take(&profile.strict_unknown.to_string());
    identity.take(&format!("{options:?}"));
    identity.take(&format!("{:?}", config.choices.words));
    for own in &config.overrides {
        identity.take(&format!("{:?} {:?}", own.files, own.choices));
    }
    identity.digits()
}
