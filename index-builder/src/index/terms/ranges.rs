//! Which words stand together in a range of the dictionary, and which range has the lists of a group.

use dalil::format::dictionary::Place;

use super::super::groups::{WordGroup, by_form};

/// About how many bytes a range has when compressed: a border is sought between the two.
const RANGE: (usize, usize) = (3 << 10, 5 << 10);
/// A list this long keeps other words away.
const HEAVY: usize = 2 << 10;
/// The least bytes of a range that ends because a heavy list comes.
const LEAST: usize = 1 << 10;
/// A group with at most so many postings stands whole in each range that has a form of it.
pub(super) const COPIED: usize = 12;
/// About what a word costs beside its postings.
const WORD: usize = 7;

/// The ranges of the dictionary.
pub(super) struct Ranges<'g> {
    /// Each range's forms, in byte order, with the index of their group in the range.
    pub(super) forms: Vec<Vec<(&'g str, u64)>>,
    /// Each range's groups by their index in it.
    pub(super) groups: Vec<Vec<usize>>,
    /// By group, where its lists are.
    pub(super) homes: Vec<Place>,
}

/// A form as it is weighed.
struct Weighed<'g> {
    form: &'g str,
    group: usize,
    /// About how many bytes it takes when compressed.
    size: usize,
    /// How many groups a border before it would tear.
    torn: usize,
}

impl<'g> Ranges<'g> {
    /// Cuts the dictionary; `documents` is one more than the largest document number.
    pub(super) fn new(groups: &'g [WordGroup], documents: u32) -> Self {
        let weighed = weigh(groups, documents);
        let mut found = Self { forms: Vec::new(), groups: Vec::new(), homes: vec![Place::default(); groups.len()] };
        let starts = cuts(&weighed);
        let ends = starts.iter().copied().skip(1).chain([weighed.len()]);
        for (start, end) in starts.iter().copied().zip(ends) {
            found.add(weighed.get(start..end).unwrap_or_default(), groups);
        }
        found
    }

    /// Adds a range: its groups are numbered as they come.
    fn add(&mut self, weighed: &[Weighed<'g>], groups: &[WordGroup]) {
        let shard = u32::try_from(self.forms.len()).unwrap_or(u32::MAX);
        let mut members: Vec<usize> = Vec::new();
        let mut own: Vec<usize> = weighed.iter().map(|form| form.group).collect();
        own.sort_unstable();
        own.dedup();
        let mut numbers: Vec<Option<usize>> = vec![None; own.len()];
        let mut forms = Vec::new();
        for Weighed { form, group, .. } in weighed {
            let Some(number) = own.binary_search(group).ok().and_then(|place| numbers.get_mut(place)) else { continue };
            let index = *number.get_or_insert_with(|| {
                members.push(*group);
                members.len() - 1
            });
            forms.push((*form, index as u64));
            let is_main = groups.get(*group).is_some_and(|group| main(group) == Some(*form));
            if let Some(home) = self.homes.get_mut(*group).filter(|_| is_main) {
                *home = Place { shard, index: u32::try_from(index).unwrap_or(u32::MAX) };
            }
        }
        self.forms.push(forms);
        self.groups.push(members);
    }

    /// The borders between the ranges, each as short as divides them.
    pub(super) fn borders(&self) -> Vec<String> {
        let neighbours = self.forms.iter().zip(self.forms.iter().skip(1));
        let words = neighbours.filter_map(|(before, next)| Some((before.last()?.0, next.first()?.0)));
        words.map(|(before, next)| border(before, next).to_owned()).collect()
    }
}

/// The form with which a group's lists stand.
fn main(group: &WordGroup) -> Option<&str> {
    group.forms.get(group.main()).map(String::as_str)
}

/// All forms in byte order.
fn weigh(groups: &[WordGroup], documents: u32) -> Vec<Weighed<'_>> {
    let weigh = |(form, index): (_, usize)| {
        let group = groups.get(index)?;
        let lists = if main(group) == Some(form) { lists(group, documents) } else { 0 };
        Some(Weighed { form, group: index, size: WORD + lists, torn: 0 })
    };
    let mut weighed: Vec<Weighed<'_>> = by_form(groups).into_iter().filter_map(weigh).collect();
    let mut last: Vec<Option<usize>> = vec![None; groups.len()];
    let mut changes = vec![0_isize; weighed.len() + 1];
    for (place, form) in weighed.iter().enumerate() {
        let is_copied = groups.get(form.group).is_some_and(|group| group.length() <= COPIED);
        let Some(before) = last.get_mut(form.group).and_then(|last| last.replace(place)).filter(|_| !is_copied) else {
            continue;
        };
        for (place, change) in [(before + 1, 1), (place + 1, -1)] {
            changes.get_mut(place).into_iter().for_each(|sum| *sum += change);
        }
    }
    let mut torn = 0;
    for (form, change) in weighed.iter_mut().zip(changes) {
        torn += change;
        form.torn = torn.unsigned_abs();
    }
    weighed
}

