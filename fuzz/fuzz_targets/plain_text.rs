//! See `dalil_fuzz::input::plain_text`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dalil_fuzz::input::plain_text(data));
