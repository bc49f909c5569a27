//! The engine's face in the browser. The host fetches; this module only reads and answers.
//!
//! Requests and answers go in and out as JSON: reading and writing it here is small, and the browser's own `JSON` is fast.

use js_sys::Error;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::format::envelope::Address;
use crate::format::json::Writer;
use crate::search::request::Options;
use crate::search::{Engine, Step};

/// Half as large as the standard library's.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// One archive, open for searching.
#[wasm_bindgen(js_name = Engine)]
#[derive(Debug)]
pub struct ModuleEngine {
    engine: Engine,
}

#[wasm_bindgen(js_class = Engine)]
impl ModuleEngine {
    /// Opens an archive by header and inflated payload of its `manifest.js`.
    ///
    /// # Errors
    /// An `Error` that says in plain words why the archive can't be opened.
    #[wasm_bindgen(constructor)]
    pub fn new(header: &str, payload: &[u8]) -> Result<Self, Error> {
        let engine = Engine::open(header, payload).map_err(|error| Error::new(&error.message()))?;
        Ok(Self { engine })
    }

    /// What the archive says of itself: `[title, notices, articles]`, the last their number.
    ///
    /// # Errors
    /// An `Error` where it can't be handed over.
    pub fn about(&self) -> Result<JsValue, Error> {
        let manifest = self.engine.manifest();
        let about = (manifest.title.as_deref(), &manifest.notices, manifest.articles);
        // The serializer that makes null of None.
        about.serialize(&Serializer::json_compatible()).map_err(|_| Error::new("the title can't be handed over"))
    }

    /// Runs a search as far as the shards held allow: `{ need: [path, ...] }` or `{ answer }` as JSON. `options` are JSON, too.
    ///
    /// # Errors
    /// An `Error` where the options are not what they should be.
    pub fn search(&mut self, query: &str, options: &str) -> Result<String, Error> {
        let step = self.step(query, options);
        step.map_err(|reason| Error::new(&["the options of a search: ", &reason].concat()))
    }

    fn step(&self, query: &str, options: &str) -> Result<String, String> {
        let options = Options::decode(options.as_bytes())?;
        Ok(match self.engine.search(query, &options) {
            Step::Need(shards) => need(&shards),
            Step::Answer(answer) => answered(&mut |out| answer.write(out)),
        })
    }

    /// Completes what is being typed, as far as the shards held allow; the result is as that of a search.
    pub fn suggest(&mut self, text: &str, limit: u32) -> String {
        let step = self.engine.suggest(text, limit);
        step.map_or_else(|shards| need(&shards), |answer| answered(&mut |out| answer.write(out)))
    }

    /// Gives the articles that are nearest to one, as far as the shards held allow; the result is as that of a search.
    pub fn similar(&mut self, id: &str, limit: u32) -> String {
        let step = self.engine.similar(id, limit);
        step.map_or_else(|shards| need(&shards), |answer| answered(&mut |out| answer.write(out)))
    }

    /// Gives an article, as far as the shards held allow; the result is as that of a search.
    pub fn article(&mut self, id: &str) -> String {
        let step = self.engine.article(id);
        step.map_or_else(|shards| need(&shards), |answer| answered(&mut |out| answer.write(out)))
    }

    /// Hands over a shard; `stored` is the file's length in bytes as it lies on the host.
    ///
    /// # Errors
    /// An `Error` that names the file where it is damaged or another one.
    pub fn accept(&mut self, path: &str, header: &str, payload: &[u8], stored: f64) -> Result<(), Error> {
        let address = address(path)?;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates")]
        let accepted = self.engine.accept(address, header, payload, stored as u64);
        accepted.map_err(|error| Error::new(&error.message()))
    }

    /// Says that a shard can't be had: searches answer without it and name it.
    ///
    /// # Errors
    /// An `Error` where the path is none of an archive's.
    pub fn fail(&mut self, path: &str, reason: &str) -> Result<(), Error> {
        web_sys::console::warn_1(&JsValue::from_str(&["Dalil: ", path, " can't be had: ", reason].concat()));
        self.engine.fail(address(path)?);
        Ok(())
    }

    /// Forgets which shards could not be had, so that the next search asks for them again.
    pub fn retry(&mut self) {
        self.engine.retry();
    }
}

/// A step that needs shards: `{ need: [path, ...] }`.
fn need(shards: &[Address]) -> String {
    let mut step = Writer::default();
    step.open('{');
    step.key("need");
    step.open('[');
    for shard in shards {
        step.text(&shard.path());
    }
    step.close(']');
    step.close('}');
    step.finish()
}

/// The last step: `{ answer }`.
fn answered(write: &mut dyn FnMut(&mut Writer)) -> String {
    let mut step = Writer::default();
    step.open('{');
    step.key("answer");
    write(&mut step);
    step.close('}');
    step.finish()
}

fn address(path: &str) -> Result<Address, Error> {
    Address::parse(path).ok_or_else(|| Error::new(&[path, " is not a file of a Dalil archive"].concat()))
}
