//! Tests of Dalil as a whole, run natively: the engine against an obvious implementation, archives against damage, the
//! command line, and relevance on real collections.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that can't go on fails")]

mod archives;
mod bombs;
mod browse;
mod budgets;
mod building;
mod command_line;
mod containers;
mod damage;
mod damage_matrix;
mod digests;
mod disks;
mod encodings;
mod exhaustive;
mod extraction;
mod first_page;
mod hits;
mod hostile;
mod keeper;
mod languages;
mod large_months;
mod layouts;
mod limits;
mod odd_names;
mod one_article;
mod oracle;
mod output;
mod queries;
mod rebuilds;
mod relevance;
mod serving;
mod set_laws;
mod single_file;
mod suggestions;
mod suspicion;
mod together;
