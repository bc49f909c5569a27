//! Which words stand together in a range of the dictionary, and which range has the lists of a group.

mod cuts;

use compact_str::CompactString;
use dalil::format::dictionary::Place;
use rustc_hash::FxHashMap;

use super::super::groups::{WordGroup, by_form};
use crate::config::settings::Layout;
use cuts::{FURTHER, cuts};

/// A group with at most so many postings stands whole in each range that has a form of it.
pub(super) const COPIED: usize = 12;
/// A variant with at most so many postings stands whole beside each word that it is a variant of.
pub(super) const COPIED_VARIANT: usize = 200;
/// About what a word costs beside its postings.
const WORD: usize = 10;

/// The dictionary in ranges.
pub(super) struct Ranges<'g> {
    pub(super) ranges: Vec<Range<'g>>,
    /// By group, where its lists are.
    pub(super) homes: Vec<Place>,
}

/// A range of the dictionary.
#[derive(Default)]
pub(super) struct Range<'g> {
    /// In byte order, with the index of their group in the range.
    pub(super) forms: Vec<(&'g str, u64)>,
    /// By that index.
    pub(super) groups: Vec<usize>,
}

/// A form as it is weighed.
struct Weighed<'g> {
    form: &'g str,
    group: usize,
    /// About how many bytes it takes when compressed.
    size: usize,
    /// How often it is asked for: about as often as it is written.
    asked: u64,
    /// How many articles the groups have that a border before it would tear.
    torn: u64,
    /// Of these, how many it would part from another spelling, whose lists are fetched with theirs anyway.
    parted: u64,
}

impl Weighed<'_> {
    /// How much a border before it would tear, in powers of two.
    fn tears(&self) -> u32 {
        self.torn.checked_ilog2().map_or(0, |power| power + 1)
    }

    /// Whether most of that are spellings of a name.
    fn parts(&self) -> bool {
        self.parted * 2 > self.torn
    }
}

impl<'g> Ranges<'g> {
    /// Cuts the dictionary; `variants` are those of each group, `documents` is one more than the largest document number.
    pub(super) fn new(groups: &'g [WordGroup], variants: &[Vec<usize>], documents: u32, layout: Layout) -> Self {
        let mut weighed = weigh(groups, documents);
        let torn = sums(torn_groups(&weighed, groups), weighed.len());
        let parted = sums(torn_variants(&weighed, groups, variants), weighed.len());
        for (form, (torn, parted)) in weighed.iter_mut().zip(torn.into_iter().zip(parted)) {
            (form.torn, form.parted) = (torn + parted, parted);
        }
        let mut found = Self { ranges: Vec::new(), homes: vec![Place::default(); groups.len()] };
        let starts = cuts(&weighed, layout.times());
        let ends = starts.iter().copied().skip(1).chain([weighed.len()]);
        for (start, end) in starts.iter().copied().zip(ends) {
            found.add(weighed.get(start..end).unwrap_or_default(), groups);
        }
        found
    }

    /// Adds a range: its groups are numbered as they come.
    fn add(&mut self, weighed: &[Weighed<'g>], groups: &[WordGroup]) {
        let shard = u32::try_from(self.ranges.len()).unwrap_or(u32::MAX);
        let mut range = Range::default();
        let mut numbers: FxHashMap<usize, usize> = FxHashMap::default();
        for Weighed { form, group, .. } in weighed {
            let index = *numbers.entry(*group).or_insert_with(|| {
                range.groups.push(*group);
                range.groups.len() - 1
            });
            range.forms.push((*form, index as u64));
            let is_main = groups.get(*group).is_some_and(|group| main(group) == Some(*form));
            if let Some(home) = self.homes.get_mut(*group).filter(|_| is_main) {
                *home = Place { shard, index: u32::try_from(index).unwrap_or(u32::MAX) };
            }
        }
        self.ranges.push(range);
    }

    /// The borders between the ranges, each as short as divides them.
    pub(super) fn borders(&self) -> Vec<String> {
        let neighbours = self.ranges.iter().zip(self.ranges.iter().skip(1));
        let words = neighbours.filter_map(|(before, next)| Some((before.forms.last()?.0, next.forms.first()?.0)));
        words.map(|(before, next)| border(before, next).to_owned()).collect()
    }
}

/// The form with which a group's lists stand.
fn main(group: &WordGroup) -> Option<&str> {
    group.forms.get(group.main()).map(CompactString::as_str)
}

/// All forms in byte order.
fn weigh(groups: &[WordGroup], documents: u32) -> Vec<Weighed<'_>> {
    let weigh = |(form, index): (_, usize)| {
        let group = groups.get(index)?;
        let is_main = main(group) == Some(form);
        let lists = if is_main { lists(group, documents) } else { 0 };
        let is_asked = is_main && !group.stop && !group.positions.is_empty();
        let asked = if is_asked { u64::from(group.documents) } else { 0 };
        Some(Weighed { form, group: index, size: WORD + lists, asked, torn: 0, parted: 0 })
    };
    by_form(groups).into_iter().filter_map(weigh).collect()
}

