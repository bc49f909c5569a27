//! What the keeper writes.

use std::path::Path;

use index_builder::config::Config;

/// `dalil.toml`: followed, or refused in words.
pub fn config(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    match Config::parse(&text, Path::new("dalil.toml")) {
        Ok(config) => drop(config.unused()),
        Err(error) => assert!(error.to_string().contains("dalil.toml"), "{error}"),
    }
}
