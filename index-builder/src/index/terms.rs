//! The folder of all that is found by word: ranges of the dictionary, postings, positions, facets.

use std::collections::BTreeMap;

use dalil::format::checksum::Crc32;
use dalil::format::dictionary::{Dictionary, Group, Place};
use dalil::format::envelope::Kind;
use dalil::format::manifest::{FacetField, Terms};
use dalil::format::postings::{Positions, Postings};
use rayon::prelude::*;
use serde::Serialize;

use super::completions::{self, Sources};
use super::facets::Field;
use super::folder::{Folder, Payload};
use super::groups::{WordGroup, by_form};
use super::{CompileError, corrections, names, variants};

/// A group with at most so many postings carries them in the dictionary and saves a round.
const FEW_POSTINGS: usize = 12;
/// About how many bytes of JSON a shard has before compression: a border is sought from the first number on and made at
/// the second.
const SHARD: (usize, usize) = (8 << 10, 24 << 10);
/// A border is made at one word of so many, by its hash: by content, so that a new word moves few borders.
const BORDER_EVERY: u32 = 32;

/// Cuts a sequence into shards by size and content.
#[derive(Default)]
struct Cutter {
    size: usize,
}

impl Cutter {
    /// Whether a shard ends before an item of this size whose first word is this.
    fn cuts_before(&mut self, size: usize, word: &str) -> bool {
        let border = self.size >= SHARD.0 && is_border(word);
        let cuts = self.size > 0 && (border || self.size + size > SHARD.1);
        self.size = if cuts { size } else { self.size + size };
        cuts
    }
}

/// The multiplication mixes the checksum, which alone follows a pattern in words that differ by their last letters.
fn is_border(word: &str) -> bool {
    let mixed = Crc32::new().update(word.as_bytes()).value().wrapping_mul(0x9E37_79B1);
    (mixed >> 16).is_multiple_of(BORDER_EVERY)
}

/// Compiles groups, in the order of their first forms, facets and completions; `further` are shards of other kinds.
pub(super) fn compile(
    groups: Vec<WordGroup>,
    fields: &[Field],
    documents: u32,
    completions: &Sources,
    further: Vec<Payload>,
) -> Result<(Terms, Folder), CompileError> {
    let mut payloads = Vec::new();
    let counted: Vec<&Field> = fields.iter().filter(|field| field.is_counted()).collect();
    let (postings, postings_count) = place(&groups, Kind::Postings, &mut payloads)?;
    let (positions, positions_count) = place(&groups, Kind::Positions, &mut payloads)?;
    let variants = variants::find(&groups);
    let borders = dictionary(&groups, &postings, &positions, &variants.of_groups, &mut payloads)?;
    let blocks = facet_shards(&counted, documents, &mut payloads)?;
    // With one range only, every correction is in hand with the word itself.
    let several = !borders.is_empty();
    let endings = if several { corrections::endings(&groups, &mut payloads)? } else { Vec::new() };
    let beginnings = if several { corrections::beginnings(&groups, &mut payloads) } else { 0 };
    let names = names::shards(variants.filed, &mut payloads)?;
    let known = payloads.len();
    let cells = completions::compile(&groups, &postings, &borders, completions, &mut payloads)?;
    payloads.extend(further);
    let mut further: BTreeMap<String, u32> = BTreeMap::new();
    for payload in payloads.iter().skip(known) {
        *further.entry(payload.kind.name().to_owned()).or_default() += 1;
    }
    let folder = Folder::seal("terms", payloads);
    let facets = counted.iter().enumerate().map(|(index, field)| {
        let own = index * blocks..(index + 1) * blocks;
        let shards = folder.files.iter().filter(|file| file.address.kind == Kind::Facets);
        let bytes = shards.skip(own.start).take(own.len()).map(|file| file.text.len() as u64).sum();
        FacetField { name: field.name.clone(), values: u32::try_from(field.values.len()).unwrap_or(u32::MAX), bytes }
    });
    let facets = facets.collect();
    let terms = Terms {
        folder: folder.name.clone(),
        borders,
        postings: postings_count,
        positions: positions_count,
        facets,
        endings,
        names,
        completions: cells,
        further: further.into_iter().collect(),
        beginnings,
    };
    Ok((terms, folder))
}

