//! The page, the API and the module, which the binary carries inside it.

use std::collections::BTreeMap;

use dalil::format::checksum::Crc32;
use dalil::format::envelope::{Address, Kind};
use sha2::{Digest, Sha256};

use crate::index::Folder;
use crate::index::folder::{File, encode, short_hash};

macro_rules! built {
    ($name:literal) => {
        concat!(env!("CARGO_MANIFEST_DIR"), "/../www/dist/", $name)
    };
}

const INDEX_HTML: &str = include_str!(built!("index.html"));
const WIDGET: &str = include_str!(built!("widget.js"));
const API: &str = include_str!(built!("dalil.js"));
const API_TYPES: &str = include_str!(built!("dalil.d.ts"));
const HOST: &str = include_str!(built!("host.js"));
const MODULE: &[u8] = include_bytes!(built!("module/dalil_bg.wasm"));

/// Where index.html names the engine's file, so that browsers fetch it early.
const ENGINE_PLACEHOLDER: &str = "{{engine}}";

/// The engine's folder: one script that hands over the module and the code that runs it.
///
/// Each archive brings its own, so that whatever version of widget.js is in a cache somewhere works with it.
pub(super) fn engine() -> Folder {
    let hasher = Sha256::new().chain_update(MODULE).chain_update(HOST);
    let name = format!("engine-{}", short_hash(hasher));
    let address = Address::new(&name, Kind::Engine, 0);
    let header = address.header(&[MODULE, HOST.as_bytes()].concat());
    let data = encode(MODULE);
    let text = format!("Dalil.deliver(\"{header}\",\"{data}\",function(){{{HOST};return host}});\n");
    Folder { name, files: vec![File { address, text }] }
}

/// The host code in the text of an engine.js, as it was put there by [`engine`].
pub(crate) fn host_code(engine: &str) -> Option<&str> {
    engine.split_once(",function(){")?.1.strip_suffix(";return host});\n")
}

/// The files at the top, by name.
pub(super) fn entries(engine: &Folder) -> BTreeMap<&'static str, String> {
    let engine = engine.files.first().map(|file| file.address.path()).unwrap_or_default();
    [
        ("index.html", INDEX_HTML.replace(ENGINE_PLACEHOLDER, &engine)),
        ("widget.js", WIDGET.to_owned()),
        ("dalil.js", API.to_owned()),
        ("dalil.d.ts", API_TYPES.to_owned()),
    ]
    .into()
}

/// The CRC-32 of an entry file.
pub(super) fn checksum(text: &str) -> u32 {
    Crc32::new().update(text.as_bytes()).value()
}
