//! See `dalil_fuzz::format::names`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dalil_fuzz::format::names(data));
