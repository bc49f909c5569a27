//! A few values, each with its name.

use serde::{Serialize, Serializer};

/// Values in the byte order of their names. In JSON an object.
///
/// The standard library's maps are compiled anew for each type of value, 2 KB each; this one takes a fifth of it. What is put in
/// out of order is moved into its place, so it is for few values or for sorted ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByName<V>(Vec<(String, V)>);

impl<V> ByName<V> {
    /// None yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds a value; one of the same name is replaced.
    pub fn insert(&mut self, name: String, value: V) {
        match self.find(&name) {
            Ok(place) => {
                if let Some(held) = self.0.get_mut(place) {
                    held.1 = value;
                }
            }
            Err(place) => self.0.insert(place, (name, value)),
        }
    }

    /// The value of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&V> {
        self.find(name).ok().and_then(|place| self.0.get(place)).map(|(_, value)| value)
    }

    fn find(&self, name: &str) -> Result<usize, usize> {
        // What comes in order belongs at the end.
        match self.0.last() {
            Some((last, _)) if last.as_str() < name => Err(self.0.len()),
            _ => {
                let place = self.0.iter().position(|(held, _)| held.as_str() >= name).unwrap_or(self.0.len());
                if self.0.get(place).is_some_and(|(held, _)| held == name) { Ok(place) } else { Err(place) }
            }
        }
    }

    /// All names and values.
    pub fn iter(&self) -> core::slice::Iter<'_, (String, V)> {
        self.0.iter()
    }

    /// All names.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.0.iter().map(|(name, _)| name)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<V> Default for ByName<V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<V> FromIterator<(String, V)> for ByName<V> {
    fn from_iter<I: IntoIterator<Item = (String, V)>>(values: I) -> Self {
        let mut named = Self::new();
        for (name, value) in values {
            named.insert(name, value);
        }
        named
    }
}

impl<'n, V> IntoIterator for &'n ByName<V> {
    type Item = &'n (String, V);
    type IntoIter = core::slice::Iter<'n, (String, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<V: Serialize> Serialize for ByName<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

#[cfg(test)]
impl<'de, V: serde::Deserialize<'de>> serde::Deserialize<'de> for ByName<V> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        std::collections::BTreeMap::deserialize(deserializer).map(Self::from_iter)
    }
}

#[cfg(test)]
mod tests {
    use super::ByName;

    #[test]
    fn names_stand_in_order_however_they_came_and_the_last_value_counts() {
        let named: ByName<u32> = ["b", "a", "d", "b", "c"].into_iter().map(str::to_owned).zip(1..).collect();
        assert_eq!(serde_json::to_string(&named).unwrap(), r#"{"a":2,"b":4,"c":5,"d":3}"#);
        assert_eq!((named.get("b"), named.get("e"), named.len()), (Some(&4), None, 4));
    }
}
