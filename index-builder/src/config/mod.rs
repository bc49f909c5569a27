//! `dalil.toml`: what the keeper knows better.
