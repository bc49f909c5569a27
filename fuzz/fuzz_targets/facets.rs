//! See `dalil_fuzz::format::facets`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dalil_fuzz::format::facets(data));
