//! See `dalil_fuzz::input::path_clues`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dalil_fuzz::input::path_clues(data));
