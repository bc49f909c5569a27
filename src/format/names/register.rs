//! The archive's names by their sounds, for spellings that no article has: shard kind `names`.

use serde::Serialize;

use crate::format::envelope::{Address, Kind};
use crate::format::json;
use crate::format::manifest::Manifest;

/// A shard of kind `names`: keys in byte order and, for each, the forms filed under it, the most frequent first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Register {
    /// See [`super::Name::keys`].
    pub keys: Vec<String>,
    /// Parallel to the keys.
    pub forms: Vec<Vec<String>>,
}

impl Register {
    /// Reads a payload.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn decode(payload: &[u8]) -> Result<Self, String> {
        json::decode(payload, |reader| {
            let mut register = Self::default();
            reader.object(&["keys", "forms"], 2, &mut |reader, field| match field {
                0 => reader.texts_into(&mut register.keys),
                _ => reader.array(&mut |reader| register.forms.push(reader.texts())),
            });
            register
        })
    }

    /// The forms filed under a key.
    #[must_use]
    pub fn under(&self, key: &str) -> &[String] {
        let found = self.keys.binary_search_by(|known| known.as_str().cmp(key)).ok();
        found.and_then(|index| self.forms.get(index)).map_or(&[], Vec::as_slice)
    }
}

impl Manifest {
    /// The shard of kind `names` for a key, where the archive has such.
    #[must_use]
    pub fn names(&self, key: &str) -> Option<Address> {
        let after = self.terms.names.partition_point(|first| first.as_str() <= key);
        let number = u32::try_from(after.checked_sub(1)?).ok()?;
        Some(Address::new(&self.terms.folder, Kind::Names, number))
    }
}

#[cfg(test)]
mod tests {
    use super::Register;
    use crate::format::manifest::{Manifest, Terms};

    #[test]
    fn a_key_leads_to_its_forms() {
        let register = Register {
            keys: vec!["hn".to_owned(), "kzm".to_owned()],
            forms: vec![vec!["haniya".to_owned()], vec!["kadhimi".to_owned(), "kazimi".to_owned()]],
        };
        let read = Register::decode(&serde_json::to_vec(&register).unwrap()).unwrap();
        assert_eq!(read, register);
        assert_eq!(read.under("kzm"), ["kadhimi", "kazimi"]);
        assert!(read.under("k").is_empty() && Register::default().under("k").is_empty());
    }

    #[test]
    fn a_key_lies_in_the_shard_that_begins_at_it_or_before() {
        let names = vec!["b".to_owned(), "kz".to_owned()];
        let manifest = Manifest { terms: Terms { names, ..Terms::default() }, ..Manifest::default() };
        let number = |key| manifest.names(key).map(|address| address.number);
        assert_eq!(
            [number("a"), number("b"), number("k"), number("kz"), number("z")],
            [None, Some(0), Some(0), Some(1), Some(1)]
        );
    }
}
