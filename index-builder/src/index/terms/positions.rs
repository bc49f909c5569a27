//! The shards of kind `positions`.

use dalil::format::dictionary::Place;
use dalil::format::envelope::Kind;
use dalil::format::postings::{PositionList, Positions};
use rayon::prelude::*;

use super::super::CompileError;
use super::super::folder::Payload;
use super::super::groups::OfForms;
use super::number;
use super::ranges::Ranges;
use crate::config::settings::Layout;

/// How many bytes a shard has; about seven tenths of them when compressed. It ends with a range of the dictionary from the
/// first number on, and before the list that exceeds the second.
const SHARD: (usize, usize) = (32 << 10, 48 << 10);

/// Where the positions of all groups are.
pub(super) struct Placed {
    /// By group, where those of its first form are; those of the others follow.
    pub(super) places: Vec<Place>,
    pub(super) shards: u32,
}

/// Puts the positions, by group, into shards, in the order in which the ranges of the dictionary have their groups' lists, so
/// that most places follow from the one before.
pub(super) fn place(
    mut groups: Vec<OfForms<PositionList>>,
    ranges: &Ranges<'_>,
    layout: Layout,
    payloads: &mut Vec<Payload>,
) -> Result<Placed, CompileError> {
    let mut places = vec![Place::default(); groups.len()];
    let mut shards: Vec<Vec<PositionList>> = Vec::new();
    let (least, most) = (SHARD.0 * layout.times(), SHARD.1 * layout.times());
    let (mut size, mut is_border) = (most, true);
    for (range, members) in (0..).zip(&ranges.ranges) {
        for index in &members.groups {
            let is_home = ranges.homes.get(*index).is_some_and(|home| home.shard == range);
            let Some((lists, place)) = groups.get_mut(*index).filter(|_| is_home).zip(places.get_mut(*index)) else {
                continue;
            };
            let own: usize = lists.iter().map(|list| list.as_bytes().len()).sum();
            if lists.is_empty() {
                continue;
            }
            if size + own > most || (is_border && size >= least) {
                shards.push(Vec::new());
                size = 0;
            }
            (size, is_border) = (size + own, false);
            let shard = number(shards.len().saturating_sub(1))?;
            if let Some(last) = shards.last_mut() {
                *place = Place { shard, index: number(last.len())? };
                last.extend(lists.drain(..));
            }
        }
        is_border = true;
    }
    drop(groups);
    let count = number(shards.len())?;
    // Each shard's lists are given back as soon as it is written.
    let write = |(shard, lists): (usize, Vec<PositionList>)| {
        Ok(Payload { kind: Kind::Positions, number: number(shard)?, bytes: Positions::encode(&lists) })
    };
    let written: Result<Vec<_>, CompileError> = shards.into_par_iter().enumerate().map(write).collect();
    payloads.extend(written?);
    Ok(Placed { places, shards: count })
}
