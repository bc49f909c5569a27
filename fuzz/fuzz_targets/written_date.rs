//! See `dalil_fuzz::input::written_date`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dalil_fuzz::input::written_date(data));
