//! `copydesk layers`

use std::io::{self, BufRead as _, Write as _};

use copydesk_desk::{Config, Desk, Options, export, read_file};
use copydesk_draft::layer::Schema;
use copydesk_draft::{Day, Draft};
use copydesk_formats::MAX_BYTES;
use copydesk_lang::nearest;
use copydesk_report::{LayersOf, schema_json, schema_text};
use serde_json::{Value, json};

use crate::args::{Colour, Layers, TextOrJson};
use crate::check::{is_stdin, read_stdin, stdin_options};
use crate::open::{self, Opened};
use crate::{Exit, console};

pub(crate) fn run(args: &Layers) -> Result<Exit, String> {
    let Opened { desk, broken, .. } = open::desk(&args.choice, Config::default(), Colour::Auto)?;
    let exit = if broken { Exit::Trouble } else { Exit::Clean };
    let schema = &desk.program().schema;
    known(schema, &args.layer)?;
    if args.schema {
        let readers = |layer: &str, field: Option<&str>| desk.rules_that_read(layer, field);
        let text = match args.format {
            TextOrJson::Text => schema_text(schema, &args.layer, &readers),
            TextOrJson::Json => schema_json(schema, &args.layer, &readers),
        };
        console::print(&text)?;
        return Ok(exit);
    }
    if args.jsonl {
        return jsonl(&desk, args).map(|()| exit);
    }
    let draft = draft(args)?;
    console::print(&shown(&desk, &draft, args))?;
    Ok(exit)
}

fn shown(desk: &Desk, draft: &Draft, args: &Layers) -> String {
    let reading = desk.read(draft, args.as_of);
    let tables = desk.tables(&reading);
    let layers = LayersOf {
        draft,
        schema: &desk.program().schema,
        tables: &tables,
        only: &args.layer,
    };
    match args.format {
        TextOrJson::Text => layers.text(),
        TextOrJson::Json => layers.json(),
    }
}

/// Reads `{doc_id, text, date?}` lines on standard input, and writes each with what was read in it under the names of
/// annotated corpora.
fn jsonl(desk: &Desk, args: &Layers) -> Result<(), String> {
    let failed = |error: io::Error| error.to_string();
    let mut input = io::stdin().lock();
    let mut output = io::BufWriter::new(io::stdout().lock());
    let (mut line, mut number) = (String::new(), 0);
    while input.read_line(&mut line).map_err(failed)? > 0 {
        number += 1;
        if !line.trim().is_empty() {
            let record = serde_json::from_str(&line)
                .map_err(|error| error.to_string())
                .and_then(|record: Value| annotated(desk, &record, args.as_of))
                .map_err(|why| format!("<stdin>: line {number}: {why}"))?;
            writeln!(output, "{record}").map_err(failed)?;
        }
        line.clear();
    }
    output.flush().map_err(failed)
}

fn annotated(desk: &Desk, record: &Value, as_of: Option<Day>) -> Result<Value, String> {
    let text = record
        .get("text")
        .and_then(Value::as_str)
        .ok_or("no field `text`")?;
    let date = record
        .get("date")
        .and_then(Value::as_str)
        .and_then(|date| Day::parse_iso(date.get(..10)?));
    let draft = copydesk_formats::read("draft.txt", text.as_bytes(), &Options::default())
        .map_err(|error| error.reason)?;
    let reading = desk.read(&draft, as_of.or(date));
    let export = export::export(&reading);
    let spans: Vec<Value> = export
        .spans
        .iter()
        .enumerate()
        .map(|(i, span)| {
            let (start, end) = draft.positions(span.span);
            let source = draft.to_source(span.span);
            let attrs = span
                .value
                .as_ref()
                .map_or_else(|| json!({}), |value| json!({"value": value}));
            json!({
                "id": format!("s{i}"), "type": span.kind, "start": start.char, "end": end.char,
                "attrs": attrs, "text": source.text(draft.source().text()),
            })
        })
        .collect();
    let ids = |places: &[usize]| places.iter().map(|i| format!("s{i}")).collect::<Vec<_>>();
    let relations: Vec<Value> = export
        .relations
        .iter()
        .enumerate()
        .map(|(i, relation)| {
            json!({
                "id": format!("r{i}"), "type": "attribution",
                "args": {
                    "source": ids(&relation.source), "cue": ids(&relation.cue), "content": ids(&relation.content),
                },
                "attrs": {"kind": relation.kind, "stance": relation.stance},
            })
        })
        .collect();
    // An open end has no number in JSON.
    let bound = |number: f64| number.is_finite().then_some(number);
    let casualties: Vec<Value> = export
        .casualties
        .iter()
        .map(|one| {
            json!({"count": one.count, "low": bound(one.low), "high": bound(one.high), "kind": one.kind})
        })
        .collect();
    Ok(json!({
        "doc_id": record.get("doc_id"), "text": text, "spans": spans, "relations": relations,
        "casualties": casualties,
    }))
}

/// The one draft that was asked for.
fn draft(args: &Layers) -> Result<Draft, String> {
    let Some(path) = &args.file else {
        return Err("give a draft, or --schema".to_owned());
    };
    let (name, bytes, options) = if is_stdin(path) {
        let name = args.stdin_filename.as_deref();
        (
            name.unwrap_or("<stdin>").to_owned(),
            read_stdin(MAX_BYTES),
            stdin_options(name),
        )
    } else {
        (
            path.to_string_lossy().replace('\\', "/"),
            read_file(path, MAX_BYTES),
            Options::default(),
        )
    };
    bytes
        .and_then(|bytes| {
            copydesk_formats::read(&name, &bytes, &options).map_err(|error| error.reason)
        })
        .map_err(|reason| format!("{name}: not read: {reason}"))
}

/// Every layer that was named exists.
fn known(schema: &Schema, names: &[String]) -> Result<(), String> {
    for name in names {
        if schema.find(name).is_none() {
            let all = schema.layers.iter().map(|layer| layer.name.as_ref());
            let help = match nearest(name, all) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`copydesk layers --schema` lists them".to_owned(),
            };
            return Err(format!("--layer: no layer is called `{name}`; {help}"));
        }
    }
    Ok(())
}
