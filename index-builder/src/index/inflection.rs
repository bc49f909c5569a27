//! Which changes the archive's own words show: counted in its groups, and kept where they lead to another form of the same
//! word and seldom to another word.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};

use dalil::format::inflection::{Inflection, SHORTEST_REST};
use dalil::format::unspaced::is_unspaced;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::groups::WordGroup;

/// So many forms of a group are compared with each other, those in most articles.
const MOST_FORMS: usize = 24;
/// What is taken off or put on has at most so many letters.
const LONGEST: usize = 5;
/// A change that fewer groups show is an accident.
const FEWEST_GROUPS: u32 = 4;
/// So many changes are looked at more closely, those that most groups show.
const MOST_TRIED: usize = 200;
/// So many are kept at the end of words and at their beginning.
const MOST_ENDINGS: usize = 40;
const MOST_BEGINNINGS: usize = 14;
/// A change is kept if of a hundred words that it leads to at least so many are forms of the same word.
const LEAST_RIGHT: u32 = 70;

/// Where a word changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Beginning,
    End,
}

/// Two parts that take each other's place, the one that sorts first in front.
type Change<'g> = (&'g str, &'g str);

/// Counts the changes in these groups.
pub(super) fn count(groups: &[WordGroup]) -> Inflection {
    let mut group_of: FxHashMap<&str, usize> = FxHashMap::default();
    for (index, group) in groups.iter().enumerate().filter(|(_, group)| !group.positions.is_empty()) {
        group_of.extend(group.forms.iter().filter(|form| is_inflected(form)).map(|form| (form.as_str(), index)));
    }
    let kept = |side, most| {
        let mut flat = Vec::new();
        for (off, on) in best(side, groups, &group_of, most) {
            flat.extend([off.to_owned(), on.to_owned()]);
        }
        flat
    };
    Inflection { endings: kept(Side::End, MOST_ENDINGS), beginnings: kept(Side::Beginning, MOST_BEGINNINGS) }
}

fn is_inflected(form: &str) -> bool {
    !form.bytes().any(|byte| byte.is_ascii_digit()) && !form.starts_with(is_unspaced)
}

/// The changes at one side that lead to the right words, likeliest first.
fn best<'g>(side: Side, groups: &'g [WordGroup], group_of: &FxHashMap<&'g str, usize>, most: usize) -> Vec<Change<'g>> {
    let mut shown: BTreeMap<Change<'g>, u32> = BTreeMap::new();
    for group in groups.iter().filter(|group| group.forms.len() > 1 && !group.positions.is_empty()) {
        for change in changes(side, group) {
            *shown.entry(change).or_default() += 1;
        }
    }
    let mut tried: Vec<_> = shown.into_iter().filter(|(_, groups)| *groups >= FEWEST_GROUPS).collect();
    tried.sort_by_key(|(change, groups)| (Reverse(*groups), *change));
    tried.truncate(MOST_TRIED);
    let words = in_order(side, group_of);
    let judged = tried.into_par_iter().map(|(change, _)| (change, judge(side, change, &words, group_of)));
    let mut kept: Vec<_> = judged.collect();
    kept.retain(|(_, (right, all))| right * 100 >= all * LEAST_RIGHT);
    kept.sort_by_key(|(change, (right, _))| (Reverse(*right), *change));
    kept.truncate(most);
    kept.into_iter().map(|(change, _)| change).collect()
}

/// The changes between the forms of a group, each once.
fn changes(side: Side, group: &WordGroup) -> BTreeSet<Change<'_>> {
    let mut forms: Vec<_> = group.forms.iter().zip(&group.postings).filter(|(form, _)| is_inflected(form)).collect();
    forms.sort_by_key(|(form, postings)| (Reverse(postings.len()), *form));
    forms.truncate(MOST_FORMS);
    let mut changes = BTreeSet::new();
    for (one, _) in &forms {
        changes.extend(forms.iter().filter_map(|(other, _)| change(side, one, other)).filter(|(off, on)| off < on));
    }
    changes
}

/// How one form becomes another by a change at this side alone.
fn change<'g>(side: Side, one: &'g str, other: &'g str) -> Option<Change<'g>> {
    let same = |(a, b): &(char, char)| a == b;
    let (letters, bytes) = match side {
        Side::End => common(one.chars().zip(other.chars()).take_while(same)),
        Side::Beginning => common(one.chars().rev().zip(other.chars().rev()).take_while(same)),
    };
    let (off, on) = match side {
        Side::End => (one.get(bytes..)?, other.get(bytes..)?),
        Side::Beginning => (one.get(..one.len() - bytes)?, other.get(..other.len() - bytes)?),
    };
    let is_short = |part: &str| part.chars().count() <= LONGEST;
    (one != other && letters >= SHORTEST_REST && is_short(off) && is_short(on)).then_some((off, on))
}

