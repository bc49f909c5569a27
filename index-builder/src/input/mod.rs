//! TEMPORARY stand-in: JSON lines only.
#![allow(missing_docs)]
use crate::article::Article;
use std::path::PathBuf;
#[derive(Default)]
pub struct InputOptions {
    pub output: Option<PathBuf>,
}
#[derive(serde::Serialize, Default)]
pub struct Report {
    pub problems: Vec<String>,
}
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct InputError(pub String);
pub struct Reading {
    pub articles: Vec<Article>,
    pub report: Report,
}
pub fn read(inputs: &[PathBuf], _: &InputOptions, p: &dyn Fn(u64)) -> Result<Reading, InputError> {
    let mut articles = Vec::new();
    for input in inputs {
        let text = std::fs::read_to_string(input).map_err(|e| InputError(format!("{}: {e}", input.display())))?;
        let page = input.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        for line in text.lines() {
            let Ok(serde_json::Value::Object(o)) = serde_json::from_str::<serde_json::Value>(line) else { continue };
            let mut a = Article { page: page.clone(), confidence: 1.0, ..Article::default() };
            for (k, v) in o {
                let vs: Vec<String> = match v {
                    serde_json::Value::String(s) if !s.is_empty() => vec![s],
                    serde_json::Value::Array(l) => {
                        l.into_iter().filter_map(|x| x.as_str().map(str::to_owned)).collect()
                    }
                    _ => continue,
                };
                if vs.is_empty() {
                    continue;
                }
                let one = vs[0].clone();
                match k.as_str() {
                    "id" => a.id = one,
                    "title" => a.title = Some(one),
                    "text" => a.text = one,
                    "date" => a.date = Some(one),
                    "url" => a.url = Some(one),
                    "language" => a.language = Some(one),
                    "source" => a.source = vs,
                    "section" => a.section = vs,
                    "byline" => a.byline = vs,
                    _ => {
                        a.metadata.insert(k, vs);
                    }
                }
            }
            articles.push(a);
        }
        p(articles.len() as u64);
    }
    Ok(Reading { articles, report: Report::default() })
}
