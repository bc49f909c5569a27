//! What the keeper wants searched together, as the engine looks it up.

use dalil::format::folding::Folding;

use crate::config::settings::Synonyms;

/// For each word, or words, what else is searched, as written; in the order of the words.
pub(super) fn compile(synonyms: &Synonyms, folding: &Folding) -> Vec<(String, Vec<String>)> {
    let mut compiled: Vec<(String, Vec<String>)> = Vec::new();
    let mut add = |from: &str, to: &[&String]| {
        let from = folding.fold(from);
        let known = compiled.iter().position(|(known, _)| *known == from);
        let place = known.unwrap_or(compiled.len());
        if known.is_none() {
            compiled.push((from.clone(), Vec::new()));
        }
        if let Some((_, others)) = compiled.get_mut(place) {
            for other in to {
                let is_other = folding.fold(other) != from && !others.contains(other);
                others.extend(is_other.then(|| (*other).clone()));
            }
        }
    };
    for same in &synonyms.same {
        for word in same {
            add(word, &same.iter().collect::<Vec<_>>());
        }
    }
    for (word, also) in &synonyms.also {
        add(word, &also.iter().collect::<Vec<_>>());
    }
    compiled.retain(|(from, others)| !from.is_empty() && !others.is_empty());
    compiled.sort_unstable();
    compiled
}

#[cfg(test)]
mod tests {
    use dalil::format::folding::{Folding, FoldingTable};

    use super::compile;
    use crate::config::settings::Synonyms;

    #[test]
    fn those_of_a_group_find_each_other_and_the_others_one_way_only() {
        let text = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let synonyms = Synonyms {
            same: vec![text(&["Isdood", "Ashdod"]), text(&["Tell Sahra", "Tall Sahra"])],
            also: vec![("port".to_owned(), text(&["Harbour", "Port"]))],
        };
        let compiled = compile(&synonyms, &Folding::new(&FoldingTable::default()));
        let found: Vec<_> = compiled.iter().map(|(from, to)| (from.as_str(), to.join("|"))).collect();
        let expected = [
            ("ashdod", "Isdood"),
            ("isdood", "Ashdod"),
            ("port", "Harbour"),
            ("tall sahra", "Tell Sahra"),
            ("tell sahra", "Tall Sahra"),
        ];
        assert_eq!(found, expected.map(|(from, to)| (from, to.to_owned())));
    }
}
