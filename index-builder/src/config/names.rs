//! Names of sections and sources, and how readers should see them.

use std::collections::HashMap;

use crate::paragraphs::fold;

/// From a name as it was found, whatever its case, to the name it is given.
#[derive(Clone, Debug, Default)]
pub struct Names(HashMap<String, String>);

impl Names {
    /// Of pairs; of two for one name the first counts.
    pub fn new(pairs: impl Iterator<Item = (String, String)>) -> Self {
        let mut names = HashMap::new();
        for (found, given) in pairs {
            names.entry(plain(&found)).or_insert(given);
        }
        Self(names)
    }

    /// The name that is given to one found, or itself.
    pub fn of<'n>(&'n self, found: &'n str) -> &'n str {
        if self.0.is_empty() {
            return found;
        }
        self.0.get(&plain(found)).map_or(found, String::as_str)
    }
}

fn plain(name: &str) -> String {
    fold(name).to_lowercase()
}
