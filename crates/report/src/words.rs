//! Words that several outputs share.

use copydesk_desk::{Finding, Level, Summary};

/// The message, the help and the norm, one a line: where an output has one field for all.
pub(crate) fn whole(finding: &Finding) -> String {
    let mut text = finding.message.clone();
    for more in [&finding.help, &finding.severity_reason, &finding.because]
        .into_iter()
        .flatten()
    {
        text.push('\n');
        text.push_str(more);
    }
    text
}

/// "1 error", "2 errors", "3 pieces of advice".
pub(crate) fn count(number: usize, level: Level) -> String {
    match (level, number) {
        (Level::Advice, 1) => "1 piece of advice".to_owned(),
        (Level::Advice, _) => format!("{number} pieces of advice"),
        (_, 1) => format!("1 {}", level.name()),
        _ => format!("{number} {}s", level.name()),
    }
}

/// The totals by severity, the gravest first, without those that are nought.
pub(crate) fn found(summary: &Summary) -> Vec<String> {
    [
        (summary.errors, Level::Error),
        (summary.warnings, Level::Warning),
        (summary.advice, Level::Advice),
    ]
    .into_iter()
    .filter(|(number, _)| *number > 0)
    .map(|(number, level)| count(number, level))
    .collect()
}

/// A path as a relative URI reference: everything but unreserved characters and slashes is percent-encoded.
pub(crate) fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/') {
            uri.push(char::from(byte));
        } else {
            uri.push('%');
            for digit in [byte >> 4, byte & 15] {
                uri.push(
                    char::from_digit(u32::from(digit), 16)
                        .unwrap_or('0')
                        .to_ascii_uppercase(),
                );
            }
        }
    }
    uri
}
