//! `dalil build`: from pages to an archive.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde::Serialize;

use super::{CommandError, shown_bytes};
use crate::address::Addresses;
use crate::article::Article;
use crate::bundle::{self, Bundle, Size};
use crate::index;
use crate::progress::Progress;
use crate::reading::{self, InputOptions};
use crate::report::Report;

/// The most problems that are printed one by one; all are in the JSON.
const SHOWN_PROBLEMS: usize = 20;

/// What to build.
#[derive(Clone, Debug)]
pub struct Build {
    /// Files and folders to read.
    pub inputs: Vec<PathBuf>,
    /// The folder to write to.
    pub out: PathBuf,
    /// The folder that keeps what pages said for the next build; `None` keeps nothing.
    pub cache: Option<PathBuf>,
    /// What stands in front of pages' paths in their addresses, instead of the way from `out` to them.
    pub base_url: Option<String>,
    /// Whether one JSON document is printed instead of text.
    pub json: bool,
}

#[derive(Serialize)]
struct Summary<'r> {
    out: &'r Path,
    articles: u32,
    #[serde(flatten)]
    size: Size,
    seconds: f64,
    report: &'r Report,
}

/// Reads, compiles and writes.
///
/// # Errors
/// Where the input can't be read or holds nothing, or the output can't be written. The archive that was there before is
/// then untouched.
pub fn run(build: &Build, out: &mut dyn Write) -> Result<(), CommandError> {
    let start = Instant::now();
    let progress = Progress::new();
    let options =
        InputOptions { output: Some(build.out.clone()), cache: build.cache.clone(), ..InputOptions::default() };
    let reading = reading::read(&build.inputs, &options, &|read| progress.reading(read))?;
    if reading.is_empty() {
        progress.end();
        print_problems(&reading.report);
        let names: Vec<_> = build.inputs.iter().map(|input| input.display().to_string()).collect();
        return Err(CommandError::NoArticle(names.join(", ")));
    }
    bundle::prepare(&build.out)?;
    let addresses = Addresses::new(&build.inputs, &build.out, build.base_url.as_deref());
    progress.compiling(reading.len());
    let articles = reading.articles()?;
    let links = |article: &Article| addresses.links(article, &reading);
    let options = index::Options { title: None, notices: Vec::new(), base: addresses.base().to_owned(), links: &links };
    let index = index::compile(articles, options)?;
    let articles = index.manifest.articles;
    let bundle = Bundle::new(index)?;
    progress.writing();
    bundle.write(&build.out)?;
    progress.end();
    let summary = Summary {
        out: &build.out,
        articles,
        size: bundle.size(),
        seconds: start.elapsed().as_secs_f64(),
        report: &reading.report,
    };
    print_problems(&reading.report);
    if build.json {
        serde_json::to_writer(&mut *out, &summary)?;
        writeln!(out)?;
    } else {
        show(&summary, out)?;
    }
    Ok(())
}

fn show(summary: &Summary<'_>, out: &mut dyn Write) -> Result<(), CommandError> {
    let Size { files, bytes, start_up_bytes } = summary.size;
    writeln!(
        out,
        "{} articles in {:.1} s: {} in {files} files, of which a visitor starts with {}",
        summary.articles,
        summary.seconds,
        shown_bytes(bytes),
        shown_bytes(start_up_bytes)
    )?;
    writeln!(out, "open  {}", summary.out.join("index.html").display())?;
    writeln!(out, "serve dalil serve {} --open", summary.out.display())?;
    Ok(())
}

fn print_problems(report: &Report) {
    for problem in report.problems.iter().take(SHOWN_PROBLEMS) {
        eprintln!("dalil: {problem}");
    }
    if report.problems.len() > SHOWN_PROBLEMS {
        eprintln!("dalil: {} more problems; --json names them all", report.problems.len() - SHOWN_PROBLEMS);
    }
}
