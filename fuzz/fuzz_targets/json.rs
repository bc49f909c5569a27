//! See `dalil_fuzz::format::json`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dalil_fuzz::format::json(data));
