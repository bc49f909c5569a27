//! See `dalil_fuzz::format::envelope`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dalil_fuzz::format::envelope(data));
