//! What is wrong in a TOML file, in words that help: the key that is unknown or stands twice, and the one that was meant.

use copydesk_lang::nearest;

/// The message of the library, with "did you mean", and with the key where that alone is missing.
pub(crate) fn toml_error(error: &toml::de::Error, text: &str) -> String {
    let message = error.message().trim_end();
    if message.starts_with("duplicate key") {
        let key = error.span().and_then(|span| text.get(span));
        return key.map_or_else(
            || message.to_owned(),
            |key| format!("`{}` stands here twice; keep one", key.trim()),
        );
    }
    let Some(rest) = message.strip_prefix("unknown field `") else {
        return message.to_owned();
    };
    let mut names = rest.split('`').step_by(2);
    let Some(unknown) = names.next() else {
        return message.to_owned();
    };
    let known: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
    let mut out = format!("unknown key `{unknown}`");
    if let Some(near) = nearest(unknown, known.iter().copied()) {
        out.push_str("; did you mean `");
        out.push_str(near);
        out.push_str("`?");
    } else if !known.is_empty() {
        out.push_str("; there are ");
        out.push_str(&known.join(", "));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize, Debug)]
    #[serde(deny_unknown_fields)]
    struct Two {
        #[allow(dead_code, reason = "only its name is looked at")]
        profile: Option<String>,
        #[allow(dead_code, reason = "only its name is looked at")]
        rules: Option<String>,
    }

    fn wrong(text: &str) -> String {
        toml_error(&toml::from_str::<Two>(text).unwrap_err(), text)
    }

    #[test]
    fn the_key_that_was_meant() {
        assert_eq!(
            wrong("profil = \"wire\"\n"),
            "unknown key `profil`; did you mean `profile`?"
        );
        assert_eq!(
            wrong("colour = \"red\"\n"),
            "unknown key `colour`; there are profile, rules"
        );
        assert_eq!(
            wrong("rules = \"a\"\nrules = \"b\"\n"),
            "`rules` stands here twice; keep one"
        );
    }
}
