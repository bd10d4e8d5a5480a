//! What the targets share.

use std::sync::LazyLock;

use copydesk_desk::{Config, Desk, FileReport, Level, Pack};

/// The standard pack, every severity shown.
pub static DESK: LazyLock<Desk> = LazyLock::new(|| {
    let config = Config {
        profile: "strict".to_owned(),
        min_severity: Some(Level::Advice),
        ..Config::default()
    };
    match Desk::open(&Pack::standard(), &config) {
        Ok((desk, _)) => desk,
        Err((error, _)) => panic!("{error}"),
    }
});

/// Every place of a report lies on characters of the text, and its numbers agree.
pub fn places(text: &str, bom: usize, report: &FileReport) {
    for finding in &report.findings {
        let related = finding.related.iter().map(|near| &near.place);
        for place in std::iter::once(&finding.place).chain(related) {
            let (start, end) = (place.start.byte as usize - bom, place.end.byte as usize - bom);
            assert!(text.get(start..end).is_some(), "{}: {start}..{end}", finding.rule);
            assert_eq!(text[..start].chars().count(), place.start.char as usize);
            assert!(place.start.line <= place.end.line);
        }
    }
}
