//! Writes what the small archive's own files hold into the corpus of each decoder: `cargo run --package dalil-fuzz --example
//! seeds`, after a change of the format.

use std::fs;
use std::path::Path;

use dalil::format::base85;
use dalil::format::envelope::{Kind, wrap};
use dalil_fuzz::archive::{File, HELD};

/// The target that reads files of this kind.
fn target(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Manifest => "manifest",
        Kind::Dictionary => "dictionary",
        Kind::Positions => "positions",
        Kind::Facets => "facets",
        Kind::Endings | Kind::Words | Kind::Beginnings => "spellings",
        Kind::Names => "names",
        Kind::Articles => "articles",
        Kind::Dates => "dates_of_segment",
        Kind::Completions => "completions",
        Kind::Ids => "ids",
        Kind::Similar => "similar",
        Kind::Primer | Kind::Engine => return None,
    })
}

fn main() -> std::io::Result<()> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for File { address, header, payload } in HELD.shards.iter().chain([&HELD.manifest]) {
        if let Some(target) = target(address.kind) {
            let name = format!("seed-{}-{}", address.kind.name(), address.number);
            fs::write(corpus.join(target).join(name), payload)?;
        }
        if address.kind == Kind::Names {
            // Its data is not compressed here: the envelope does not look so far.
            fs::write(corpus.join("envelope/seed-wrapped"), wrap(header, &base85::encode(payload)))?;
        }
    }
    Ok(())
}
