//! See `dalil_fuzz::input::page`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dalil_fuzz::input::page(data));
