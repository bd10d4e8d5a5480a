//! YAML front matter through saphyr-parser's events.

use copydesk_draft::Span;
use saphyr_parser::{Event, Parser, ScalarStyle};

use super::align::{self, Style};
use super::{Entry, Fault, Scalar};

/// Deeper nesting than this is refused.
const DEEPEST: usize = 32;

/// An open mapping or list.
struct Level {
    /// Prefix of keys in this mapping, with its dot.
    prefix: String,
    /// A mapping's key that waits for its value.
    key: Option<(String, Span)>,
    is_list: bool,
}

/// All keys of the front matter in the bytes `inside` of `text`.
pub(super) fn entries(text: &str, inside: Span) -> Result<Vec<Entry>, Fault> {
    let yaml = inside.text(text);
    let offsets = Offsets::new(yaml, inside.start);
    let mut levels: Vec<Level> = Vec::new();
    let mut entries: Vec<Entry> = Vec::new();
    for event in Parser::new_from_str(yaml) {
        let (event, span) = event.map_err(|error| Fault {
            at: offsets.byte(error.marker().index()),
            message: format!("{}; mend the YAML here", error.info()),
        })?;
        let span = Span::new(
            offsets.byte(span.start.index()),
            offsets.byte(span.end.index()),
        );
        if levels.len() > DEEPEST {
            return Err(Fault {
                at: span.start,
                message: "nested too deeply".into(),
            });
        }
        match event {
            Event::Scalar(value, style, ..) => {
                let scalar = scalar(text, &value, style, span);
                let Some(level) = levels.last_mut() else {
                    return Err(Fault {
                        at: span.start,
                        message: "expected `key: value`".into(),
                    });
                };
                if level.is_list || level.key.take().is_some() {
                    attach(&mut entries, scalar);
                } else {
                    let key = format!("{}{}", level.prefix, scalar.text);
                    level.key = Some((key.clone(), scalar.span));
                    open(&mut entries, key, scalar.span, text)?;
                }
            }
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                let is_list = matches!(event, Event::SequenceStart(..));
                let prefix = match levels.last_mut() {
                    Some(level) if level.is_list => level.prefix.clone(),
                    Some(level) => match level.key.take() {
                        Some((key, _)) => {
                            if !is_list {
                                // The outer key holds nothing itself.
                                entries
                                    .retain(|entry| entry.key != key || !entry.values.is_empty());
                            }
                            format!("{key}.")
                        }
                        None => {
                            return Err(Fault {
                                at: span.start,
                                message: "a key must be a word".into(),
                            });
                        }
                    },
                    None if is_list => {
                        return Err(Fault {
                            at: span.start,
                            message: "expected `key: value`, found a list".into(),
                        });
                    }
                    None => String::new(),
                };
                levels.push(Level {
                    prefix,
                    key: None,
                    is_list,
                });
            }
            Event::MappingEnd | Event::SequenceEnd => {
                levels.pop();
            }
            Event::Alias(_) => {
                return Err(Fault {
                    at: span.start,
                    message: "aliases (`*name`) are not read here; write the value out".into(),
                });
            }
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => {}
        }
    }
    Ok(entries)
}

/// The most keys of a front matter. What goes beyond is none.
const MOST_KEYS: usize = 1_000;

/// Begins an entry; a key that stands there already is a fault. Mappings within one list repeat their keys.
fn open(entries: &mut Vec<Entry>, key: String, key_span: Span, text: &str) -> Result<(), Fault> {
    if let Some(place) = entries.iter().position(|entry| entry.key == key) {
        if !key.contains('.') {
            let first = entries.get(place).map_or(0, |entry| entry.key_span.start);
            let line = text
                .get(..first as usize)
                .map_or(0, |before| before.matches('\n').count())
                + 1;
            return Err(Fault {
                at: key_span.start,
                message: format!(
                    "`{key}` stands here for the second time, first on line {line}; keep one"
                ),
            });
        }
        let entry = entries.remove(place);
        entries.push(entry);
        return Ok(());
    }
    if entries.len() >= MOST_KEYS {
        return Err(Fault {
            at: key_span.start,
            message: format!("more than {MOST_KEYS} keys; is this front matter?"),
        });
    }
    entries.push(Entry {
        key,
        key_span,
        values: Vec::new(),
    });
    Ok(())
}

/// Adds a value to the entry begun last. An empty value (`key:`) adds nothing.
fn attach(entries: &mut [Entry], scalar: Scalar) {
    if let Some(entry) = entries.last_mut() {
        let null = matches!(scalar.text.as_str(), "" | "~" | "null") && scalar.span.len() <= 4;
        if !null || scalar.text.len() < scalar.span.len() as usize {
            entry.values.push(scalar);
        }
    }
}

fn scalar(text: &str, value: &str, style: ScalarStyle, span: Span) -> Scalar {
    let (inner, style) = match style {
        ScalarStyle::DoubleQuoted => (unquoted(text, span, '"'), Style::Escaped),
        ScalarStyle::SingleQuoted => (unquoted(text, span, '\''), Style::Doubled),
        ScalarStyle::Literal | ScalarStyle::Folded => (block(text, span), Style::Plain),
        ScalarStyle::Plain => (span, Style::Plain),
    };
    align::scalar(text, value.trim_end_matches('\n'), span, inner, style)
}

/// The bytes between the quotation marks.
fn unquoted(text: &str, span: Span, mark: char) -> Span {
    let raw = span.text(text);
    let lead = u32::from(raw.starts_with(mark));
    let tail = u32::from(raw.len() > 1 && raw.ends_with(mark));
    Span::new(span.start + lead, span.end - tail)
}

/// The lines of a block scalar, after its `|` or `>` line.
fn block(text: &str, span: Span) -> Span {
    let raw = span.text(text);
    let head = if raw.starts_with(['|', '>']) {
        raw.find('\n').map_or(0, |at| at + 1)
    } else {
        0
    };
    Span::new(span.start + head as u32, span.end)
}

/// Character numbers, as the parser counts, to bytes of the source.
struct Offsets {
    bytes: Vec<u32>,
    end: u32,
}

impl Offsets {
    fn new(yaml: &str, start: u32) -> Self {
        Self {
            bytes: yaml
                .char_indices()
                .map(|(at, _)| start + at as u32)
                .collect(),
            end: start + yaml.len() as u32,
        }
    }

    fn byte(&self, index: usize) -> u32 {
        self.bytes.get(index).copied().unwrap_or(self.end)
    }
}