/// Where the ranges start, the first one included.
fn cuts(weighed: &[Weighed<'_>]) -> Vec<usize> {
    let mut starts = vec![0];
    while let Some(next) = starts.last().and_then(|start| next_cut(weighed, *start)) {
        starts.push(next);
    }
    starts
}

/// Where the range that starts here ends: between its sizes, where the fewest groups are torn and neighbours have the fewest
/// letters in common; of equals the last. `None` where it goes on to the end.
fn next_cut(weighed: &[Weighed<'_>], start: usize) -> Option<usize> {
    let (mut size, mut most) = (0, RANGE.1);
    let mut best: Option<((usize, usize), usize)> = None;
    for (place, pair) in weighed.windows(2).enumerate().skip(start) {
        let [before, next] = pair else { break };
        size += before.size;
        if size > most && best.is_some() {
            break;
        }
        // Behind a heavy list there may be room for its other forms.
        most = if best.is_none() { most.max(size + RANGE.1 - RANGE.0) } else { most };
        let is_full = size >= RANGE.0 || (size >= LEAST && next.size >= HEAVY);
        let tears = (next.torn, common(before.form, next.form));
        if is_full && best.is_none_or(|(least, _)| tears <= least) {
            best = Some((tears, place + 1));
        }
    }
    best.filter(|_| size > RANGE.0).map(|(_, place)| place)
}

fn common(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count()
}

/// The shortest beginning of `next` that is larger than `before`.
fn border<'w>(before: &str, next: &'w str) -> &'w str {
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
    use super::super::super::groups::WordGroup;
    use super::{HEAVY, LEAST, RANGE, Ranges, border};
    use dalil::format::postings::PostingList;

    fn group(forms: &[&str], articles: u32) -> WordGroup {
        let list = PostingList::of((0..articles).map(|article| (article * 9, 40)));
        let forms: Vec<String> = forms.iter().map(|form| (*form).to_owned()).collect();
        let postings = forms.iter().map(|_| list.clone()).collect();
        WordGroup { forms, postings, documents: articles, ..WordGroup::default() }
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
        let before = Ranges::new(&groups, 99).borders();
        groups.insert(5_000, group(&[&format!("{}x", groups[4_999].forms[0])], 1));
        let after = Ranges::new(&groups, 99).borders();
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
        let ranges = Ranges::new(&groups, 99);
        assert!(ranges.forms.len() > 9);
        for (index, (own, home)) in groups.iter().zip(&ranges.homes).enumerate() {
            assert_eq!(ranges.groups[home.shard as usize][home.index as usize], index);
            for form in &own.forms {
                assert!(ranges.forms[home.shard as usize].contains(&(form.as_str(), u64::from(home.index))), "{form}");
            }
        }
    }

    #[test]
    fn a_heavy_list_has_few_words_around_it() {
        let mut groups = invented(3_000);
        groups[1_500] = group(&[&groups[1_500].forms[0]], 20_000);
        let ranges = Ranges::new(&groups, 99);
        let home = ranges.homes[1_500];
        let beside: usize = ranges.forms[home.shard as usize].len();
        assert!(beside * 7 < LEAST.max(HEAVY).max(RANGE.1 - RANGE.0), "{beside}");
    }
}
