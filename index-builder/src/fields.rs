//! Named values as a record, a row or front matter states them, and how they become an article's.

use std::collections::{BTreeMap, HashSet};

use crate::paragraphs::fold;

/// Named values; a name may occur several times, each time with several values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fields(Vec<(String, Vec<String>)>);

impl Fields {
    /// Adds values under a name. Empty ones are no values.
    pub fn add(&mut self, name: &str, values: Vec<String>) {
        let values: Vec<String> = values.into_iter().filter(|value| !value.trim().is_empty()).collect();
        if !values.is_empty() {
            self.0.push((name.trim().to_owned(), values));
        }
    }

    /// Adds a value of JSON: lists hold several values, an object its `name` or its own fields as `field.subfield`.
    pub fn add_json(&mut self, name: &str, value: serde_json::Value) {
        use serde_json::Value;
        match value {
            Value::Object(object) => match object.get("name") {
                Some(Value::String(of)) => self.add(name, vec![of.clone()]),
                _ => object.into_iter().for_each(|(inner, value)| self.add_json(&format!("{name}.{inner}"), value)),
            },
            Value::Array(list) => {
                let values = list.into_iter().filter_map(scalar).collect();
                self.add(name, values);
            }
            other => self.add(name, scalar(other).into_iter().collect()),
        }
    }

    /// Takes all values of a field out, whatever the case of its name.
    pub fn take(&mut self, name: &str) -> Vec<String> {
        let mut values = Vec::new();
        self.0.retain_mut(|(other, found)| {
            let is_it = other.eq_ignore_ascii_case(name);
            if is_it {
                values.append(found);
            }
            !is_it
        });
        values
    }

    /// Takes the values of the first of several names that has any, and drops those of the others.
    pub fn take_any(&mut self, names: &[&str]) -> Vec<String> {
        names.iter().fold(Vec::new(), |first, name| {
            let values = self.take(name);
            if first.is_empty() { values } else { first }
        })
    }

    /// Takes a field of which one value is wanted, folded to one line.
    pub fn take_line(&mut self, name: &str) -> Option<String> {
        self.take(name).iter().map(|value| fold(value)).find(|value| !value.is_empty())
    }

    /// Takes a field of several values, each folded to one line and kept once.
    pub fn take_lines(&mut self, name: &str) -> Vec<String> {
        distinct_lines(self.take(name))
    }

    /// Puts what `mended` makes of a field's values in their place; `None` leaves a value as it is.
    pub fn mend(&mut self, name: &str, mended: impl Fn(&str) -> Option<String>) {
        let of_name = self.0.iter_mut().filter(|(other, _)| other.eq_ignore_ascii_case(name));
        for value in of_name.flat_map(|(_, values)| values) {
            if let Some(text) = mended(value) {
                *value = text;
            }
        }
    }

    /// Whether there is such a field.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(other, _)| other.eq_ignore_ascii_case(name))
    }

    /// What is left: the fields that no one knows are what readers may filter by.
    #[must_use]
    pub fn into_metadata(self) -> BTreeMap<String, Vec<String>> {
        let mut metadata: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, values) in self.0 {
            metadata.entry(name).or_default().extend(values);
        }
        metadata
            .into_iter()
            .map(|(name, values)| (name, distinct_lines(values)))
            .filter(|(_, v)| !v.is_empty())
            .collect()
    }
}

/// Folds each value to one line; the empty and the repeated are left out.
#[must_use]
pub fn distinct_lines(values: Vec<String>) -> Vec<String> {
    let mut lines: Vec<String> = values.iter().map(|value| fold(value)).filter(|line| !line.is_empty()).collect();
    keep_first_of_each(&mut lines);
    lines
}

/// Leaves out what was there before.
pub fn keep_first_of_each(list: &mut Vec<String>) {
    if list.len() < 2 {
        return;
    }
    let mut seen = HashSet::new();
    let first: Vec<bool> = list.iter().map(|value| seen.insert(value.as_str())).collect();
    let mut first = first.into_iter();
    list.retain(|_| first.next().unwrap_or(true));
}

/// A language tag in its usual form, `ar` or `en-US`; `None` for what is no tag.
#[must_use]
pub fn language_tag(declared: &str) -> Option<String> {
    let declared = declared.split([',', ';', '.', '@']).next()?.trim().replace('_', "-");
    let mut parts = declared.split('-');
    let language = parts.next()?.to_ascii_lowercase();
    let letters = |text: &str, length: std::ops::RangeInclusive<usize>| {
        length.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphabetic())
    };
    if !letters(&language, 2..=3) || language == "und" {
        return None;
    }
    let mut tag = language;
    for part in parts {
        let part = match part.len() {
            2 if letters(part, 2..=2) => part.to_ascii_uppercase(),
            4 if letters(part, 4..=4) => {
                let (first, rest) = part.split_at(1);
                first.to_ascii_uppercase() + &rest.to_ascii_lowercase()
            }
            3..=8 if part.bytes().all(|b| b.is_ascii_alphanumeric()) => part.to_ascii_lowercase(),
            _ => return None,
        };
        tag.push('-');
        tag.push_str(&part);
    }
    Some(tag)
}

fn scalar(value: serde_json::Value) -> Option<String> {
    use serde_json::Value;
    match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Object(object) => match object.get("name") {
            Some(Value::String(name)) => Some(name.clone()),
            _ => None,
        },
        Value::Null | Value::Array(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Fields, language_tag};

    fn of(json: &str) -> Fields {
        let mut fields = Fields::default();
        let serde_json::Value::Object(object) = serde_json::from_str(json).unwrap() else { panic!("an object") };
        object.into_iter().for_each(|(name, value)| fields.add_json(&name, value));
        fields
    }

    #[test]
    fn values_of_every_json_kind_become_text() {
        let mut fields =
            of(r#"{"a": 7, "b": true, "c": null, "d": "", "e": ["x", 1.5, null, "x"], "f": {"name": "N", "id": 1}}"#);
        assert_eq!(fields.take_lines("a"), ["7"]);
        assert_eq!(fields.take_lines("b"), ["true"]);
        assert!(!fields.has("c") && !fields.has("d"));
        assert_eq!(fields.take_lines("E"), ["x", "1.5"]);
        assert_eq!(fields.take_line("f").as_deref(), Some("N"));
    }

    #[test]
    fn fields_that_no_one_took_are_metadata() {
        let mut fields = of(r#"{"title": "T", "topics": ["b", "a"], "geo": {"city": "Marwan"}}"#);
        fields.take("title");
        let metadata = fields.into_metadata();
        assert_eq!(metadata["topics"], ["b", "a"]);
        assert_eq!(metadata["geo.city"], ["Marwan"]);
        assert_eq!(metadata.len(), 2);
    }

    #[test]
    fn language_tags_take_their_usual_form() {
        for (declared, tag) in
            [("EN_us", "en-US"), ("ar", "ar"), ("zh-hans-cn", "zh-Hans-CN"), ("en, fr", "en"), ("tr_TR.UTF-8", "tr-TR")]
        {
            assert_eq!(language_tag(declared).as_deref(), Some(tag));
        }
        for declared in ["English", "", "x", "und", "e1", "en-"] {
            assert_eq!(language_tag(declared), None, "{declared}");
        }
    }
}
