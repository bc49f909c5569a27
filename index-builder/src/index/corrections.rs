//! The shards from which typing errors are corrected: all words by their last letters, and by their first ones, and how the
//! frequent ones begin.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

use dalil::format::corrections::{BEGINNING, Spellings, backwards, band_holds, is_correction};
use dalil::format::envelope::Kind;
use rayon::prelude::*;

use super::CompileError;
use super::folder::Payload;
use super::groups::WordGroup;

/// How many bytes the words of a shard have, written out; about half as many are stored. A border is sought from the
/// first number on and made before the second, where neighbours have the fewest last letters in common.
const SHARD: (usize, usize) = (20 << 10, 34 << 10);

/// The same of a shard by first letters.
const WORDS: (usize, usize) = (12 << 10, 20 << 10);

/// More beginnings than these are of no use: what they lead to is rarely meant. They take about 8 KB as stored.
const MOST_BEGINNINGS: usize = 3200;

/// A word with the number of articles that have it or one of its inflections.
type Counted<'g> = (&'g str, u32);

/// Writes the shards of kind `endings` and returns their borders; see [`dalil::format::manifest::Terms::endings`].
pub(super) fn endings(groups: &[WordGroup], payloads: &mut Vec<Payload>) -> Result<Vec<Vec<String>>, CompileError> {
    let mut words: Vec<Counted<'_>> = corrections(groups).collect();
    words.par_sort_unstable_by(|a, b| backwards(a.0, b.0));
    let size: usize = words.iter().map(size).sum();
    let bands = match size {
        0 => return Ok(Vec::new()),
        // All in one shard, whatever their length.
        1.. if size <= SHARD.1 => vec![words],
        _ => (0..2).map(|band| in_band(&words, band)).collect(),
    };
    let mut all_borders = Vec::new();
    let mut shards: Vec<&[Counted<'_>]> = Vec::new();
    for band in &bands {
        let starts = cuts(band, SHARD, common_ending);
        let ends = starts.iter().copied().skip(1).chain([band.len()]);
        shards.extend(starts.iter().zip(ends).filter_map(|(start, end)| band.get(*start..end)));
        let border_at =
            |start: &usize| Some(border(band.get(start.checked_sub(1)?)?.0, band.get(*start)?.0).to_owned());
        all_borders.push(starts.iter().filter_map(border_at).collect());
    }
    payloads.extend(write(Kind::Endings, &shards)?);
    Ok(all_borders)
}

/// Writes the shards of kind `words` and returns their borders.
pub(super) fn words(groups: &[WordGroup], payloads: &mut Vec<Payload>) -> Result<Vec<String>, CompileError> {
    let mut words: Vec<Counted<'_>> = corrections(groups).collect();
    words.par_sort_unstable();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let starts = cuts(&words, WORDS, common_beginning);
    let ends = starts.iter().copied().skip(1).chain([words.len()]);
    let shards: Vec<_> = starts.iter().zip(ends).filter_map(|(start, end)| words.get(*start..end)).collect();
    let neighbours = shards.iter().zip(shards.iter().skip(1));
    let borders = neighbours.filter_map(|(before, next)| Some(super::terms::border(before.last()?.0, next.first()?.0)));
    let borders = borders.map(str::to_owned).collect();
    payloads.extend(write(Kind::Words, &shards)?);
    Ok(borders)
}

fn write(kind: Kind, shards: &[&[Counted<'_>]]) -> Result<Vec<Payload>, CompileError> {
    let write = |(shard, words): (usize, &&[Counted<'_>])| {
        let number = u32::try_from(shard).map_err(|_| CompileError::TooLarge("words"))?;
        Ok(Payload { kind, number, bytes: Spellings::encode(words) })
    };
    shards.par_iter().enumerate().map(write).collect()
}

/// Writes the shard of kind `beginnings` and returns how many there are: one, or none where there is nothing to correct.
pub(super) fn beginnings(groups: &[WordGroup], payloads: &mut Vec<Payload>) -> u32 {
    let mut sums: BTreeMap<&str, u32> = BTreeMap::new();
    for (word, documents) in corrections(groups) {
        // A word of fewer letters begins nothing.
        let Some((last, letter)) = word.char_indices().nth(BEGINNING - 1) else { continue };
        let beginning = word.get(..last + letter.len_utf8()).unwrap_or(word);
        let sum = sums.entry(beginning).or_default();
        *sum = sum.saturating_add(documents);
    }
    if sums.is_empty() {
        return 0;
    }
    let mut frequent: Vec<Counted<'_>> = sums.into_iter().collect();
    frequent.sort_by_key(|(_, documents)| Reverse(*documents));
    frequent.truncate(MOST_BEGINNINGS);
    payloads.push(Payload { kind: Kind::Beginnings, number: 0, bytes: Spellings::encode(&frequent) });
    1
}

/// Every form that may correct what was typed.
fn corrections(groups: &[WordGroup]) -> impl Iterator<Item = Counted<'_>> {
    let forms = groups.iter().flat_map(|group| group.forms.iter().map(|form| (form.as_str(), group.documents)));
    forms.filter(|(form, _)| is_correction(form))
}

fn size((word, _): &Counted<'_>) -> usize {
    word.len() + 1
}

fn in_band<'g>(words: &[Counted<'g>], band: usize) -> Vec<Counted<'g>> {
    words.iter().copied().filter(|(word, _)| band_holds(band, word.chars().count())).collect()
}

