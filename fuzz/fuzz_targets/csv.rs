//! See `dalil_fuzz::records::csv`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dalil_fuzz::records::csv(data));
