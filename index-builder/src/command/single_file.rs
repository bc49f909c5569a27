//! `dalil build --single-file`: a small archive as one page.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde::Serialize;

use super::build::{Build, Target, compile, print_problems, understand};
use super::{CommandError, shown_bytes};
use crate::address::is_absolute;
use crate::bundle::{prepare, single};
use crate::config::settings::Layout;
use crate::index::{Link, Links};
use crate::report::Report;
use crate::visible::tell;

#[derive(Serialize)]
struct Summary<'r> {
    out: &'r Path,
    articles: u32,
    bytes: u64,
    seconds: f64,
    report_file: Option<PathBuf>,
    report: &'r Report,
}

/// Reads, compiles and writes one page; [`Build::out`] is its file.
///
/// # Errors
/// Where the input can't be read or holds nothing, the page would be too large, or can't be written.
pub fn run(build: &Build, out: &mut dyn Write) -> Result<(), CommandError> {
    let start = Instant::now();
    let file = &build.out;
    let (folder, _) = single::folder_and_name(file)?;
    let mut understood = understand(build)?;
    prepare(&folder)?;
    // Few large files: all of them are there at once.
    let build = Build { layout: Some(Layout::Stick), ..build.clone() };
    let index = compile(&build, &mut understood, &Target { folder: &folder, listing: false, led: &alone })?;
    let articles = index.manifest.articles;
    let page = single::page(index, single::LARGEST)?;
    single::write(file, &page)?;
    understood.progress.end();
    let report = &understood.reading.report;
    let report_file = report.write(file).unwrap_or_else(|error| {
        tell(&format!("the page is written, its report is not: {error}"));
        None
    });
    let (bytes, seconds) = (page.len() as u64, start.elapsed().as_secs_f64());
    print_problems(report);
    if build.json {
        serde_json::to_writer(&mut *out, &Summary { out: file, articles, bytes, seconds, report_file, report })?;
        writeln!(out)?;
        return Ok(());
    }
    writeln!(out, "{articles} articles in {seconds:.1} s: one page of {}", shown_bytes(bytes))?;
    writeln!(out, "open  {}", file.display())?;
    if let Some(report) = report_file {
        writeln!(out, "read  {}", report.display())?;
    }
    Ok(())
}

/// What an article leads to from a page that may be anywhere: what lies beside the page now is not there then.
fn alone(links: Links) -> Links {
    let keep = |link: Link| match link {
        Link::To(address) if is_absolute(&address) => Link::To(address),
        _ => Link::None,
    };
    Links { own: keep(links.own), also: links.also.into_iter().map(keep).collect(), picture: None }
}
