//! See `dalil_fuzz::written::spellings`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dalil_fuzz::written::spellings(data));
