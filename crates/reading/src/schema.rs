//! The list of layers. A new layer is one line here and one module.

use copydesk_draft::layer::{EnumSchema, LayerId, Schema};

use crate::{
    addresses, asides, attribution, casualties, dates, debris, deeds, designations, garbled,
    geography, marks, names, nesting, numbers, polls, quantities, quotes, relations, structure,
    superlatives, wronged,
};

macro_rules! layers {
    ($( $id:ident = $schema:path, )*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "only names for the ids below")]
        enum Order { $( $id, )* }

        /// The ids of the built-in layers.
        #[allow(missing_docs, reason = "each layer is documented in its schema")]
        pub mod id {
            use super::{LayerId, Order};
            $( pub const $id: LayerId = LayerId(Order::$id as u16); )*
        }

        /// All built-in layers in order of their ids, with the enumerations.
        pub fn schema() -> Schema {
            let mut schema = Schema::default();
            $( schema.add($schema()); )*
            schema.enums.extend(enums());
            schema
        }
    };
}

layers! {
    HEADLINE = structure::headline_schema,
    DEK = structure::dek_schema,
    BYLINE = structure::byline_schema,
    DATELINE = structure::dateline_schema,
    LEDE = structure::lede_schema,
    SUBHEAD = structure::subhead_schema,
    PARAGRAPH = structure::paragraph_schema,
    SENTENCE = structure::sentence_schema,
    CAPTION = structure::caption_schema,
    CREDIT = structure::credit_schema,
    SIGN_OFF = structure::sign_off_schema,
    LINK = structure::link_schema,
    IMAGE = structure::image_schema,
    QUOTE = quotes::quote_schema,
    NUMBER = numbers::number_schema,
    DATE = dates::date_schema,
    TIME = dates::time_schema,
    DURATION = dates::duration_schema,
    RECURRENCE = dates::recurrence_schema,
    AGE = dates::age_schema,
    QUANTITY = quantities::quantity_schema,
    MONEY = quantities::money_schema,
    PERCENTAGE = quantities::percentage_schema,
    CONVERSION = quantities::conversion_schema,
    MONEY_CONVERSION = quantities::money_conversion_schema,
    CHANGE = quantities::change_schema,
    PERSON = names::person_schema,
    ARMED_GROUP = names::armed_group_schema,
    ORGANISATION = names::organisation_schema,
    NEAR_ORGANISATION = names::near_organisation_schema,
    OUTLET = names::outlet_schema,
    PLACE = names::place_schema,
    ACRONYM = names::acronym_schema,
    SINGLE_NAME = names::single_name_schema,
    NAME_VARIANT = names::name_variant_schema,
    SOURCE = attribution::source_schema,
    ATTRIBUTION = attribution::attribution_schema,
    STATEMENT = attribution::statement_schema,
    JUDGEMENT = attribution::judgement_schema,
    HEARSAY = attribution::hearsay_schema,
    CASUALTY_FIGURE = casualties::casualty_figure_schema,
    BREAKDOWN = casualties::breakdown_schema,
    SHARE_LIST = relations::share_list_schema,
    ELAPSED_TIME = relations::elapsed_time_schema,
    ANNIVERSARY = relations::anniversary_schema,
    AGE_PAIR = relations::age_pair_schema,
    TURNOUT = relations::turnout_schema,
    RELATIVE_TIME = relations::relative_time_schema,
    EVENT_ORDER = relations::event_order_schema,
    TOLL_PAIR = relations::toll_pair_schema,
    TOLL_RIVALS = relations::toll_rivals_schema,
    CAPTION_CLAIM = relations::caption_claim_schema,
    SCALE_CLAIM = relations::scale_claim_schema,
    TOP_CLAIM = relations::top_claim_schema,
    HEDGED_LEDE = relations::hedged_lede_schema,
    FIGURE_AGAIN = relations::figure_again_schema,
    STANDSTILL = relations::standstill_schema,
    GAINSAID = relations::gainsaid_schema,
    DISTANCE_CLAIM = geography::distance_claim_schema,
    PLACE_RELATION = geography::place_relation_schema,
    NEAR_PLACE = geography::near_place_schema,
    DESIGNATION_CLAIM = designations::designation_claim_schema,
    MILITARY_ACTION = deeds::military_action_schema,
    TERRITORIAL_CLAIM = deeds::territorial_claim_schema,
    BATTLE_CLAIM = deeds::battle_claim_schema,
    SUPERLATIVE = superlatives::superlative_schema,
    REPEATED_WORD = debris::repeated_word_schema,
    GARBLED_TEXT = garbled::garbled_text_schema,
    ASIDE = asides::aside_schema,
    ADDRESS = addresses::address_schema,
    APOSTROPHE = marks::apostrophe_schema,
    DASH = marks::dash_schema,
    NESTED_QUOTE = nesting::nested_quote_schema,
    REPEATED_QUOTE = nesting::repeated_quote_schema,
    WRONGED_PERSON = wronged::wronged_person_schema,
    POLL_LEAD = polls::poll_lead_schema,
}

/// The enumerations of all layers.
fn enums() -> Vec<EnumSchema> {
    [
        quotes::enums(),
        numbers::enums(),
        dates::enums(),
        quantities::enums(),
        names::enums(),
        attribution::enums(),
        casualties::enums(),
        relations::enums(),
        designations::enums(),
        geography::enums(),
        superlatives::enums(),
        garbled::enums(),
        asides::enums(),
        addresses::enums(),
        marks::enums(),
    ]
    .concat()
}

/// An enumeration from its name and values.
pub(crate) fn enumeration(name: &'static str, values: &[&'static str]) -> EnumSchema {
    EnumSchema {
        name: name.into(),
        values: values.iter().map(|&value| value.into()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use copydesk_draft::layer::Type;

    #[test]
    fn every_type_exists() {
        let schema = schema();
        for layer in &schema.layers {
            for field in &layer.fields {
                match &field.ty {
                    Type::Thing(name) | Type::Things(name) => {
                        assert!(
                            schema.find(name).is_some(),
                            "{}.{}: {name}",
                            layer.name,
                            field.name
                        );
                    }
                    Type::Enum(name) => {
                        assert!(
                            schema.find_enum(name).is_some(),
                            "{}.{}: {name}",
                            layer.name,
                            field.name
                        );
                    }
                    _ => {}
                }
            }
        }
        assert_eq!(schema.find("conversion"), Some(id::CONVERSION));
    }
}
