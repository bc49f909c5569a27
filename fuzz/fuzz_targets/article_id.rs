//! See `dalil_fuzz::engine::article_id`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dalil_fuzz::engine::article_id(data));
