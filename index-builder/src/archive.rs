//! A built archive, read from disk: what the browser's host does, done natively.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use dalil::format::base85;
use dalil::format::checksum::Crc32;
use dalil::format::envelope::{Address, Kind, unwrap};
use dalil::format::error::FormatError;
use dalil::format::manifest::Manifest;
use dalil::format::primer;
use dalil::search::answer::Answer;
use dalil::search::article::ArticleAnswer;
use dalil::search::explain::Explanation;
use dalil::search::request::Options;
use dalil::search::similar::SimilarAnswer;
use dalil::search::suggest::SuggestAnswer;
use dalil::search::{Engine, Step};
use flate2::read::DeflateDecoder;

use crate::browse::FOLDER;
use crate::bundle::{Coming, host_code, listed};
use crate::shield::shielded;

/// No shard is larger than this, inflated; a file that claims to be is damaged.
const LARGEST: u64 = 1 << 30;

/// Why an archive can't be read.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// There is none.
    #[error("{0} holds no archive (it has no manifest.js); build one with: dalil build INPUT --out {0}")]
    None(PathBuf),
    /// A file is not there or can't be read.
    #[error("{path} can't be read: {source}; upload or build the archive again")]
    Io {
        /// Which one.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file is not what it should be.
    #[error("{folder}: {source}")]
    Format {
        /// The archive's folder.
        folder: PathBuf,
        /// What is wrong.
        source: FormatError,
    },
}

/// An archive that is open for searching.
#[derive(Debug)]
pub struct Archive {
    folder: PathBuf,
    engine: Engine,
    /// What articles are inflated with; empty where the archive has none or it is damaged.
    primer: Vec<u8>,
}

/// One file, taken out of its envelope.
struct Unwrapped {
    header: String,
    payload: Vec<u8>,
    stored: u64,
    /// The file's text.
    text: String,
}

impl Archive {
    /// Opens the archive in a folder.
    ///
    /// # Errors
    /// Where there is none, or its manifest is damaged or of another format version.
    pub fn open(folder: &Path) -> Result<Self, ArchiveError> {
        let wrong = |source| ArchiveError::Format { folder: folder.to_owned(), source };
        if !folder.join("manifest.js").is_file() {
            return Err(ArchiveError::None(folder.to_owned()));
        }
        let manifest = read(folder, "manifest.js", &[])?;
        let engine = Engine::open(&manifest.header, &manifest.payload).map_err(wrong)?;
        let mut archive = Self { folder: folder.to_owned(), engine, primer: Vec::new() };
        archive.read_primer();
        Ok(archive)
    }

    fn read_primer(&mut self) {
        let address = Address::new(&self.manifest().primer, Kind::Primer, 0);
        if !address.folder.is_empty() {
            let file = self.read(&address).ok().filter(|file| address.check(&file.header, &file.payload).is_ok());
            self.primer = file.map(|file| file.payload).unwrap_or_default();
        }
    }

