//! `dalil build`: from pages to an archive.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde::Serialize;

use super::{CommandError, shown_bytes};
use crate::address::Addresses;
use crate::archive::Archive;
use crate::article::Article;
use crate::bundle::superseded::Grace;
use crate::bundle::{self, Alone, Bundle, Size, Written};
use crate::config::Config;
use crate::config::settings::{Cache, Layout, Notice};
use crate::index::{self, Index, Links};
use crate::progress::Progress;
use crate::reading::{self, InputOptions, Reading};
use crate::report::Report;
use crate::visible::tell;

/// The most problems that are printed one by one; all are in the JSON.
const SHOWN_PROBLEMS: usize = 20;

/// What to build.
#[derive(Clone, Debug)]
pub struct Build {
    /// Files and folders to read.
    pub inputs: Vec<PathBuf>,
    /// The folder to write to.
    pub out: PathBuf,
    /// `dalil.toml`, where it is not in the first of the inputs that has one.
    pub config: Option<PathBuf>,
    /// Where what was found is kept for the next build; [`Cache::Usual`] leaves it to the configuration.
    pub cache: Cache,
    /// What stands in front of pages' paths in their addresses, instead of the way from `out` to them.
    pub base_url: Option<String>,
    /// How large the archive's files are, where the command line says it.
    pub layout: Option<Layout>,
    /// Whether folders that only earlier builds needed are removed at once.
    pub purge: bool,
    /// Whether one JSON document is printed instead of text.
    pub json: bool,
}

#[derive(Serialize)]
struct Summary<'r> {
    out: &'r Path,
    articles: u32,
    #[serde(flatten)]
    size: Size,
    #[serde(flatten)]
    written: Written,
    seconds: f64,
    report_file: Option<&'r Path>,
    report: &'r Report,
}

/// Reads, compiles and writes.
///
/// # Errors
/// Where the input can't be read or holds nothing, or the output can't be written. The archive that was there before is
/// then untouched.
pub fn run(build: &Build, out: &mut dyn Write) -> Result<(), CommandError> {
    self::build(build, &grace(build), out)
}

/// Whether the archive that lies there has an article that is now taken down: nothing of it may stay.
fn shows_any(out: &Path, ids: &[String]) -> bool {
    let found = (!ids.is_empty()).then(|| Archive::open(out).ok()).flatten();
    found.is_some_and(|mut archive| ids.iter().any(|id| archive.article(id).article.is_some()))
}

/// How long what is no longer needed stays.
pub(super) fn grace(build: &Build) -> Grace {
    if build.purge { Grace::none() } else { Grace::usual() }
}

/// An input that was read.
pub(super) struct Understood {
    pub(super) progress: Progress,
    pub(super) reading: Reading,
    config: Config,
}

/// Reads the input as the keeper wants it read.
pub(super) fn understand(build: &Build) -> Result<Understood, CommandError> {
    let progress = Progress::new();
    let config = Config::find(build.config.as_deref(), &build.inputs)?;
    let options = InputOptions { output: Some(build.out.clone()), cache: cache(build, &config), config };
    let reading = reading::read(&build.inputs, &options, &|read| progress.reading(read))?;
    if reading.is_empty() {
        progress.end();
        print_problems(&reading.report);
        let names: Vec<_> = build.inputs.iter().map(|input| input.display().to_string()).collect();
        return Err(CommandError::NoArticle(names.join(", ")));
    }
    Ok(Understood { progress, reading, config: options.config })
}

/// What is to become of it.
pub(super) struct Target<'a> {
    /// The folder of the archive, which exists.
    pub(super) folder: &'a Path,
    /// Whether pages list the articles, where the keeper wants that.
    pub(super) listing: bool,
    /// Has the last word on where an article leads to.
    pub(super) led: &'a (dyn Fn(Links) -> Links + Sync),
}

