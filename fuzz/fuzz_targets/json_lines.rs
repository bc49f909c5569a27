//! See `dalil_fuzz::records::json_lines`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dalil_fuzz::records::json_lines(data));
