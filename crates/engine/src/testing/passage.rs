//! Small drafts, and the file of passages on which a rule must stay silent.

use copydesk_draft::layer::{Type, Value};
use std::ops::Range;

use copydesk_draft::{
    BlockKind, DateOrigin, Day, Draft, DraftBuilder, Genre, InlineKind, NO_ALTERNATIVE, Source,
    Span,
};
use copydesk_lang::program::{Example, Program};

/// A small draft.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Passage {
    /// Why it is in the suite: the heading. Empty for examples.
    pub title: String,
    /// Line of the heading, from 1; 0 for examples.
    pub line: u32,
    /// Paragraphs separated by blank lines.
    pub text: String,
    /// The headline.
    pub headline: Option<String>,
    /// The date.
    pub dated: Option<Day>,
    /// The genre.
    pub genre: Option<Genre>,
    /// The profile, by name.
    pub profile: Option<String>,
    /// Settings: index into [`Program::settings`] and value.
    pub with: Vec<(usize, Value)>,
}

impl Passage {
    /// The passage of an example.
    pub fn of(example: &Example) -> Self {
        Self {
            title: String::new(),
            line: 0,
            text: example.text.clone(),
            headline: example.headline.clone(),
            dated: example.dated,
            genre: example.genre,
            profile: example.profile.clone(),
            with: example.with.clone(),
        }
    }
}

/// A passage made into a draft.
#[derive(Clone, Debug)]
pub struct Built {
    /// The draft.
    pub draft: Draft,
    /// Where the passage's text begins in the draft's source, in bytes.
    pub text_at: u32,
    /// Where its headline begins.
    pub headline_at: u32,
}

/// Makes a draft of plain paragraphs: the headline first, then each paragraph a block; a picture on its own is a caption,
/// as it is in Markdown.
pub fn build(passage: &Passage) -> Built {
    let headline = passage.headline.as_deref().unwrap_or("");
    let text_at = if headline.is_empty() {
        0
    } else {
        headline.len() + 2
    };
    let source = if headline.is_empty() {
        passage.text.clone()
    } else {
        format!("{headline}\n\n{}", passage.text)
    };
    let mut builder = DraftBuilder::new(Source::new("example", source, 0));
    let meta = builder.meta();
    meta.date = passage.dated.map(|day| (day, DateOrigin::FrontMatter));
    meta.genre = passage.genre.unwrap_or_default();
    if !headline.is_empty() {
        builder.open(BlockKind::Headline, 1);
        builder.verbatim(Span::of(0, headline.len()));
    }
    for (start, end) in paragraphs(&passage.text) {
        let words = passage.text.get(start..end).unwrap_or("");
        let kind = if is_picture(words) {
            BlockKind::Caption
        } else {
            BlockKind::Paragraph
        };
        builder.open(kind, 0);
        paragraph(&mut builder, &passage.text, start..end, text_at);
    }
    Built {
        draft: builder.finish(),
        text_at: text_at as u32,
        headline_at: 0,
    }
}

/// `![words](address)` and nothing else, with words.
fn is_picture(words: &str) -> bool {
    let inside = words
        .strip_prefix("![")
        .and_then(|rest| rest.strip_suffix(')'));
    inside
        .and_then(|inside| inside.split_once("]("))
        .is_some_and(|(alt, address)| !alt.trim().is_empty() && !address.contains(')'))
}