    /// What the archive says of itself.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        self.engine.manifest()
    }

    /// Answers a query. Shards that can't be had are named in the answer.
    pub fn search(&mut self, query: &str, options: &Options) -> Answer {
        self.answer(|engine| match engine.search(query, options) {
            Step::Answer(answer) => Ok(*answer),
            Step::Need(shards) => Err(shards),
        })
    }

    /// Explains the hits of an answer, in their order.
    pub fn explain(&mut self, query: &str, options: &Options) -> Vec<Explanation> {
        self.answer(|engine| engine.explain(query, options))
    }

    /// Completes what is being typed.
    pub fn suggest(&mut self, text: &str, limit: u32) -> SuggestAnswer {
        self.answer(|engine| engine.suggest(text, limit))
    }

    /// Gives the articles that are nearest to the one with this id.
    pub fn similar(&mut self, id: &str, limit: u32) -> SimilarAnswer {
        self.answer(|engine| engine.similar(id, limit))
    }

    /// Gives the article that has an id.
    pub fn article(&mut self, id: &str) -> ArticleAnswer {
        self.answer(|engine| engine.article(id))
    }

    /// Has what could not be had be looked for again.
    pub fn retry(&mut self) {
        self.engine.retry();
        self.read_primer();
    }

    /// Asks until the engine needs nothing more.
    fn answer<T>(&mut self, ask: impl Fn(&Engine) -> Result<T, Vec<Address>>) -> T {
        loop {
            match ask(&self.engine) {
                Ok(answer) => return answer,
                Err(shards) => shards.into_iter().for_each(|shard| self.fetch(shard)),
            }
        }
    }

    fn fetch(&mut self, address: Address) {
        let accepted = self.read(&address).ok().and_then(|file| {
            // A file whose checksum was made to fit can hold words that the library for them can't stand.
            shielded(|| self.engine.accept(address.clone(), &file.header, &file.payload, file.stored).ok())
        });
        if accepted.is_none() {
            self.engine.fail(address);
        }
    }

    fn read(&self, address: &Address) -> Result<Unwrapped, ArchiveError> {
        let primer = if address.kind == Kind::Articles { self.primer.as_slice() } else { &[] };
        read(&self.folder, &address.path(), primer)
    }

    /// Holds every file to its checksum and returns what is wrong, file by file.
    #[must_use]
    pub fn verify(&self) -> Vec<ArchiveError> {
        // Without the primer no article can be read: that one file is at fault.
        let lacks_primer = self.primer.is_empty() && !self.manifest().primer.is_empty();
        let files = self.manifest().files().into_iter();
        let files = files.filter(|address| !lacks_primer || address.kind != Kind::Articles);
        let files = files.filter_map(|address| self.check(&address).err());
        // Beside a build that was stopped, what it had replaced is whole too.
        let coming = Coming::read(&self.folder);
        let entries = self.manifest().entries.iter();
        let entries = entries.filter_map(|(name, sum)| self.verify_entry(name, *sum, &coming).err());
        let pages = listed(&self.folder).into_iter();
        let pages = pages.filter_map(|(name, sum)| self.verify_entry(&format!("{FOLDER}/{name}"), sum, &coming).err());
        files.chain(entries).chain(pages).collect()
    }

    /// The paths of all files that belong to the archive.
    #[must_use]
    pub fn paths(&self) -> Vec<String> {
        let pages = listed(&self.folder).into_keys().map(|name| format!("{FOLDER}/{name}"));
        self.manifest().paths().into_iter().chain(pages).collect()
    }

    /// Holds one file to its checksum.
    ///
    /// # Errors
    /// Where it is missing, damaged, or another one.
    pub fn check(&self, address: &Address) -> Result<(), ArchiveError> {
        let mut file = self.read(address)?;
        if address.kind == Kind::Engine {
            file.payload.extend(host_code(&file.text).unwrap_or_default().bytes());
        }
        let checked = address.check(&file.header, &file.payload);
        checked.map_err(|source| ArchiveError::Format { folder: self.folder.clone(), source })
    }

    fn verify_entry(&self, name: &str, sum: u32, coming: &Coming) -> Result<(), ArchiveError> {
        let path = self.folder.join(name);
        let bytes = fs::read(&path).map_err(|source| ArchiveError::Io { path, source })?;
        let found = Crc32::new().update(&bytes).value();
        if found == sum || coming.has(name, found) {
            return Ok(());
        }
        Err(damaged(&self.folder, name, "its checksum does not fit"))
    }
}

/// The manifest in a folder, if there is one that this version can read.
#[must_use]
pub fn read_manifest(folder: &Path) -> Option<Manifest> {
    Archive::open(folder).ok().map(|archive| archive.manifest().clone())
}

fn read(folder: &Path, name: &str, primer: &[u8]) -> Result<Unwrapped, ArchiveError> {
    let path = name.split('/').fold(folder.to_owned(), |path, part| path.join(part));
    let bytes = fs::read(&path).map_err(|source| ArchiveError::Io { path, source })?;
    let not_ours =
        || ArchiveError::Format { folder: folder.to_owned(), source: FormatError::NotAShard { file: name.to_owned() } };
    let text = String::from_utf8(bytes).map_err(|_| not_ours())?;
    let (header, data) = unwrap(&text).ok_or_else(not_ours)?;
    let compressed = base85::decode(data).ok_or_else(|| damaged(folder, name, "it is not in base 85"))?;
    let opening = if primer.is_empty() { Vec::new() } else { primer::stored(primer) };
    let mut payload = Vec::new();
    let stream = opening.as_slice().chain(compressed.as_slice());
    let inflated = DeflateDecoder::new(stream).take(LARGEST).read_to_end(&mut payload);
    inflated.map_err(|error| damaged(folder, name, &error.to_string()))?;
    payload.drain(..primer.len().min(payload.len()));
    Ok(Unwrapped { header: header.to_owned(), payload, stored: text.len() as u64, text })
}

fn damaged(folder: &Path, file: &str, reason: &str) -> ArchiveError {
    let source = FormatError::Damaged { file: file.to_owned(), reason: reason.to_owned() };
    ArchiveError::Format { folder: folder.to_owned(), source }
}
