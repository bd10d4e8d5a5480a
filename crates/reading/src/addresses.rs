//! Addresses, account names and hashtags.

use copydesk_draft::layer::{Cell, EnumSchema, LayerSchema, Table, Type, Value};

use crate::cx::Cx;
use crate::schema::{enumeration, id};
use crate::token::TokenKind;

/// The table of `address`.
pub(crate) fn table(cx: &Cx<'_>) -> Table {
    let mut table = cx.blank(id::ADDRESS);
    for token in cx.tokens {
        if token.kind != TokenKind::Address {
            continue;
        }
        let kind = match cx.str(token.span).chars().next() {
            Some('@') => 1u16,
            Some('#') => 2,
            _ => 0,
        };
        let mut row = cx.row(token.span);
        row.masked = false;
        table.push(row, [Cell::Filled(Value::Enum(kind))]);
    }
    table
}

/// `address`
pub fn address_schema() -> LayerSchema {
    LayerSchema::new(
        "address",
        "a web address, an account name or a hashtag",
        "the address",
    )
    .field(
        "kind",
        Type::Enum("address-kind".into()),
        "a page, an account, a hashtag",
    )
}

pub(crate) fn enums() -> Vec<EnumSchema> {
    vec![enumeration("address-kind", &["page", "account", "hashtag"])]
}
