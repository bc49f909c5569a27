//! Says plainly what to do where the page and the module, which the binary carries inside it, have not been built yet; and names
//! the code, so that what it understood of pages is kept only as long as it stays the same. Finds the languages that
//! the page speaks.

use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What `www` builds and `src/bundle/site.rs` embeds, besides a page and words for each further language.
const EMBEDDED: [&str; 14] = [
    "index.en.html",
    "browse.en.json",
    "widget.js",
    "dalil.js",
    "dalil-offline.js",
    "single.js",
    "dalil.d.ts",
    "view.js",
    "reader.js",
    "timeline.js",
    "many.js",
    "host.js",
    "module/dalil_bg.wasm",
    "module/dalil_bg.deflate",
];

/// All that pages pass through: sources, libraries and their features. The compiler is added, since its library knows letters.
const CODE: [&str; 5] = ["src", "../src", "../Cargo.lock", "../Cargo.toml", "Cargo.toml"];

fn main() {
    name_the_code();
    let dist = Path::new("../www/dist");
    for name in EMBEDDED {
        let file = dist.join(name);
        println!("cargo::rerun-if-changed={}", file.display());
        if !file.is_file() {
            println!(
                "cargo::error=www/dist/{name} is missing: run ./build.sh once, which builds the page and the module"
            );
        }
    }
    list_languages(dist);
}

/// Writes `languages.rs`: of each language but English its page and its words.
fn list_languages(dist: &Path) {
    println!("cargo::rerun-if-changed={}", dist.display());
    let list: String = files(dist).iter().filter_map(|file| language(file)).collect();
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("languages.rs");
    if let Err(error) = fs::write(&out, format!("&[{list}]")) {
        println!("cargo::error={} can't be written: {error}", out.display());
    }
}

/// What to say of the language whose words are in this file.
fn language(file: &Path) -> Option<String> {
    let name = file.file_name()?.to_str()?;
    let tag = name.strip_prefix("words-")?.strip_suffix(".js")?;
    let page = file.with_file_name(format!("index.{tag}.html"));
    let browse = file.with_file_name(format!("browse.{tag}.json"));
    let [page, browse, words] = [page.as_path(), browse.as_path(), file].map(|path| path.canonicalize().ok());
    println!("cargo::rerun-if-changed={}", file.display());
    Some(format!(
        "Language {{ tag: {tag:?}, index_html: include_str!({:?}), browse: include_str!({:?}), words: ({name:?}, include_str!({:?})) }},",
        page?, browse?, words?
    ))
}

fn name_the_code() {
    let mut hasher = DefaultHasher::new();
    for code in CODE {
        println!("cargo::rerun-if-changed={code}");
        for file in files(Path::new(code)) {
            fs::read(file).unwrap_or_default().hash(&mut hasher);
        }
    }
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    Command::new(rustc).arg("-vV").output().map(|version| version.stdout).unwrap_or_default().hash(&mut hasher);
    println!("cargo::rustc-env=DALIL_CODE={:016x}", hasher.finish());
}

/// The files below a path, in the order of their names.
fn files(path: &Path) -> Vec<PathBuf> {
    let Ok(folder) = fs::read_dir(path) else { return vec![path.to_owned()] };
    let mut inside: Vec<PathBuf> = folder.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    inside.sort();
    inside.iter().flat_map(|path| files(path)).collect()
}