/// Puts the groups' lists of one kind into shards and tells each group's place, `None` where it has none there.
fn place(
    groups: &[WordGroup],
    kind: Kind,
    payloads: &mut Vec<Payload>,
) -> Result<(Vec<Option<Place>>, u32), CompileError> {
    let mut places = vec![None; groups.len()];
    let mut shards: Vec<Vec<usize>> = Vec::new();
    let mut cutter = Cutter::default();
    for (index, group) in groups.iter().enumerate() {
        let size = match kind {
            Kind::Postings if group.length() <= FEW_POSTINGS => continue,
            Kind::Postings => json_size(group.postings.iter().flat_map(|list| &list.0)),
            _ if group.positions.is_empty() => continue,
            _ => json_size(group.positions.iter().flat_map(|list| &list.0)),
        };
        let first = group.forms.first().map(String::as_str).unwrap_or_default();
        if cutter.cuts_before(size, first) || shards.is_empty() {
            shards.push(Vec::new());
        }
        let shard = number(shards.len() - 1)?;
        if let (Some(place), Some(last)) = (places.get_mut(index), shards.last_mut()) {
            *place = Some(Place { shard, index: number(last.len())? });
            last.push(index);
        }
    }
    let of = |index: &usize| groups.get(*index);
    let write = |(shard, members): (usize, &Vec<usize>)| {
        let members = members.iter().filter_map(of);
        let bytes = match kind {
            Kind::Postings => json(&Postings { groups: members.map(|group| group.postings.clone()).collect() }),
            _ => json(&Positions { groups: members.map(|group| group.positions.clone()).collect() }),
        };
        Ok(Payload { kind, number: number(shard)?, bytes: bytes? })
    };
    let written: Result<Vec<_>, CompileError> = shards.par_iter().enumerate().map(write).collect();
    payloads.extend(written?);
    Ok((places, number(shards.len())?))
}

/// About the length of these numbers as JSON.
fn json_size<'n>(numbers: impl Iterator<Item = &'n u32>) -> usize {
    numbers.map(|number| 2 + number.checked_ilog10().unwrap_or(0) as usize).sum::<usize>() + 4
}

/// Writes the ranges of the dictionary and returns the borders between them.
fn dictionary(
    groups: &[WordGroup],
    postings: &[Option<Place>],
    positions: &[Option<Place>],
    variants: &[Vec<usize>],
    payloads: &mut Vec<Payload>,
) -> Result<Vec<String>, CompileError> {
    let entry = |index: usize| -> Option<Group> {
        let mut entry = bare(groups, postings, positions, index)?;
        if entry.forms.len() == 1 {
            entry.forms.clear();
        }
        let variants = variants.get(index).into_iter().flatten();
        entry.variants = variants.filter_map(|variant| bare(groups, postings, positions, *variant)).collect();
        Some(entry)
    };
    let forms = by_form(groups);
    let mut ranges: Vec<Vec<(&str, usize)>> = vec![Vec::new()];
    let mut borders = Vec::new();
    let mut cutter = Cutter::default();
    let mut before: &str = "";
    for (form, index) in forms {
        let group = groups.get(index);
        // Forms that share a group share its size.
        let size = form.len()
            + group.map_or(0, |group| (30 + group.length().min(FEW_POSTINGS) * 8) / group.forms.len().max(1));
        if cutter.cuts_before(size, form) {
            ranges.push(Vec::new());
            borders.push(border(before, form).to_owned());
        }
        if let Some(range) = ranges.last_mut() {
            range.push((form, index));
        }
        before = form;
    }
    let write = |(shard, range): (usize, &Vec<(&str, usize)>)| {
        let mut members: Vec<usize> = range.iter().map(|(_, index)| *index).collect();
        members.sort_unstable();
        members.dedup();
        let own = |index: &usize| members.binary_search(index).unwrap_or_default() as u64;
        let words: Vec<_> = range.iter().map(|(form, index)| (*form, own(index))).collect();
        let entries: Vec<_> = members.iter().filter_map(|index| entry(*index)).collect();
        let bytes = Dictionary::encode(&words, &entries).map_err(|error| CompileError::Dictionary(error.0))?;
        Ok(Payload { kind: Kind::Dictionary, number: number(shard)?, bytes })
    };
    let written: Result<Vec<_>, CompileError> = ranges.par_iter().enumerate().map(write).collect();
    payloads.extend(written?);
    Ok(borders)
}

