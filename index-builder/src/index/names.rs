//! The shards of kind `names`: the archive's names by their sounds.

use std::collections::BTreeMap;

use dalil::format::envelope::Kind;
use dalil::format::names::register::Register;
use rayon::prelude::*;

use super::CompileError;
use super::folder::Payload;
use crate::config::settings::Layout;

/// A shard has at least so many bytes of JSON, and about this much at most.
const SHARD: usize = 16 << 10;
/// So many forms are filed under one key: what a reader's spelling is near to is among the most frequent.
const MOST_FORMS: usize = 256;

/// Writes the shards and returns the first key of each.
pub(super) fn shards(
    filed: BTreeMap<String, Vec<String>>,
    layout: Layout,
    payloads: &mut Vec<Payload>,
) -> Result<Vec<String>, CompileError> {
    let mut registers: Vec<Register> = Vec::new();
    let most = SHARD * layout.times();
    let mut size = most;
    for (key, mut forms) in filed {
        forms.truncate(MOST_FORMS);
        if size >= most {
            registers.push(Register::default());
            size = 0;
        }
        size += key.len() + 6 + forms.iter().map(|form| form.len() + 3).sum::<usize>();
        if let Some(register) = registers.last_mut() {
            register.keys.push(key);
            register.forms.push(forms);
        }
    }
    let write = |(number, register): (usize, &Register)| {
        let number = u32::try_from(number).map_err(|_| CompileError::TooLarge("names"))?;
        Ok(Payload { kind: Kind::Names, number, bytes: serde_json::to_vec(register)? })
    };
    let written: Result<Vec<_>, CompileError> = registers.par_iter().enumerate().map(write).collect();
    payloads.extend(written?);
    Ok(registers.into_iter().filter_map(|register| register.keys.into_iter().next()).collect())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use dalil::format::manifest::{Manifest, Terms};
    use dalil::format::names::register::Register;

    use super::shards;
    use crate::config::settings::Layout;

    #[test]
    fn every_key_is_found_in_the_shard_to_which_the_manifest_leads() {
        let filed: BTreeMap<String, Vec<String>> =
            (0..5000).map(|n| (format!("k{n:04}"), vec![format!("name{n}"), "another".to_owned()])).collect();
        let mut payloads = Vec::new();
        let names = shards(filed.clone(), Layout::Web, &mut payloads).unwrap();
        assert!(names.len() > 5 && names.len() == payloads.len());
        let manifest = Manifest { terms: Terms { names, ..Terms::default() }, ..Manifest::default() };
        for (key, forms) in filed {
            let address = manifest.names(&key).unwrap();
            assert_eq!(Register::decode(&payloads[address.number as usize].bytes).unwrap().under(&key), forms);
        }
    }
}
