//! See `dalil_fuzz::format::positions`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dalil_fuzz::format::positions(data));
