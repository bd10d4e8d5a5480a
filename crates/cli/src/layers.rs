//! `copydesk layers`

use copydesk_desk::{Config, Desk, Options, read_file};
use copydesk_draft::Draft;
use copydesk_draft::layer::Schema;
use copydesk_lang::nearest;
use copydesk_report::{LayersOf, schema_json, schema_text};

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

/// The one draft that was asked for.
fn draft(args: &Layers) -> Result<Draft, String> {
    let Some(path) = &args.file else {
        return Err("give a draft, or --schema".to_owned());
    };
    let (name, bytes, options) = if is_stdin(path) {
        let name = args.stdin_filename.as_deref();
        (
            name.unwrap_or("<stdin>").to_owned(),
            read_stdin(),
            stdin_options(name),
        )
    } else {
        (
            path.to_string_lossy().replace('\\', "/"),
            read_file(path),
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
