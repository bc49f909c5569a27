//! See `dalil_fuzz::records::feed`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dalil_fuzz::records::feed(data));