/// Where the shards of a band start, the first one included.
fn cuts(words: &[Counted<'_>], shard: (usize, usize), common: fn(&str, &str) -> usize) -> Vec<usize> {
    let mut starts = vec![0];
    let mut left: usize = words.iter().map(size).sum();
    while left > shard.1 {
        let start = starts.last().copied().unwrap_or_default();
        let Some(next) = next_cut(words, start, shard, common) else { break };
        left -= words.get(start..next).unwrap_or_default().iter().map(size).sum::<usize>();
        starts.push(next);
    }
    starts
}

/// The place in the window of sizes at which neighbours have the fewest letters in common; of equals the last.
fn next_cut(
    words: &[Counted<'_>],
    start: usize,
    shard: (usize, usize),
    common: fn(&str, &str) -> usize,
) -> Option<usize> {
    let mut bytes = 0;
    let mut best = None;
    for (place, pair) in words.windows(2).enumerate().skip(start) {
        let [before, next] = pair else { break };
        bytes += size(before);
        if bytes + size(next) > shard.1 && best.is_some() {
            break;
        }
        let common = common(before.0, next.0);
        if bytes >= shard.0 && best.is_none_or(|(least, _)| common <= least) {
            best = Some((common, place + 1));
        }
    }
    best.map(|(_, place)| place)
}

fn common_ending(a: &str, b: &str) -> usize {
    a.chars().rev().zip(b.chars().rev()).take_while(|(a, b)| a == b).count()
}

fn common_beginning(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count()
}

/// The shortest ending of `next` that comes after `before`, both read backwards.
fn border<'w>(before: &str, next: &'w str) -> &'w str {
    let starts = next.char_indices().rev().filter_map(|(start, _)| next.get(start..));
    let mut endings = starts.filter(|ending| backwards(ending, before) == Ordering::Greater);
    endings.next().unwrap_or(next)
}

#[cfg(test)]
mod tests {
    use super::{MOST_BEGINNINGS, SHARD, beginnings, border, common_ending, cuts, endings, size, words as all_words};
    use crate::index::folder::Payload;
    use crate::index::groups::WordGroup;
    use dalil::format::corrections::{LONG, Spellings, backwards, most_edits};
    use dalil::format::manifest::{Manifest, Terms};

    /// Invented words of 3 to 12 letters, no two alike.
    fn words(count: u32) -> Vec<String> {
        let letter = |n: u32| char::from(b'a' + (n % 26) as u8);
        let word = |n: u32| {
            let mut state = n.wrapping_mul(0x9E37_79B1);
            let mut next = || {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                state >> 24
            };
            let length = 3 + next() % 10;
            (0..length).map(|_| letter(next() * next() / 256)).collect()
        };
        let mut words: Vec<String> = (0..count).map(word).collect();
        words.sort_unstable();
        words.dedup();
        words
    }

    fn compiled(words: &[String]) -> (Manifest, Vec<Payload>) {
        let group = |word: &String| WordGroup { forms: vec![word.into()].into(), documents: 3, ..WordGroup::default() };
        let mut payloads = Vec::new();
        let endings = endings(&words.iter().map(group).collect::<Vec<_>>(), &mut payloads).unwrap();
        (Manifest { terms: Terms { endings, ..Terms::default() }, ..Manifest::default() }, payloads)
    }

    fn holds(payload: &Payload, meant: &str) -> bool {
        let mut found = false;
        Spellings::decode(&payload.bytes).unwrap().visit(&mut |word, _| found |= word == meant);
        found
    }