/// Writes a paragraph of a text that begins at byte `base` of the source; links and images stand as in Markdown.
fn paragraph(builder: &mut DraftBuilder, text: &str, range: Range<usize>, base: usize) {
    let source = |from: usize, to: usize| Span::of(base + from, base + to);
    let find = |from: usize, sign: char| -> Option<usize> {
        let at = text.get(from..range.end)?.find(sign)?;
        Some(from + at)
    };
    let (mut at, mut from) = (range.start, range.start);
    while let Some(open) = find(from, '[') {
        from = open + 1;
        let Some(close) =
            find(open, ']').filter(|close| text.get(close + 1..close + 2) == Some("("))
        else {
            continue;
        };
        let Some(end) = find(close, ')') else {
            continue;
        };
        let target = text.get(close + 2..end).unwrap_or("").to_owned();
        let image = open > at && text.get(open - 1..open) == Some("!");
        builder.verbatim(source(at, open - usize::from(image)));
        let start = builder.here();
        let words = text.get(open + 1..close).unwrap_or("");
        if image && words.trim().is_empty() {
            builder.piece(NO_ALTERNATIVE, source(open - 1, end + 1));
        } else {
            builder.verbatim(source(open + 1, close));
        }
        let kind = if image {
            InlineKind::Image { target }
        } else {
            InlineKind::Link { target }
        };
        builder.inline(kind, start);
        (at, from) = (end + 1, end + 1);
    }
    builder.verbatim(source(at, range.end));
}

/// The paragraphs of a text as byte ranges.
fn paragraphs(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        if words.trim_start().is_empty() {
            found.extend(open.take());
        } else {
            let lead = line.len() - line.trim_start().len();
            let end = at + words.len();
            open = Some((open.map_or(at + lead, |(start, _)| start), end));
        }
        at += line.len();
    }
    found.extend(open);
    found
}

/// One thing wrong in a file of passages.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PassageError {
    /// Line, from 1.
    pub line: u32,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: String,
}

/// Reads a silence suite: one passage under each second-level heading, which says why the rule must be silent there.
/// Lines right under the heading may say `dated`, `headline`, `genre`, `profile` and `with SETTING VALUE`.
///
/// # Errors
/// All that is wrong in it.
pub fn passages(text: &str, program: &Program) -> Result<Vec<Passage>, Vec<PassageError>> {
    let mut found: Vec<Passage> = Vec::new();
    let mut errors = Vec::new();
    // True while option lines may come.
    let mut head = false;
    for (i, line) in text.lines().enumerate() {
        let number = i as u32 + 1;
        if let Some(title) = line.strip_prefix("## ") {
            found.push(Passage {
                title: title.trim().to_owned(),
                line: number,
                ..Passage::default()
            });
            head = true;
            continue;
        }
        let Some(passage) = found.last_mut() else {
            // Before the first heading: a title, a remark.
            continue;
        };
        if head {
            if line.trim().is_empty() {
                continue;
            }
            match option(line, passage, program) {
                Some(Ok(())) => continue,
                Some(Err((message, help))) => {
                    errors.push(PassageError {
                        line: number,
                        message,
                        help,
                    });
                    continue;
                }
                None => head = false,
            }
        }
        passage.text.push_str(line);
        passage.text.push('\n');
    }
    for passage in &mut found {
        passage.text = passage.text.trim().to_owned();
        if passage.text.is_empty() && passage.headline.is_none() {
            errors.push(PassageError {
                line: passage.line,
                message: "the passage has no text".to_owned(),
                help: "write it under the heading".to_owned(),
            });
        }
    }
    errors.sort_by_key(|error| error.line);
    if errors.is_empty() {
        Ok(found)
    } else {
        Err(errors)
    }
}

