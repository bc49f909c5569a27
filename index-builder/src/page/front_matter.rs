//! Front matter: the fields over a Markdown page, as YAML between `---` or TOML between `+++`.

use saphyr::{LoadableYamlNode, ScalarOwned, YamlOwned};

use crate::fields::Fields;

/// Front matter and the text below it.
#[derive(Debug, PartialEq)]
pub struct Divided<'a> {
    /// Empty where there is none.
    pub fields: Fields,
    /// Why the front matter can't be read, and the line where that is.
    pub problem: Option<(u64, String)>,
    /// What stands below.
    pub body: &'a str,
}

/// Takes the front matter off a text.
#[must_use]
pub fn divide(text: &str) -> Divided<'_> {
    let whole = Divided { fields: Fields::default(), problem: None, body: text };
    let Some((first, rest)) = text.split_once('\n') else { return whole };
    let fence = first.trim_end();
    let read: fn(&str) -> Result<Fields, (u64, String)> = match fence {
        "---" => yaml,
        "+++" => toml,
        _ => return whole,
    };
    let Some((matter, body)) = split_at_fence(rest, fence) else { return whole };
    match read(matter) {
        Ok(fields) => Divided { fields, problem: None, body },
        Err((line, cause)) => Divided { fields: Fields::default(), problem: Some((line + 1, cause)), body },
    }
}

fn split_at_fence<'a>(rest: &'a str, fence: &str) -> Option<(&'a str, &'a str)> {
    let mut place = 0;
    for line in rest.split_inclusive('\n') {
        let end = line.trim_end();
        if end == fence || (fence == "---" && end == "...") {
            return Some((rest.get(..place)?, rest.get(place + line.len()..)?));
        }
        place += line.len();
    }
    None
}

fn yaml(matter: &str) -> Result<Fields, (u64, String)> {
    let documents = YamlOwned::load_from_str(matter).map_err(|error| {
        let line = u64::try_from(error.marker().line()).unwrap_or(0);
        (line, error.info().to_owned())
    })?;
    let mut fields = Fields::default();
    match documents.into_iter().next() {
        None | Some(YamlOwned::Value(ScalarOwned::Null)) => Ok(fields),
        Some(YamlOwned::Mapping(mapping)) => {
            for (name, value) in mapping {
                if let Some(name) = name.as_str() {
                    fields.add_json(name, yaml_value(&value));
                }
            }
            Ok(fields)
        }
        Some(_) => Err((1, "it names no fields".to_owned())),
    }
}

fn yaml_value(value: &YamlOwned) -> serde_json::Value {
    use serde_json::Value;
    match value {
        YamlOwned::Value(ScalarOwned::String(text)) => Value::String(text.clone()),
        YamlOwned::Value(ScalarOwned::Integer(number)) => Value::from(*number),
        YamlOwned::Value(ScalarOwned::FloatingPoint(number)) => Value::from(number.into_inner()),
        YamlOwned::Value(ScalarOwned::Boolean(truth)) => Value::Bool(*truth),
        YamlOwned::Sequence(list) => Value::Array(list.iter().map(yaml_value).collect()),
        YamlOwned::Mapping(mapping) => Value::Object(
            mapping.iter().filter_map(|(name, value)| Some((name.as_str()?.to_owned(), yaml_value(value)))).collect(),
        ),
        YamlOwned::Tagged(_, inner) => yaml_value(inner),
        _ => Value::Null,
    }
}

fn toml(matter: &str) -> Result<Fields, (u64, String)> {
    let table: toml::Table = matter.parse().map_err(|error: toml::de::Error| {
        let before = error.span().and_then(|span| matter.get(..span.start)).unwrap_or_default();
        let line = u64::try_from(before.matches('\n').count()).unwrap_or(0) + 1;
        (line, error.message().to_owned())
    })?;
    let mut fields = Fields::default();
    for (name, value) in table {
        fields.add_json(&name, toml_value(value));
    }
    Ok(fields)
}

fn toml_value(value: toml::Value) -> serde_json::Value {
    use serde_json::Value;
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Boolean(truth) => Value::Bool(truth),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(list) => Value::Array(list.into_iter().map(toml_value).collect()),
        toml::Value::Table(table) => {
            Value::Object(table.into_iter().map(|(name, value)| (name, toml_value(value))).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::divide;

    #[test]
    fn yaml_and_toml_state_fields() {
        for text in [
            "---\ntitle: \"A: b\"\ndate: 2020-09-28 10:33:00 +0200\ntags: [x, y]\n---\nBody\n",
            "+++\r\ntitle = 'A: b'\r\ndate = 2020-09-28T10:33:00+02:00\r\ntags = ['x', 'y']\r\n+++\r\nBody\n",
        ] {
            let mut divided = divide(text);
            assert_eq!((divided.fields.take_line("title").as_deref(), divided.body), (Some("A: b"), "Body\n"));
            assert_eq!(divided.fields.take_lines("tags"), ["x", "y"]);
            assert!(divided.fields.take_line("date").is_some_and(|date| date.starts_with("2020-09-28")));
        }
    }

    #[test]
    fn broken_front_matter_is_named_by_line_and_costs_itself_only() {
        for text in ["---\ntitle: A\nb: [x\n---\nBody", "+++\ntitle = 'A'\nb = [x\n+++\nBody"] {
            let divided = divide(text);
            assert_eq!(divided.body, "Body");
            assert!(divided.problem.as_ref().is_some_and(|(line, _)| (3..=4).contains(line)), "{:?}", divided.problem);
        }
    }

    #[test]
    fn a_rule_at_the_top_is_no_front_matter() {
        assert_eq!(divide("---\nBody without an end").body, "---\nBody without an end");
        assert_eq!(divide("Body\n---\n").body, "Body\n---\n");
    }

    proptest! {
        #[test]
        fn no_text_crashes_the_reader(matter in "([a-z]{1,3}|[:=\\[\\]{}\"'|>&*!%@`\\-\n ]|\\PC){0,60}") {
            let _ = (divide(&format!("---\n{matter}\n---\n")), divide(&format!("+++\n{matter}\n+++\n")));
        }
    }
}
