//! See `dalil_fuzz::engine::damaged_archive`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dalil_fuzz::engine::damaged_archive(data));
