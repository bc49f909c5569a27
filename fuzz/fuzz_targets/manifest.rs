//! See `dalil_fuzz::format::manifest`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dalil_fuzz::format::manifest(data));