/// Two forms between which a border would cost another round, and how many articles have the words for which it does.
struct Torn {
    from: usize,
    to: usize,
    documents: u32,
}

/// The forms of each group, from one to the next.
fn torn_groups<'w>(weighed: &'w [Weighed<'_>], groups: &'w [WordGroup]) -> impl Iterator<Item = Torn> {
    let mut last: Vec<Option<usize>> = vec![None; groups.len()];
    weighed.iter().enumerate().filter_map(move |(to, form)| {
        let from = last.get_mut(form.group)?.replace(to)?;
        let group = groups.get(form.group).filter(|group| group.length() > COPIED)?;
        Some(Torn { from, to, documents: group.documents })
    })
}

/// Each group and those of its variants that are too long for copies and stand near it.
fn torn_variants(weighed: &[Weighed<'_>], groups: &[WordGroup], variants: &[Vec<usize>]) -> impl Iterator<Item = Torn> {
    let mut places = vec![None; groups.len()];
    for (place, form) in weighed.iter().enumerate() {
        if groups.get(form.group).is_some_and(|group| main(group) == Some(form.form)) {
            places.get_mut(form.group).into_iter().for_each(|of| *of = Some(place));
        }
    }
    let place = move |group: usize| places.get(group).copied().flatten();
    variants.iter().enumerate().flat_map(move |(own, variants)| {
        let long =
            variants.iter().filter(|variant| groups.get(**variant).is_some_and(|of| of.length() > COPIED_VARIANT));
        let torn = long.filter_map(|variant| {
            let (one, other) = (place(own)?, place(*variant)?);
            let documents = groups.get(own)?.documents;
            let is_near = one.abs_diff(other) <= FURTHER.0;
            is_near.then_some(Torn { from: one.min(other), to: one.max(other), documents })
        });
        torn.collect::<Vec<_>>()
    })
}

/// By form, how many articles the words have that a border before it would tear.
fn sums(torn: impl Iterator<Item = Torn>, forms: usize) -> Vec<u64> {
    let mut changes = vec![0_i64; forms + 1];
    for Torn { from, to, documents } in torn {
        for (place, change) in [(from + 1, i64::from(documents)), (to + 1, -i64::from(documents))] {
            changes.get_mut(place).into_iter().for_each(|sum| *sum += change);
        }
    }
    let add = |sum: &mut i64, change: i64| {
        *sum += change;
        Some(sum.unsigned_abs())
    };
    changes.into_iter().scan(0, add).collect()
}

/// The shortest beginning of `next` that is larger than `before`.
pub(in super::super) fn border<'w>(before: &str, next: &'w str) -> &'w str {
    let ends = next.char_indices().map(|(start, character)| start + character.len_utf8());
    ends.filter_map(|end| next.get(..end)).find(|beginning| *beginning > before).unwrap_or(next)
}

/// About how many bytes a group's lists have when compressed: what gaps of this length and their codes come to.
fn lists(group: &WordGroup, documents: u32) -> usize {
    let lists = group.postings.iter().chain([&group.echoes]);
    let bits = lists.map(|list| {
        let gap = documents as usize / list.len().max(1);
        list.len() * (7 + gap.checked_ilog2().unwrap_or(0) as usize)
    });
    bits.sum::<usize>() / 8
}

#[cfg(test)]
mod tests {
    use super::super::super::groups::{OfForms, WordGroup};
    use super::cuts::RANGE;
    use super::{Place, Ranges, WORD, border};
    use crate::config::settings::Layout;
    use dalil::format::postings::{PositionList, PostingList};

    fn group(forms: &[&str], articles: u32) -> WordGroup {
        let list = PostingList::of((0..articles).map(|article| (article * 9, 40)));
        let forms: OfForms<_> = forms.iter().map(|form| (*form).into()).collect();
        let postings = forms.iter().map(|_| list.clone()).collect();
        let positions = vec![PositionList::default()].into();
        WordGroup { forms, postings, positions, documents: articles, ..WordGroup::default() }
    }

    fn invented(words: u32) -> Vec<WordGroup> {
        let word = |n: u32| format!("{}{:05}", char::from(b'a' + (n % 26) as u8), n.wrapping_mul(7_919) % 100_000);
        let mut groups: Vec<_> = (0..words).map(|n| group(&[&word(n)], 1 + n % 9)).collect();
        groups.sort_by(|a, b| a.forms.cmp(&b.forms));
        groups.dedup_by(|a, b| a.forms == b.forms);
        groups
    }

