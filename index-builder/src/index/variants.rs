//! Other spellings of the archive's names: which groups are one name, and under which sounds each name is filed.

use std::collections::BTreeMap;

use dalil::format::names::Name;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::groups::{Use, WordGroup};

/// A group names at most so many others.
const MOST_VARIANTS: usize = 8;
/// Names that share their sounds with more others than this are compared with the most frequent of these only.
const MOST_COMPARED: usize = 2000;

/// A form that may be a name.
struct Spelling<'g> {
    form: &'g str,
    group: usize,
    name: Name,
    /// Whether its capitals say so; otherwise they say nothing.
    is_name: bool,
    is_latin: bool,
}

/// What the archive's names are to each other.
#[derive(Debug, Default)]
pub(super) struct Variants {
    /// For each group the groups of other spellings, the nearest first.
    pub(super) of_groups: Vec<Vec<usize>>,
    /// By key, the forms filed there, the most frequent first.
    pub(super) filed: BTreeMap<String, Vec<String>>,
}

/// Compares the names of an archive.
pub(super) fn find(groups: &[WordGroup]) -> Variants {
    let spellings = spellings(groups);
    let mut by_key: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (number, spelling) in spellings.iter().enumerate() {
        for key in spelling.name.keys() {
            by_key.entry(key).or_default().push(number);
        }
    }
    let frequency =
        |number: &usize| spellings.get(*number).and_then(|s| groups.get(s.group)).map_or(0, |g| g.documents);
    by_key.par_iter_mut().for_each(|(_, filed)| filed.sort_by_key(|number| std::cmp::Reverse(frequency(number))));
    let nearest: Vec<(usize, Vec<(u8, usize)>)> =
        spellings.par_iter().map(|spelling| (spelling.group, nearest(spelling, &spellings, &by_key))).collect();
    let mut of_groups: Vec<Vec<(u8, usize)>> = vec![Vec::new(); groups.len()];
    for (group, found) in nearest {
        if let Some(of_group) = of_groups.get_mut(group) {
            of_group.extend(found);
        }
    }
    let of_groups = of_groups.into_par_iter().map(|found| best(found, groups)).collect();
    let form = |number: &usize| spellings.get(*number).map(|spelling| spelling.form.to_owned());
    let filed = by_key.iter().map(|(key, filed)| (key.clone(), filed.iter().filter_map(form).collect()));
    Variants { of_groups, filed: filed.collect() }
}

/// The forms that may be names, in the order of their groups.
fn spellings(groups: &[WordGroup]) -> Vec<Spelling<'_>> {
    groups.par_iter().enumerate().flat_map_iter(|(number, group)| of_group(number, group)).collect()
}

fn of_group(number: usize, group: &WordGroup) -> Vec<Spelling<'_>> {
    let mut spellings = Vec::new();
    for (form, Use { capitals, .. }) in group.forms.iter().zip(&group.uses).filter(|_| !group.stop) {
        let is_name = capitals.is_name();
        if is_name != Some(false)
            && let Some(name) = Name::new(form)
        {
            spellings.push(Spelling {
                form,
                group: number,
                name,
                is_name: is_name == Some(true),
                is_latin: form.is_ascii(),
            });
        }
    }
    spellings
}

/// The groups of the spellings near one, with their distance.
fn nearest(own: &Spelling<'_>, spellings: &[Spelling<'_>], by_key: &FxHashMap<String, Vec<usize>>) -> Vec<(u8, usize)> {
    let keys = own.name.keys();
    let filed = keys.iter().filter_map(|key| by_key.get(key)).flat_map(|filed| filed.iter().take(MOST_COMPARED));
    let others = filed.filter_map(|number| spellings.get(*number));
    // Where capitals say nothing, both may be ordinary words; a script without capitals has only names in another one for company.
    let may_be_one = |other: &&Spelling<'_>| {
        (own.is_name && other.is_name) || (own.is_latin != other.is_latin && (own.is_name || other.is_name))
    };
    let others = others.filter(|other| other.group != own.group).filter(may_be_one);
    others.filter_map(|other| Some((own.name.likeness(&other.name)?, other.group))).collect()
}

/// Each group once, the nearest first, of equals the most frequent.
fn best(mut found: Vec<(u8, usize)>, groups: &[WordGroup]) -> Vec<usize> {
    found.sort_unstable_by_key(|(distance, group)| (*group, *distance));
    found.dedup_by_key(|(_, group)| *group);
    let documents = |group: usize| groups.get(group).map_or(0, |group| group.documents);
    found.sort_by_key(|(distance, group)| (*distance, std::cmp::Reverse(documents(*group))));
    found.into_iter().take(MOST_VARIANTS).map(|(_, group)| group).collect()
}

#[cfg(test)]
mod tests {
    use super::super::casing::Capitals;
    use super::super::groups::{Use, WordGroup};
    use super::find;

    fn group(forms: &[&str], name: u32, plain: u32) -> WordGroup {
        WordGroup {
            forms: forms.iter().map(|form| (*form).into()).collect(),
            uses: vec![Use { capitals: Capitals { name, plain }, stop: false }; forms.len()].into(),
            documents: 1,
            ..WordGroup::default()
        }
    }

    #[test]
    fn spellings_of_a_name_know_each_other_and_ordinary_words_do_not() {
        let groups = [
            group(&["hand", "hands"], 0, 9),
            group(&["hind"], 1, 9),
            group(&["kadhemi"], 3, 0),
            group(&["kadhimi", "kadhimis"], 9, 0),
            group(&["الكاظمي"], 0, 0),
        ];
        let variants = find(&groups).of_groups;
        assert!(variants[0].is_empty() && variants[1].is_empty());
        assert_eq!(variants[2].first(), Some(&3));
        assert!(variants[3].contains(&2) && variants[3].contains(&4) && variants[4].contains(&3));
    }

    #[test]
    fn every_name_is_filed_under_its_sounds() {
        let filed = find(&[group(&["kadhemi"], 3, 0), group(&["hand"], 0, 9)]).filed;
        assert!(filed.values().any(|forms| forms == &["kadhemi"]));
        assert!(!filed.values().any(|forms| forms.contains(&"hand".to_owned())));
    }
}
