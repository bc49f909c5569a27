//! The engine's face in the browser. The host fetches; this module only reads and answers.

use js_sys::{Array, Error, Object, Reflect, Uint8Array};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::format::envelope::Address;
use crate::search::request::Options;
use crate::search::{Engine, Step};

/// One archive, open for searching.
#[wasm_bindgen(js_name = Engine)]
#[derive(Debug)]
pub struct ModuleEngine {
    engine: Engine,
    /// Milliseconds spent computing.
    spent: f64,
}

#[derive(Serialize)]
struct About<'m> {
    title: Option<&'m str>,
    notices: &'m [String],
}

#[wasm_bindgen(js_class = Engine)]
impl ModuleEngine {
    /// Opens an archive by header and inflated payload of its `manifest.js`.
    ///
    /// # Errors
    /// An `Error` that says in plain words why the archive can't be opened.
    #[wasm_bindgen(constructor)]
    pub fn new(header: &str, payload: &Uint8Array) -> Result<Self, Error> {
        let start = now();
        let engine = Engine::open(header, &payload.to_vec()).map_err(said)?;
        Ok(Self { engine, spent: now() - start })
    }

    /// What the archive says of itself: `{ title, notices }`.
    ///
    /// # Errors
    /// An `Error` where it can't be handed over.
    pub fn about(&self) -> Result<JsValue, Error> {
        let manifest = self.engine.manifest();
        let about = About { title: manifest.title.as_deref(), notices: &manifest.notices };
        about.serialize(&Serializer::json_compatible()).map_err(said)
    }

    /// Runs a search as far as the shards held allow: `{ need: [path, ...] }` or `{ answer }`.
    ///
    /// # Errors
    /// An `Error` where the options are not what they should be.
    pub fn search(&mut self, query: &str, options: JsValue) -> Result<Object, Error> {
        let start = now();
        let step = self.step(query, options);
        self.spent += now() - start;
        step
    }

    fn step(&self, query: &str, options: JsValue) -> Result<Object, Error> {
        let options: Options = match options.is_undefined() || options.is_null() {
            true => Options::default(),
            false => serde_wasm_bindgen::from_value(options).map_err(said)?,
        };
        let (name, value) = match self.engine.search(query, &options) {
            Step::Need(shards) => {
                let paths: Array = shards.iter().map(|shard| JsValue::from_str(&shard.path())).collect();
                ("need", JsValue::from(paths))
            }
            Step::Answer(answer) => ("answer", answer.serialize(&Serializer::json_compatible()).map_err(said)?),
        };
        let step = Object::new();
        Reflect::set(&step, &JsValue::from_str(name), &value)
            .map_err(|_| Error::new("the answer can't be handed over"))?;
        Ok(step)
    }

    /// Hands over a shard; `stored` is the file's length in bytes as it lies on the host.
    ///
    /// # Errors
    /// An `Error` that names the file where it is damaged or another one.
    pub fn accept(&mut self, path: &str, header: &str, payload: &Uint8Array, stored: f64) -> Result<(), Error> {
        let start = now();
        let address = address(path)?;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates")]
        let accepted = self.engine.accept(address, header, &payload.to_vec(), stored as u64);
        self.spent += now() - start;
        accepted.map_err(said)
    }

    /// Says that a shard can't be had: searches answer without it and name it.
    ///
    /// # Errors
    /// An `Error` where the path is none of an archive's.
    pub fn fail(&mut self, path: &str, reason: &str) -> Result<(), Error> {
        web_sys::console::warn_1(&JsValue::from_str(&format!("Dalil: {path} can't be had: {reason}")));
        self.engine.fail(address(path)?);
        Ok(())
    }

    /// The milliseconds that it has spent computing since it was opened, for measuring.
    #[wasm_bindgen(getter)]
    pub fn spent(&self) -> f64 {
        self.spent
    }

    /// Forgets which shards could not be had, so that the next search asks for them again.
    pub fn retry(&mut self) {
        self.engine.retry();
    }
}

/// The time in milliseconds from an arbitrary start; stands still where the browser has no clock.
fn now() -> f64 {
    let clock = Reflect::get(&js_sys::global(), &JsValue::from_str("performance")).ok();
    clock.and_then(|clock| clock.dyn_into::<web_sys::Performance>().ok()).map_or(0.0, |clock| clock.now())
}

fn address(path: &str) -> Result<Address, Error> {
    Address::parse(path).ok_or_else(|| Error::new(&format!("{path} is not a file of a Dalil archive")))
}

fn said(error: impl core::fmt::Display) -> Error {
    Error::new(&error.to_string())
}