/// A line under a heading: `None` if it is the passage's first line.
#[allow(clippy::type_complexity, reason = "message and help")]
fn option(
    line: &str,
    passage: &mut Passage,
    program: &Program,
) -> Option<Result<(), (String, String)>> {
    let (word, rest) = line.trim().split_once(' ')?;
    let rest = rest.trim();
    let error = |message: String, help: &str| Some(Err((message, help.to_owned())));
    match word {
        "dated" => match Day::parse_iso(rest) {
            Some(day) => passage.dated = Some(day),
            None => return error(format!("`{rest}` is not a date"), "write 2024-11-30"),
        },
        "headline" => passage.headline = Some(unquoted(rest)?.to_owned()),
        "genre" => {
            if rest.contains(' ') {
                return None;
            }
            let Some(genre) = Genre::parse(rest) else {
                let known: Vec<&str> = Genre::ALL.iter().map(|&(name, _)| name).collect();
                return error(
                    format!("there is no genre `{rest}`"),
                    &format!("the genres are {}", known.join(", ")),
                );
            };
            passage.genre = Some(genre);
        }
        "profile" if !rest.contains(' ') => passage.profile = Some(rest.to_owned()),
        "with" => {
            let (name, value) = rest.split_once(' ')?;
            let index = program.setting(name)?;
            let setting = program.settings.get(index)?;
            match value_of(value.trim(), &setting.ty, program) {
                Some(value) => passage.with.push((index, value)),
                None => {
                    return error(
                        format!("`{value}` is no value of the setting `{name}`"),
                        "write a value of its type, such as 1, yes or \"words\"",
                    );
                }
            }
        }
        _ => return None,
    }
    Some(Ok(()))
}

/// Words in quotation marks.
fn unquoted(text: &str) -> Option<&str> {
    text.strip_prefix('"')?.strip_suffix('"')
}

/// A simple value by its type.
fn value_of(text: &str, ty: &Type, program: &Program) -> Option<Value> {
    Some(match ty {
        Type::Number => Value::Number(text.replace(',', "").parse().ok()?),
        Type::Flag => Value::Flag(match text {
            "yes" => true,
            "no" => false,
            _ => return None,
        }),
        Type::Text => unquoted(text).unwrap_or(text).into(),
        Type::Date => Day::parse_iso(text)?.into(),
        Type::Enum(name) => {
            let known = program.schema.find_enum(name)?;
            let at = known.values.iter().position(|value| value == text)?;
            Value::Enum(at as u16)
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_keep_their_places() {
        let text = "  One.\nStill one.\n\n\nTwo.  \n";
        let words: Vec<&str> = paragraphs(text)
            .into_iter()
            .map(|(a, b)| text.get(a..b).unwrap())
            .collect();
        assert_eq!(words, ["One.\nStill one.", "Two."]);
        let built = build(&Passage {
            text: text.into(),
            headline: Some("Head".into()),
            ..Passage::default()
        });
        assert_eq!(built.draft.text(), "Head\n\nOne.\nStill one.\n\nTwo.");
        assert_eq!(built.text_at, 6);
    }

    #[test]
    fn a_picture_on_its_own_is_a_caption() {
        let built = build(&Passage {
            text: "![A boat at dusk](boat.jpg)\n\nSee ![a boat](boat.jpg) here.".into(),
            ..Passage::default()
        });
        let kinds: Vec<BlockKind> = built.draft.blocks().iter().map(|b| b.kind).collect();
        assert_eq!(kinds, [BlockKind::Caption, BlockKind::Paragraph]);
        assert!(built.draft.text().starts_with("A boat at dusk"));
    }

    #[test]
    fn a_suite_is_read_with_its_options() {
        let text = "# Silence\n\nRemarks.\n\n## history\ndated 2024-11-30\ngenre opinion\n\nThe war ended in 1918.\n\nIt had begun in 1914.\n\n## a headline\nheadline \"Nobody hurt\"\n\nAll were safe.\n";
        let found = passages(text, &Program::default()).unwrap();
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].title, "history");
        assert_eq!(found[0].line, 5);
        assert_eq!(found[0].dated, Day::new(2024, 11, 30));
        assert_eq!(found[0].genre, Some(Genre::Opinion));
        assert_eq!(
            found[0].text,
            "The war ended in 1918.\n\nIt had begun in 1914."
        );
        assert_eq!(found[1].headline.as_deref(), Some("Nobody hurt"));
        let errors = passages("## x\ndated soon\ngenre poem\n", &Program::default()).unwrap_err();
        let lines: Vec<u32> = errors.iter().map(|error| error.line).collect();
        assert_eq!(lines, [1, 2, 3]);
    }
}
