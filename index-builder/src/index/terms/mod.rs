//! The folder of all that is found by word: ranges of the dictionary with their postings, positions, facets.

mod positions;
mod ranges;

use std::collections::BTreeMap;

use compact_str::CompactString;
use dalil::format::dictionary::{Dictionary, Lists, NewGroup, Place};
use dalil::format::envelope::Kind;
use dalil::format::manifest::{FacetField, Terms};
use rayon::prelude::*;

use super::completions::{self, Sources};
use super::facets::Field;
use super::folder::{Folder, Payload, Sealer};
use super::groups::WordGroup;
use super::{CompileError, corrections, names, variants};
use crate::config::settings::Layout;
pub(super) use ranges::border;
use ranges::{COPIED, COPIED_VARIANT, Range, Ranges};

/// Compiles groups, in the order of their first forms, facets and completions; `further` are shards of other kinds.
pub(super) fn compile(
    mut groups: Vec<WordGroup>,
    fields: &[Field],
    documents: u32,
    completions: &Sources,
    further: Vec<Payload>,
    layout: Layout,
    sealer: Sealer<'_>,
) -> Result<(Terms, Folder), CompileError> {
    let mut payloads = Vec::new();
    let counted: Vec<&Field> = fields.iter().filter(|field| field.is_counted()).collect();
    let variants = variants::find(&groups);
    // That there are any goes on telling words from values of fields.
    let positions = groups.iter_mut().map(|group| group.positions.iter_mut().map(std::mem::take).collect()).collect();
    let ranges = Ranges::new(&groups, &variants.of_groups, documents, layout);
    let positions = positions::place(positions, &ranges, layout, &mut payloads)?;
    dictionary(&groups, &ranges, &positions.places, &variants.of_groups, &mut payloads)?;
    let borders = ranges.borders();
    let spans = facet_shards(&counted, documents, &mut payloads)?;
    // With one range only, every correction is in hand with the word itself.
    let several = !borders.is_empty();
    let endings = if several { corrections::endings(&groups, &mut payloads)? } else { Vec::new() };
    let words = if several { corrections::words(&groups, &mut payloads)? } else { Vec::new() };
    let beginnings = if several { corrections::beginnings(&groups, &mut payloads) } else { 0 };
    let names = names::shards(variants.filed, layout, &mut payloads)?;
    let known = payloads.len();
    let cells = completions::compile(&groups, &borders, completions, layout, &mut payloads)?;
    payloads.extend(further);
    let mut further: BTreeMap<String, u32> = BTreeMap::new();
    for payload in payloads.iter().skip(known) {
        *further.entry(payload.kind.name().to_owned()).or_default() += 1;
    }
    // All is written down; compressing it needs the room.
    drop(ranges);
    drop(groups);
    let folder = sealer.seal("terms", payloads);
    let mut lengths = folder.files.iter().filter(|file| file.address.kind == Kind::Facets);
    let facets = counted.iter().zip(spans).map(|(field, (span, shards))| FacetField {
        name: field.name.clone(),
        values: u32::try_from(field.values.len()).unwrap_or(u32::MAX),
        bytes: lengths.by_ref().take(shards).map(|file| file.text.length()).sum(),
        span,
    });
    let facets = facets.collect();
    let terms = Terms {
        folder: folder.name.clone(),
        borders,
        positions: positions.shards,
        facets,
        endings,
        words,
        names,
        completions: cells,
        further: further.into_iter().collect(),
        beginnings,
    };
    Ok((terms, folder))
}