    #[test]
    fn a_border_is_as_short_as_divides_its_neighbours() {
        assert_eq!(border("embargo", "embassy"), "embas");
        assert_eq!(border("dog", "embassy"), "e");
        assert_eq!(border("emb", "embassy"), "emba");
        assert_eq!(border("caf", "café"), "café");
    }

    #[test]
    fn a_new_word_moves_few_borders() {
        let mut groups = invented(20_000);
        let before = Ranges::new(&groups, &[], 99, Layout::Web).borders();
        groups.insert(5_000, group(&[&format!("{}x", groups[4_999].forms[0])], 1));
        let after = Ranges::new(&groups, &[], 99, Layout::Web).borders();
        let kept = after.iter().filter(|border| before.contains(border)).count();
        assert!(before.len() > 20 && kept + 4 >= after.len(), "{kept} of {}", after.len());
    }

    #[test]
    fn the_forms_of_a_word_stay_together_where_they_are_neighbours_and_every_form_leads_to_the_lists() {
        let mut groups = invented(9_000);
        for at in (0..groups.len()).step_by(7) {
            let other = format!("{}s", groups[at].forms[0]);
            groups[at] = group(&[&groups[at].forms[0], &other], 20);
        }
        let ranges = Ranges::new(&groups, &[], 99, Layout::Web);
        assert!(ranges.ranges.len() > 9);
        for (index, (own, home)) in groups.iter().zip(&ranges.homes).enumerate() {
            assert_eq!(ranges.ranges[home.shard as usize].groups[home.index as usize], index);
            for form in &own.forms {
                assert!(
                    ranges.ranges[home.shard as usize].forms.contains(&(form.as_str(), u64::from(home.index))),
                    "{form}"
                );
            }
        }
    }

    #[test]
    fn a_heavy_list_has_few_words_around_it() {
        let mut groups = invented(3_000);
        groups[1_500] = group(&[&groups[1_500].forms[0]], 20_000);
        let ranges = Ranges::new(&groups, &[], 99, Layout::Web);
        let heavy = ranges.ranges[ranges.homes[1_500].shard as usize].forms.len();
        let most = ranges.ranges.iter().map(|range| range.forms.len()).max().unwrap_or_default();
        assert!(heavy * WORD < 3 * RANGE.0 && heavy * 2 < most, "{heavy} {most}");
    }
    #[test]
    fn few_frequent_words_are_torn_even_where_lists_are_heavy() {
        let mut groups = invented(6_000);
        for (n, place) in (1..).zip((0..groups.len()).map(|n| n * 1_009 % 5_987)) {
            let Some(word) = groups.get(place).and_then(|group| group.forms.first()).filter(|_| n < 600).cloned()
            else {
                break;
            };
            // The most frequent form is the last, as often as not.
            groups[place] = group(&[&word, &format!("{word}ed")], 20_000 / n);
            groups[place].postings[n as usize % 2] = PostingList::of([(9, 40)]);
            groups.extend((0..8 + n % 32).map(|n| group(&[&format!("{word}a{n}")], 1)));
        }
        groups.sort_by(|a, b| a.forms.cmp(&b.forms));
        let ranges = Ranges::new(&groups, &[], 180_000, Layout::Web);
        let is_torn = |(own, home): &(&WordGroup, &Place)| {
            let there = &ranges.ranges[home.shard as usize].forms;
            own.forms.iter().any(|form| !there.iter().any(|(other, _)| other == form))
        };
        let torn = groups.iter().zip(&ranges.homes).filter(is_torn).filter(|(own, _)| own.documents > 100).count();
        assert!(ranges.ranges.len() > 100 && torn <= 2, "{torn} of {}", ranges.ranges.len());
    }
    #[test]
    fn other_spellings_of_a_name_that_stand_near_it_share_its_range() {
        let mut groups = invented(6_000);
        let name = |n: usize| format!("{}99999", groups[n * 61].forms[0]);
        let names: Vec<[String; 2]> = (0..90).map(|n| [name(n), format!("{}y", name(n))]).collect();
        groups.extend(names.iter().flatten().map(|name| group(&[name], 4_000)));
        groups.sort_by(|a, b| a.forms.cmp(&b.forms));
        let place = |name: &String| groups.iter().position(|group| group.forms[0] == *name).unwrap();
        let pairs: Vec<[usize; 2]> = names.iter().map(|pair| [place(&pair[0]), place(&pair[1])]).collect();
        let mut variants = vec![Vec::new(); groups.len()];
        pairs.iter().for_each(|[one, other]| variants[*one].push(*other));
        let apart = |variants: &[Vec<usize>]| {
            let homes = Ranges::new(&groups, variants, 180_000, Layout::Web).homes;
            pairs.iter().filter(|[one, other]| homes[*one].shard != homes[*other].shard).count()
        };
        assert!(apart(&[]) > 9 && apart(&variants) == 0, "{} {}", apart(&[]), apart(&variants));
    }
}
