//! See `dalil_fuzz::keeper::config`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dalil_fuzz::keeper::config(data));