fn common(letters: impl Iterator<Item = (char, char)>) -> (usize, usize) {
    letters.fold((0, 0), |(letters, bytes), (letter, _)| (letters + 1, bytes + letter.len_utf8()))
}

/// The words in the order of their beginnings, or of their ends read backwards, so that those with the same part stand together.
fn in_order<'g>(side: Side, group_of: &FxHashMap<&'g str, usize>) -> Vec<(&'g str, usize)> {
    let mut words: Vec<_> = group_of.iter().map(|(word, group)| (*word, *group)).collect();
    words.par_sort_unstable_by(|(a, _), (b, _)| compare(side, a, b));
    words
}

fn compare(side: Side, a: &str, b: &str) -> Ordering {
    match side {
        Side::End => a.bytes().rev().cmp(b.bytes().rev()),
        Side::Beginning => a.cmp(b),
    }
}

/// The words with this part.
fn with<'w, 'g>(side: Side, part: &str, words: &'w [(&'g str, usize)]) -> &'w [(&'g str, usize)] {
    let has = |word: &str| if side == Side::End { word.ends_with(part) } else { word.starts_with(part) };
    let first = words.partition_point(|(word, _)| compare(side, word, part) == Ordering::Less);
    let words = words.get(first..).unwrap_or_default();
    words.get(..words.partition_point(|(word, _)| has(word))).unwrap_or_default()
}

/// Of all pairs of words of the archive that the change leads to each other: how many are forms of one word, and how many there are.
fn judge(side: Side, change: Change<'_>, words: &[(&str, usize)], group_of: &FxHashMap<&str, usize>) -> (u32, u32) {
    // It leads both ways: fewer words have the one part than the other.
    let (one, other) = (with(side, change.0, words), with(side, change.1, words));
    let (off, on, words) =
        if one.len() < other.len() { (change.0, change.1, one) } else { (change.1, change.0, other) };
    let (mut right, mut all) = (0, 0);
    let mut changed = String::new();
    for (word, group) in words {
        let rest = match side {
            Side::End => word.strip_suffix(off),
            Side::Beginning => word.strip_prefix(off),
        };
        let Some(rest) = rest.filter(|rest| rest.chars().count() >= SHORTEST_REST) else { continue };
        changed.clear();
        let parts = if side == Side::End { [rest, on] } else { [on, rest] };
        parts.iter().for_each(|part| changed.push_str(part));
        if let Some(found) = group_of.get(changed.as_str()) {
            all += 1;
            right += u32::from(found == group);
        }
    }
    (right, all)
}

#[cfg(test)]
mod tests {
    use super::{Side, change, count};
    use crate::index::groups::WordGroup;
    use dalil::format::postings::{PositionList, PostingList};

    fn group(forms: &[&str]) -> WordGroup {
        WordGroup {
            forms: forms.iter().map(|form| (*form).into()).collect(),
            postings: forms.iter().map(|_| PostingList::default()).collect(),
            positions: forms.iter().map(|_| PositionList::default()).collect(),
            ..WordGroup::default()
        }
    }

    #[test]
    fn forms_differ_at_their_end_or_at_their_beginning() {
        assert_eq!(change(Side::End, "embassies", "embassy"), Some(("ies", "y")));
        assert_eq!(change(Side::Beginning, "والكاظمي", "كاظمي"), Some(("وال", "")));
        assert_eq!(change(Side::End, "mice", "mouse"), None);
        assert_eq!(change(Side::End, "lamp", "lamp"), None);
    }

    #[test]
    fn what_several_groups_show_is_kept_and_an_accident_is_not() {
        let mut groups: Vec<_> =
            ["lamp", "grain", "ship", "port", "road"].iter().map(|word| group(&[word, &format!("{word}s")])).collect();
        groups.push(group(&["child", "children"]));
        let inflection = count(&groups);
        assert_eq!(inflection.endings, ["", "s"]);
        assert_eq!(inflection.alternatives("harbours"), ["harbourss", "harbour"]);
    }

    #[test]
    fn what_mostly_leads_to_other_words_is_not_kept() {
        let mut groups: Vec<_> =
            ["lamp", "grain", "ship", "port"].iter().map(|word| group(&[word, &format!("{word}e")])).collect();
        for word in ["fir", "car", "war", "bar", "for", "tub"] {
            groups.push(group(&[word]));
            groups.push(group(&[&format!("{word}e")]));
        }
        assert!(count(&groups).is_empty());
    }
}
