//! See `dalil_fuzz::written::base85`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dalil_fuzz::written::base85(data));
