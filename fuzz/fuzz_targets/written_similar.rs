//! See `dalil_fuzz::written::similar`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dalil_fuzz::written::similar(data));
