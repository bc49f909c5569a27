//! See `dalil_fuzz::format::dates_of_segment`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dalil_fuzz::format::dates_of_segment(data));