/// Compiles what was read.
pub(super) fn compile(build: &Build, understood: &mut Understood, target: &Target<'_>) -> Result<Index, CommandError> {
    let Target { folder, listing, led } = target;
    let Understood { progress, reading, config } = &*understood;
    let addresses = Addresses::new(&build.inputs, folder, base_url(build, config));
    progress.compiling(reading.len());
    let links = |article: &Article| led(addresses.links(article, reading));
    let archive = &config.archive;
    let cache = cache(build, config);
    let options = index::Options {
        title: archive.title.clone(),
        language: archive.language.clone(),
        notices: notices(&archive.notice, reading),
        synonyms: config.synonyms.clone(),
        ranking: config.ranking,
        base: addresses.base().to_owned(),
        fields: config.limits.fields,
        layout: build.layout.unwrap_or(config.layout),
        listing: *listing && config.browse.pages,
        earlier: bundle::earlier(folder),
        cache: cache.as_deref(),
        links: &links,
    };
    let mut index = index::compile(reading, options)?;
    understood.reading.report.note_unkept(index.unkept.take());
    Ok(index)
}

pub(super) fn build(build: &Build, grace: &Grace, out: &mut dyn Write) -> Result<(), CommandError> {
    let start = Instant::now();
    // Before hours are spent on reading, where there is something to take already.
    let alone = build.out.is_dir().then(|| Alone::take(&build.out)).transpose()?;
    let mut understood = understand(build)?;
    bundle::prepare(&build.out)?;
    let _alone = alone.map_or_else(|| Alone::take(&build.out), Ok)?;
    let target = Target { folder: &build.out, listing: true, led: &|links| links };
    let index = compile(build, &mut understood, &target)?;
    let Understood { progress, reading, config } = understood;
    let articles = index.manifest.articles;
    let bundle = Bundle::new(index, !config.archive.not_offered)?;
    progress.writing();
    let at_once = Grace::none();
    let grace = if shows_any(&build.out, &reading.report.taken_down_ids) { &at_once } else { grace };
    let written = bundle.write(&build.out, grace)?;
    progress.end();
    // The archive is there; a report that can't be written is no reason to call it a failure.
    let report = reading.report.write(&build.out).unwrap_or_else(|error| {
        tell(&format!("the archive is written, its report is not: {error}"));
        None
    });
    let summary = Summary {
        out: &build.out,
        articles,
        size: bundle.size(),
        written,
        seconds: start.elapsed().as_secs_f64(),
        report_file: report.as_deref(),
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

/// The folder that keeps what was found: as the command line says, or the configuration, or where the system has its caches.
pub(super) fn cache(build: &Build, config: &Config) -> Option<PathBuf> {
    let told = if build.cache == Cache::Usual { &config.cache } else { &build.cache };
    match told {
        Cache::Usual => crate::cache::usual_folder(&build.out),
        Cache::Off => None,
        Cache::Folder(folder) => Some(folder.clone()),
    }
}

fn base_url<'a>(build: &'a Build, config: &'a Config) -> Option<&'a str> {
    build.base_url.as_deref().or(config.archive.base_url.as_deref())
}

/// What the page says about rights and use: of all that the archive's pages say, what most of them do.
fn notices(told: &Notice, reading: &Reading) -> Vec<String> {
    match told {
        Notice::Recognised => reading.notices.iter().take(1).map(|notice| notice.text.clone()).collect(),
        Notice::Hidden => Vec::new(),
        Notice::Text(text) => vec![text.clone()],
    }
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
    let Written { new_files, new_bytes, superseded_bytes } = summary.written;
    writeln!(out, "new   {} in {new_files} files: what must be uploaded", shown_bytes(new_bytes))?;
    if superseded_bytes > 0 {
        writeln!(
            out,
            "old   {} of earlier builds stay for open pages; --purge removes them",
            shown_bytes(superseded_bytes)
        )?;
    }
    writeln!(out, "open  {}", summary.out.join("index.html").display())?;
    if let Some(report) = summary.report_file {
        writeln!(out, "read  {}", report.display())?;
    }
    writeln!(out, "serve dalil serve {} --open", summary.out.display())?;
    Ok(())
}

pub(super) fn print_problems(report: &Report) {
    for problem in report.problems.iter().take(SHOWN_PROBLEMS) {
        tell(problem);
    }
    if report.problems.len() > SHOWN_PROBLEMS {
        eprintln!("dalil: {} more problems; --json names them all", report.problems.len() - SHOWN_PROBLEMS);
    }
}
