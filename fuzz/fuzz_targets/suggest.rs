//! See `dalil_fuzz::engine::suggest`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dalil_fuzz::engine::suggest(data));
