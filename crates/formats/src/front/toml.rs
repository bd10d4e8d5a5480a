//! TOML front matter.

use copydesk_draft::Span;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::align::{self, Style};
use super::{Entry, Fault, Scalar};

/// All keys of the front matter in the bytes `inside` of `text`, in order of their places.
pub(super) fn entries(text: &str, inside: Span) -> Result<Vec<Entry>, Fault> {
    let root = DeTable::parse(inside.text(text)).map_err(|error| Fault {
        at: inside.start + error.span().map_or(0, |span| span.start as u32),
        message: format!(
            "{}; mend the TOML here",
            error.message().trim_end_matches('.')
        ),
    })?;
    let mut reader = Reader {
        text,
        base: inside.start,
        entries: Vec::new(),
    };
    reader.table(root.get_ref(), "");
    reader.entries.sort_by_key(|entry| entry.key_span.start);
    Ok(reader.entries)
}

struct Reader<'a> {
    text: &'a str,
    base: u32,
    entries: Vec<Entry>,
}

impl Reader<'_> {
    fn span<T>(&self, value: &Spanned<T>) -> Span {
        let span = value.span();
        Span::new(self.base + span.start as u32, self.base + span.end as u32)
    }

    fn table(&mut self, table: &DeTable<'_>, prefix: &str) {
        for (key, value) in table {
            let name = format!("{prefix}{}", key.get_ref());
            if let DeValue::Table(inner) = value.get_ref() {
                self.table(inner, &format!("{name}."));
                continue;
            }
            let mut values = Vec::new();
            self.values(value, &name, &mut values);
            self.entries.push(Entry {
                key: name,
                key_span: self.span(key),
                values,
            });
        }
    }

    fn values(&mut self, value: &Spanned<DeValue<'_>>, name: &str, values: &mut Vec<Scalar>) {
        match value.get_ref() {
            DeValue::Array(items) => {
                for item in items {
                    self.values(item, name, values);
                }
            }
            DeValue::Table(inner) => self.table(inner, &format!("{name}.")),
            DeValue::String(words) => values.push(self.string(words, self.span(value))),
            // Numbers, dates and flags as they are written.
            _ => {
                let span = self.span(value);
                let words = span.text(self.text).to_owned();
                values.push(align::scalar(self.text, &words, span, span, Style::Plain));
            }
        }
    }

    fn string(&self, words: &str, span: Span) -> Scalar {
        let raw = span.text(self.text);
        let quotes = ["\"\"\"", "'''", "\"", "'"]
            .into_iter()
            .find(|quotes| raw.starts_with(quotes) && raw.len() >= 2 * quotes.len())
            .unwrap_or("");
        let style = if quotes.starts_with('"') {
            Style::Escaped
        } else {
            Style::Plain
        };
        let inner = Span::new(
            span.start + quotes.len() as u32,
            span.end - quotes.len() as u32,
        );
        align::scalar(self.text, words, span, inner, style)
    }
}