/// A group's entry, with all its forms and without variants.
fn bare(groups: &[WordGroup], postings: &[Option<Place>], positions: &[Option<Place>], index: usize) -> Option<Group> {
    let group = groups.get(index)?;
    let place = postings.get(index).copied().flatten();
    Some(Group {
        documents: group.documents,
        stop: group.stop,
        forms: group.forms.clone(),
        postings: if place.is_some() { Vec::new() } else { group.postings.clone() },
        place: place.unwrap_or_default(),
        positions: positions.get(index).copied().flatten(),
        variants: Vec::new(),
    })
}

/// The shortest beginning of `next` that is larger than `before`.
fn border<'w>(before: &str, next: &'w str) -> &'w str {
    let ends = next.char_indices().map(|(start, character)| start + character.len_utf8());
    ends.filter_map(|end| next.get(..end)).find(|beginning| *beginning > before).unwrap_or(next)
}

/// Writes each field's blocks, one field after the other, and returns how many blocks a field has.
fn facet_shards(fields: &[&Field], documents: u32, payloads: &mut Vec<Payload>) -> Result<usize, CompileError> {
    let blocks: Vec<_> = fields.par_iter().map(|field| field.blocks(documents)).collect();
    let each = blocks.first().map_or(0, Vec::len);
    for (index, block) in blocks.iter().flatten().enumerate() {
        payloads.push(Payload { kind: Kind::Facets, number: number(index)?, bytes: json(block)? });
    }
    Ok(each)
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, CompileError> {
    Ok(serde_json::to_vec(value)?)
}

fn number(count: usize) -> Result<u32, CompileError> {
    u32::try_from(count).map_err(|_| CompileError::TooLarge("words"))
}

#[cfg(test)]
mod tests {
    use super::{Cutter, SHARD, border};

    #[test]
    fn a_border_is_as_short_as_divides_its_neighbours() {
        assert_eq!(border("embargo", "embassy"), "embas");
        assert_eq!(border("dog", "embassy"), "e");
        assert_eq!(border("emb", "embassy"), "emba");
        assert_eq!(border("caf", "café"), "café");
    }

    #[test]
    fn a_new_word_moves_few_borders() {
        let words: Vec<String> = (0..20_000).map(|n| format!("word{n:06}")).collect();
        let borders = |words: &[String]| {
            let mut cutter = Cutter::default();
            words.iter().filter(|word| cutter.cuts_before(40, word)).cloned().collect::<Vec<_>>()
        };
        let before = borders(&words);
        let mut more = words.clone();
        more.insert(5_000, "word004999x".to_owned());
        let after = borders(&more);
        let kept = after.iter().filter(|border| before.contains(border)).count();
        assert!(before.len() > 20 && kept + 3 >= after.len(), "{kept} of {}", after.len());
    }

    #[test]
    fn no_shard_grows_beyond_its_size_but_by_one_item() {
        let mut cutter = Cutter::default();
        let mut size = 0;
        for word in (0..10_000).map(|n| n.to_string()) {
            size = if cutter.cuts_before(100, &word) { 100 } else { size + 100 };
            assert!(size <= SHARD.1);
        }
    }
}
