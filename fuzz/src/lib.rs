//! What fuzzers call: everything of Dalil that reads bytes of strangers, each as one function of bytes.
//!
//! A target panics where Dalil does, and where an answer can't be true. `tests/corpus.rs` calls all of them on the kept
//! corpus; `fuzz_targets/` has libFuzzer call one of them.

pub mod archive;
pub mod engine;
pub mod format;
pub mod input;
pub mod keeper;
pub mod records;
pub mod written;

use std::sync::Once;

use index_builder::shield::keep_quiet_about_shielded_panics;

/// libFuzzer ends at the first panic that is told. Those of libraries that cost only what they were asked are none to us.
pub fn quietly() {
    static QUIET: Once = Once::new();
    QUIET.call_once(keep_quiet_about_shielded_panics);
}

/// A target: its name, which is that of its corpus and of its file in `fuzz_targets/`, and what it does.
pub type Target = (&'static str, fn(&[u8]));

/// All targets.
pub const TARGETS: [Target; 38] = [
    ("manifest", format::manifest),
    ("dictionary", format::dictionary),
    ("positions", format::positions),
    ("articles", format::articles),
    ("facets", format::facets),
    ("dates_of_segment", format::dates_of_segment),
    ("ids", format::ids),
    ("names", format::names),
    ("spellings", format::spellings),
    ("completions", format::completions),
    ("similar", format::similar),
    ("envelope", format::envelope),
    ("json", format::json),
    ("options", engine::options),
    ("query", engine::query),
    ("suggest", engine::suggest),
    ("article_id", engine::article_id),
    ("damaged_archive", engine::damaged_archive),
    ("written_dictionary", written::dictionary),
    ("written_positions", written::positions),
    ("written_similar", written::similar),
    ("written_ids", written::ids),
    ("written_spellings", written::spellings),
    ("written_base85", written::base85),
    ("page", input::page),
    ("markdown", input::markdown),
    ("plain_text", input::plain_text),
    ("encoding", input::encoding),
    ("written_date", input::written_date),
    ("path_clues", input::path_clues),
    ("warc", input::warc),
    ("zip", input::zip),
    ("gzip", input::gzip),
    ("whole_input", input::whole),
    ("csv", records::csv),
    ("json_lines", records::json_lines),
    ("feed", records::feed),
    ("config", keeper::config),
];

/// The target of this name.
#[must_use]
pub fn target(name: &str) -> Option<fn(&[u8])> {
    TARGETS.iter().find(|(known, _)| *known == name).map(|(_, run)| *run)
}
