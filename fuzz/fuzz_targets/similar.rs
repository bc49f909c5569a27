//! See `dalil_fuzz::format::similar`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dalil_fuzz::format::similar(data));