    #[test]
    fn an_error_in_the_first_letter_leaves_a_word_in_the_shard_of_what_was_typed() {
        let words = words(30_000);
        let (manifest, payloads) = compiled(&words);
        assert_eq!(manifest.terms.ending_shards() as usize, payloads.len());
        assert!(payloads.len() > 6);
        for meant in words.iter().step_by(97).filter(|word| word.len() >= 5) {
            for typed in [format!("é{meant}"), format!("é{}", &meant[1..]), meant[1..].to_owned()] {
                assert!(most_edits(typed.chars().count()) > 0);
                let number = manifest.endings(&typed).unwrap().number;
                assert!(holds(&payloads[number as usize], meant), "{typed} {meant}");
            }
            let twice = format!("éé{meant}");
            let number = manifest.endings(&twice).unwrap().number;
            assert!(twice.chars().count() < LONG || holds(&payloads[number as usize], meant), "{twice} {meant}");
        }
    }

    #[test]
    fn an_error_in_the_last_letters_leaves_a_word_in_the_shard_of_what_was_typed() {
        let words = words(30_000);
        let group = |word: &String| WordGroup { forms: vec![word.into()].into(), documents: 3, ..WordGroup::default() };
        let mut payloads = Vec::new();
        let borders = all_words(&words.iter().map(group).collect::<Vec<_>>(), &mut payloads).unwrap();
        assert!(payloads.len() > 6 && borders.len() + 1 == payloads.len());
        let terms = Terms { words: borders, endings: vec![Vec::new()], ..Terms::default() };
        let manifest = Manifest { terms, ..Manifest::default() };
        for meant in words.iter().step_by(97).filter(|word| word.len() >= 6) {
            for typed in [format!("{meant}é"), format!("{}é", &meant[..meant.len() - 1])] {
                let number = manifest.words(&typed).unwrap().number;
                assert!(holds(&payloads[number as usize], meant), "{typed} {meant}");
            }
        }
        assert!(Manifest::default().words("embassy").is_none());
    }

    #[test]
    fn a_small_archive_has_one_shard_and_an_empty_one_none() {
        let (manifest, payloads) = compiled(&words(1_000));
        assert_eq!((manifest.terms.endings, payloads.len()), (vec![Vec::new()], 1));
        let (manifest, payloads) = compiled(&["1987".to_owned(), "topics=oil".to_owned()]);
        assert!(manifest.terms.endings.is_empty() && payloads.is_empty());
    }

    #[test]
    fn no_shard_is_larger_than_its_size() {
        let words = words(30_000);
        let mut counted: Vec<_> = words.iter().map(|word| (word.as_str(), 1)).collect();
        counted.sort_unstable_by(|a, b| backwards(a.0, b.0));
        let mut starts = cuts(&counted, SHARD, common_ending);
        starts.push(counted.len());
        for shard in starts.windows(2) {
            assert!(counted[shard[0]..shard[1]].iter().map(size).sum::<usize>() <= SHARD.1);
        }
    }

    #[test]
    fn a_new_word_moves_few_borders() {
        let mut words = words(60_000);
        let borders = |words: &[String]| compiled(words).0.terms.endings.concat();
        let before = borders(&words);
        words.push("zzzembassy".to_owned());
        let after = borders(&words);
        let kept = after.iter().filter(|border| before.contains(border)).count();
        assert!(before.len() > 10 && kept + 4 >= after.len(), "{kept} of {}", after.len());
    }

    #[test]
    fn a_border_is_as_short_as_divides_its_neighbours() {
        assert_eq!(border("idea", "globe"), "e");
        assert_eq!(border("office", "trade"), "de");
        assert_eq!(border("de", "trade"), "ade");
    }

    #[test]
    fn beginnings_are_counted_over_all_their_words_and_the_most_frequent_kept() {
        let group =
            |word: String, documents| WordGroup { forms: vec![word.into()].into(), documents, ..WordGroup::default() };
        let rare = (0..9_000_u32).map(|n| {
            let letters = [n / 676 % 26, n / 26 % 26, n % 26].map(|n| char::from(b'a' + n as u8));
            group(format!("z{}y", letters.iter().collect::<String>()), 1)
        });
        let frequent = [("embassy", 5), ("embassies", 4), ("سفارة", 9), ("oil", 900), ("1987", 900)];
        let groups: Vec<_> = frequent.map(|(word, n)| group(word.to_owned(), n)).into_iter().chain(rare).collect();
        let mut payloads = Vec::new();
        assert_eq!(beginnings(&groups, &mut payloads), 1);
        let mut kept = Vec::new();
        Spellings::decode(&payloads[0].bytes).unwrap().visit(&mut |word, class| kept.push((word.to_owned(), class)));
        assert_eq!(kept.len(), MOST_BEGINNINGS);
        assert!(kept.contains(&("emba".to_owned(), 3)) && kept.contains(&("سفار".to_owned(), 3)));
        assert!(!kept.iter().any(|(word, _)| word == "oil" || word == "1987"));
    }
}
