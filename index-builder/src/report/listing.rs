//! Lists and counts that stay small, however large the archive.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer, ser::SerializeStruct};

/// Of a longer list, the rest is only counted.
const KEPT: usize = 10_000;
/// Of more values, the rarer are only counted when they are written.
const WRITTEN_VALUES: usize = 1_000;

/// The first of many things, and how many there are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Listing<T> {
    /// How many there are.
    pub total: usize,
    /// The first 10,000.
    pub first: Vec<T>,
}

impl<T> Default for Listing<T> {
    fn default() -> Self {
        Self { total: 0, first: Vec::new() }
    }
}

impl<T> Listing<T> {
    /// Adds one at the end.
    pub fn add(&mut self, item: T) {
        self.total += 1;
        if self.first.len() < KEPT {
            self.first.push(item);
        }
    }
}

/// How often each value occurs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally(BTreeMap<String, usize>);

impl Tally {
    /// Counts a value.
    pub fn count(&mut self, value: &str) {
        match self.0.get_mut(value) {
            Some(count) => *count += 1,
            None => {
                self.0.insert(value.to_owned(), 1);
            }
        }
    }

    /// How many different values there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The most frequent values, those of one count by name.
    #[must_use]
    pub fn top(&self, most: usize) -> Vec<(&str, usize)> {
        let mut values: Vec<(&str, usize)> = self.0.iter().map(|(value, &count)| (value.as_str(), count)).collect();
        values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        values.truncate(most);
        values
    }
}

#[derive(Serialize)]
struct Counted<'a> {
    value: &'a str,
    count: usize,
}

impl Serialize for Tally {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let top: Vec<Counted<'_>> =
            self.top(WRITTEN_VALUES).into_iter().map(|(value, count)| Counted { value, count }).collect();
        let mut fields = serializer.serialize_struct("Tally", 2)?;
        fields.serialize_field("values", &top)?;
        fields.serialize_field("more", &(self.len() - top.len()))?;
        fields.end()
    }
}

#[cfg(test)]
mod tests {
    use super::{KEPT, Listing, Tally};

    #[test]
    fn a_list_without_end_is_counted_to_the_end_and_kept_in_part() {
        let mut found = Listing::default();
        (0..KEPT + 5).for_each(|item| found.add(item));
        assert_eq!((found.total, found.first.len(), found.first.last()), (KEPT + 5, KEPT, Some(&(KEPT - 1))));
    }

    #[test]
    fn the_most_frequent_values_come_first_and_the_rest_is_counted() {
        let mut found = Tally::default();
        ["b", "c", "a", "c"].iter().for_each(|value| found.count(value));
        assert_eq!(found.top(2), [("c", 2), ("a", 1)]);
        (0..2_000).for_each(|number| found.count(&format!("{number:05}")));
        let written = serde_json::to_value(&found).unwrap();
        assert_eq!((&written["values"][0]["value"], &written["more"]), (&"c".into(), &1_003.into()));
    }
}