/// Writes the ranges of the dictionary.
fn dictionary(
    groups: &[WordGroup],
    ranges: &Ranges<'_>,
    positions: &[Place],
    variants: &[Vec<usize>],
    payloads: &mut Vec<Payload>,
) -> Result<(), CompileError> {
    let entry = |index: usize, lists: fn(&WordGroup, Place, u32) -> Lists<'_>, shard: u32| -> Option<NewGroup<'_>> {
        let group = groups.get(index)?;
        let home = ranges.homes.get(index).copied().unwrap_or_default();
        Some(NewGroup {
            documents: group.documents,
            stop: group.stop,
            is_word: !group.positions.is_empty(),
            forms: group.forms.iter().map(CompactString::as_str).collect(),
            lists: lists(group, home, shard),
            positions: positions.get(index).copied().unwrap_or_default(),
            variants: Vec::new(),
        })
    };
    let write = |(shard, range): (usize, &Range<'_>)| {
        let shard = number(shard)?;
        let whole = |index: &usize| {
            let variants = variants.get(*index).into_iter().flatten();
            let variants = variants.filter_map(|variant| entry(*variant, of_variant, shard)).collect();
            Some(NewGroup { variants, ..entry(*index, of_member, shard)? })
        };
        let entries: Vec<_> = range.groups.iter().filter_map(whole).collect();
        let bytes = Dictionary::encode(&range.forms, &entries).map_err(|error| CompileError::Dictionary(error.0))?;
        Ok(Payload { kind: Kind::Dictionary, number: shard, bytes })
    };
    let written: Result<Vec<_>, CompileError> = ranges.ranges.par_iter().enumerate().map(write).collect();
    payloads.extend(written?);
    Ok(())
}

/// Where the lists of a group are that has a form in this range.
fn of_member(group: &WordGroup, home: Place, shard: u32) -> Lists<'_> {
    match (home.shard == shard, group.length() <= COPIED) {
        (true, _) => Lists::Here(&group.postings, &group.echoes),
        (false, true) => Lists::Copy(&group.postings, &group.echoes),
        (false, false) => Lists::Elsewhere(home),
    }
}

/// Where the lists of a group are that is named as the variant of one in this range.
fn of_variant(group: &WordGroup, home: Place, shard: u32) -> Lists<'_> {
    if home.shard != shard && group.length() <= COPIED_VARIANT {
        Lists::Copy(&group.postings, &group.echoes)
    } else {
        Lists::Elsewhere(home)
    }
}

/// Writes each field's shards, one field after the other, and returns for each how many numbers a shard covers, and how many there are.
fn facet_shards(
    fields: &[&Field],
    documents: u32,
    payloads: &mut Vec<Payload>,
) -> Result<Vec<(u32, usize)>, CompileError> {
    let written: Result<Vec<_>, _> = fields.par_iter().map(|field| field.shards(documents)).collect();
    let written = written?;
    let spans = written.iter().map(|(span, shards)| (*span, shards.len())).collect();
    for (index, bytes) in written.into_iter().flat_map(|(_, shards)| shards).enumerate() {
        payloads.push(Payload { kind: Kind::Facets, number: number(index)?, bytes });
    }
    Ok(spans)
}

fn number(count: usize) -> Result<u32, CompileError> {
    u32::try_from(count).map_err(|_| CompileError::TooLarge("words"))
}

#[cfg(test)]
mod tests {
    use dalil::format::postings::PostingList;
    use smallvec::smallvec;

    use super::{COPIED_VARIANT, Lists, Place, WordGroup, of_variant};

    #[test]
    fn a_variant_in_another_range_has_its_lists_beside_the_word_unless_they_are_long() {
        let group = |articles: u32| {
            let list = PostingList::of((0..articles).map(|article| (article, 40)));
            WordGroup { postings: smallvec![list], ..WordGroup::default() }
        };
        let home = Place { shard: 3, index: 1 };
        let (short, long) = (group(COPIED_VARIANT as u32), group(COPIED_VARIANT as u32 + 1));
        assert!(matches!(of_variant(&short, home, 4), Lists::Copy(..)));
        assert!(matches!(of_variant(&short, home, 3), Lists::Elsewhere(_)), "they stand in this very range");
        assert!(matches!(of_variant(&long, home, 4), Lists::Elsewhere(_)));
    }
}
