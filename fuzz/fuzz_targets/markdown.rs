//! See `dalil_fuzz::input::markdown`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dalil_fuzz::input::markdown(data));
