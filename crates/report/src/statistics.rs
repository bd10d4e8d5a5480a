//! Findings counted by rule: for a desk that weighs its rules.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use copydesk_desk::Report;

/// One line a rule with findings, the most frequent first: findings, drafts, those with a safe fix, those that stand by
/// a stet mark (not counted before), and findings in 1,000 words.
pub fn statistics(report: &Report) -> String {
    #[derive(Default)]
    struct Row<'a> {
        findings: usize,
        drafts: usize,
        fixable: usize,
        stet: usize,
        last: Option<&'a str>,
    }
    let mut rows: BTreeMap<&str, Row<'_>> = BTreeMap::new();
    for (file, finding) in report.findings() {
        let row = rows.entry(&finding.rule).or_default();
        row.findings += 1;
        row.fixable += usize::from(finding.fix.as_ref().is_some_and(|fix| fix.safe));
        if row.last != Some(file.path.as_str()) {
            row.drafts += 1;
            row.last = Some(&file.path);
        }
    }
    for file in &report.files {
        for (finding, _) in &file.standing {
            rows.entry(&finding.rule).or_default().stet += 1;
        }
    }
    let words: usize = report.files.iter().map(|file| file.words).sum();
    let mut rows: Vec<(&str, Row<'_>)> = rows.into_iter().collect();
    rows.sort_by(|a, b| b.1.findings.cmp(&a.1.findings).then(a.0.cmp(b.0)));
    let wide = rows
        .iter()
        .map(|(rule, _)| rule.len())
        .max()
        .unwrap_or(0)
        .max(5);
    let mut out = String::new();
    let _ = writeln!(
        out,
        "{:wide$}  findings  drafts  fixable  stet  in 1,000 words",
        "rule"
    );
    for (rule, row) in &rows {
        let _ = writeln!(
            out,
            "{rule:wide$}  {:8}  {:6}  {:7}  {:4}  {:14.3}",
            row.findings,
            row.drafts,
            row.fixable,
            row.stet,
            1000.0 * row.findings as f64 / words.max(1) as f64
        );
    }
    let found: usize = rows.iter().map(|(_, row)| row.findings).sum();
    let summary = report.summary();
    let _ = writeln!(
        out,
        "\n{found} findings in {} drafts of {words} words; {} not linted",
        summary.files - summary.not_linted,
        summary.not_linted
    );
    out
}
