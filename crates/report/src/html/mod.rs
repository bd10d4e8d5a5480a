//! HTML: one page that holds all it needs. The copy as an editor prints it, the findings in its margin. There is no
//! script; the filter by severity is style alone, and nothing is fetched.

mod copy;

use std::fmt::Write as _;

use copydesk_desk::{FileReport, Finding, Level, Report};

use crate::visible;
use crate::words::count;

const STYLE: &str = include_str!("page.css");
const LEVELS: [Level; 3] = [Level::Error, Level::Warning, Level::Advice];

/// The report as a page. Files carry their copy where the desk was told to keep it; of the others the findings are
/// listed without it.
pub fn html(report: &Report) -> String {
    let summary = report.summary();
    let totals = [summary.errors, summary.warnings, summary.advice];
    let found: Vec<String> = totals
        .into_iter()
        .zip(LEVELS)
        .filter(|(number, _)| *number > 0)
        .map(|(number, level)| count(number, level))
        .collect();
    let title = if found.is_empty() {
        "copydesk: nothing found".to_owned()
    } else {
        format!("copydesk: {}", found.join(", "))
    };
    let mut out = String::new();
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#findings\">Skip to the drafts</a>\n<header>\n<h1>{title}</h1>\n"
    );
    let drafts = summary.files - summary.not_linted;
    let _ = write!(
        out,
        "<p>{drafts} {} checked",
        if drafts == 1 { "draft" } else { "drafts" }
    );
    if summary.not_linted > 0 {
        let _ = write!(out, ", <strong>{} not linted</strong>", summary.not_linted);
    }
    if summary.stet > 0 {
        let _ = write!(out, ", {} standing by a stet mark", summary.stet);
    }
    if summary.hidden > 0 {
        let _ = write!(out, ", {} hidden for their severity", summary.hidden);
    }
    out.push_str(".</p>\n");
    for note in &report.notes {
        let _ = writeln!(out, "<p>{}</p>", text(note));
    }
    if found.len() > 1 {
        out.push_str("<fieldset>\n<legend>Show</legend>\n");
        for (number, level) in totals.into_iter().zip(LEVELS) {
            if number > 0 {
                let _ = writeln!(
                    out,
                    "<label><input type=\"checkbox\" id=\"show-{}\" checked> {}</label>",
                    level.name(),
                    count(number, level)
                );
            }
        }
        out.push_str("</fieldset>\n");
    }
    contents(&mut out, report);
    out.push_str("</header>\n<main id=\"findings\">\n");
    let mut number = 0;
    for (index, file) in report.files.iter().enumerate() {
        section(&mut out, file, index, &mut number);
    }
    let _ = write!(
        out,
        "</main>\n<footer>\n<p>Profile {}, rules {}",
        text(&report.profile),
        text(&report.ruleset)
    );
    if let Some(day) = report.registers_checked_on {
        let _ = write!(out, ", registers last checked {}", day.long());
    }
    out.push_str(".</p>\n</footer>\n</body>\n</html>\n");
    out
}

/// The drafts with something to say about, where there are several.
fn contents(out: &mut String, report: &Report) {
    if report.files.len() < 2 {
        return;
    }
    out.push_str("<nav aria-label=\"Drafts\">\n<ul>\n");
    for (index, file) in report.files.iter().enumerate() {
        let what = match file.not_linted_reason() {
            Some(_) => "not linted".to_owned(),
            None if file.findings.is_empty() => continue,
            None => findings(file.findings.len()),
        };
        let _ = writeln!(
            out,
            "<li><a href=\"#draft-{}\">{}</a>: {what}</li>",
            index + 1,
            text(&file.path)
        );
    }
    out.push_str("</ul>\n</nav>\n");
}

fn findings(number: usize) -> String {
    match number {
        0 => "nothing found".to_owned(),
        1 => "1 finding".to_owned(),
        _ => format!("{number} findings"),
    }
}

fn section(out: &mut String, file: &FileReport, index: usize, number: &mut usize) {
    let id = index + 1;
    let _ = write!(
        out,
        "<section aria-labelledby=\"draft-{id}\">\n<h2 id=\"draft-{id}\">{}</h2>\n",
        text(&file.path)
    );
    if let Some(reason) = file.not_linted_reason() {
        let _ = write!(
            out,
            "<p class=\"unread\"><strong>Not linted:</strong> {}</p>\n</section>\n",
            text(reason)
        );
        return;
    }
    let _ = write!(
        out,
        "<p class=\"meta\">{}, {} words",
        findings(file.findings.len()),
        file.words
    );
    if let Some((day, _)) = file.date {
        let _ = write!(out, ", taken as of {}", day.long());
    }
    out.push_str("</p>\n");
    copy::write(out, file, number);
    let mut rest = String::new();
    for open in &file.undecided {
        let _ = writeln!(
            rest,
            "<li>{} could not be decided: {}</li>",
            text(&open.rule),
            text(&open.why)
        );
    }
    for (finding, mark) in &file.standing {
        let reason = file
            .stets
            .get(*mark)
            .map_or_else(String::new, copydesk_desk::stet::Stet::words);
        let _ = writeln!(
            rest,
            "<li>line {}: {} stands by a stet mark: {}</li>",
            finding.place.start.line,
            text(&finding.rule),
            text(&reason)
        );
    }
    for (rule, found, shown) in &file.capped {
        let _ = writeln!(
            rest,
            "<li>{} found {found}; {shown} are reported</li>",
            text(rule)
        );
    }
    if !rest.is_empty() {
        let _ = write!(
            out,
            "<aside aria-label=\"About this draft\">\n<ul>\n{rest}</ul>\n</aside>\n"
        );
    }
    out.push_str("</section>\n");
}

/// A finding in the margin.
fn note(out: &mut String, finding: &Finding, number: usize, back: bool) {
    let level = finding.severity.name();
    let _ = write!(
        out,
        "<li class=\"note {level}\" id=\"n{number}\">\n<p class=\"what\">{number}. <b>{level}</b> {}",
        text(&finding.message)
    );
    if back {
        let _ = write!(
            out,
            " <a href=\"#r{number}\" aria-label=\"Back to the words of finding {number}\">↩</a>"
        );
    }
    out.push_str("</p>\n");
    if let Some(help) = &finding.help {
        let _ = writeln!(out, "<p>{}</p>", text(help));
    }
    for related in &finding.related {
        let _ = writeln!(
            out,
            "<p class=\"more\">Line {}: {}: “{}”</p>",
            related.place.start.line,
            text(&related.message),
            text(&related.place.excerpt)
        );
    }
    if let Some(fix) = &finding.fix {
        for edit in &fix.edits {
            let _ = writeln!(
                out,
                "<p class=\"more\">{}: “{}” → “{}”</p>",
                if fix.safe { "Fix" } else { "Offer" },
                text(&edit.old),
                text(&edit.text)
            );
        }
    }
    for more in [&finding.severity_reason, &finding.because]
        .into_iter()
        .flatten()
    {
        let _ = writeln!(out, "<p class=\"more\">{}</p>", text(more));
    }
    let _ = write!(
        out,
        "<p class=\"more\">Line {}, <code>{}</code></p>\n</li>\n",
        finding.place.start.line,
        text(&finding.rule)
    );
}

/// Words from a draft or a rule: nothing in them is markup.
fn text(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in visible(words).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}
