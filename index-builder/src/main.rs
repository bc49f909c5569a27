//! The `dalil` command line.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use dalil::format::date::PartialDate;
use dalil::search::request::{Counting, Options, Sort, Statistics};
use index_builder::command::{
    CommandError, build, eval, extract, inspect, search, serve, similar, single_file, suggest, verify, watch,
};
use index_builder::config::settings::{Cache, Layout};
use index_builder::shield::keep_quiet_about_shielded_panics;
use index_builder::visible::tell;

/// A search engine for an archive on a plain static host: it lives in the reader's browser.
#[derive(Parser)]
#[command(name = "dalil", version, about)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read pages or records and write an archive that can be searched
    Build {
        /// Files and folders: .html .htm .txt .md .jsonl .csv .warc .warc.gz .wacz .zip, feeds
        #[arg(required = true)]
        input: Vec<PathBuf>,
        /// The folder to write the archive to
        #[arg(long, value_name = "DIR", required_unless_present = "single_file")]
        out: Option<PathBuf>,
        /// Instead of a folder, write one page that holds a small archive whole and can be mailed
        #[arg(long, value_name = "FILE.html", conflicts_with_all = ["out", "layout", "watch", "purge"])]
        single_file: Option<PathBuf>,
        /// What you know better than dalil; without it, the dalil.toml of the input folder, if there is one
        #[arg(long, value_name = "dalil.toml")]
        config: Option<PathBuf>,
        /// Where the pages are served, if not beside the archive as they lie on disk
        #[arg(long, value_name = "URL")]
        base_url: Option<String>,
        /// Where to keep what was found in pages, so that the next build reads only those that changed [default: a folder named after
        /// DIR in the system's cache folder]
        #[arg(long, value_name = "FOLDER")]
        cache: Option<PathBuf>,
        /// Read every page anew, and keep nothing for the next build
        #[arg(long, conflicts_with = "cache")]
        no_cache: bool,
        /// How large the files are: many small ones for a web host, few large ones for a stick [default: web]
        #[arg(long, value_enum)]
        layout: Option<Sizes>,
        /// Build again whenever something changes, until Ctrl+C
        #[arg(long)]
        watch: bool,
        /// Remove at once what only earlier builds needed, instead of keeping it a week for pages that are still open
        #[arg(long)]
        purge: bool,
        /// Print one JSON document
        #[arg(long)]
        json: bool,
    },
    /// Show what dalil understands of pages or records, without building anything
    Extract {
        /// Files and folders: .html .htm .txt .md .jsonl .csv .warc .warc.gz .wacz .zip, feeds
        #[arg(required = true)]
        input: Vec<PathBuf>,
        /// What you know better than dalil; without it, the dalil.toml of the input folder, if there is one
        #[arg(long, value_name = "dalil.toml")]
        config: Option<PathBuf>,
        /// Print one JSON object a line
        #[arg(long)]
        jsonl: bool,
    },
    /// Search an archive
    Search(SearchArguments),
    /// Show the articles that are most like one
    Similar {
        /// The archive's folder
        dir: PathBuf,
        /// The article's id, as `dalil search --json` shows it
        id: String,
        /// How many articles
        #[arg(long, default_value_t = 8)]
        limit: u32,
        /// Print one JSON document
        #[arg(long)]
        json: bool,
    },
    /// Complete what a reader types: words, names and titles of an archive
    Suggest {
        /// The archive's folder
        dir: PathBuf,
        /// What has been typed
        text: String,
        /// How many suggestions
        #[arg(long, default_value_t = 8)]
        limit: u32,
        /// Print one JSON document
        #[arg(long)]
        json: bool,
    },
    /// Measure an archive's answers against judged queries
    Eval {
        /// The archive's folder
        dir: PathBuf,
        /// Queries, one {"id", "text"} a line
        #[arg(long, value_name = "FILE.jsonl")]
        queries: PathBuf,
        /// Judgements: query, article, grade, divided by tabs
        #[arg(long, value_name = "FILE.tsv")]
        qrels: PathBuf,
        /// Print one JSON document
        #[arg(long)]
        json: bool,
    },
    /// Show what an archive consists of
    Inspect {
        /// The archive's folder
        dir: PathBuf,
        /// Print one JSON document
        #[arg(long)]
        json: bool,
    },
    /// Check every file of an archive against its checksum
    Verify {
        /// The archive's folder
        dir: PathBuf,
    },
    /// Serve an archive and its pages to this computer
    Serve {
        /// The archive's folder
        dir: PathBuf,
        /// The port to listen on; 0 takes any free one
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// Open it in the browser
        #[arg(long)]
        open: bool,
    },
}

#[derive(Args)]
struct SearchArguments {
    /// The archive's folder
    dir: PathBuf,
    /// What to search for
    #[arg(required_unless_present = "queries", conflicts_with = "queries")]
    query: Option<String>,
    /// Answer every {"id", "text"} line of a file with a line of JSON
    #[arg(long, value_name = "FILE.jsonl", requires = "json")]
    queries: Option<PathBuf>,
    /// How many hits
    #[arg(long, default_value_t = 10)]
    limit: u32,
    /// How many hits to leave out
    #[arg(long, default_value_t = 0)]
    offset: u32,
    /// The order of hits
    #[arg(long, value_enum, default_value = "relevance")]
    sort: Order,
    /// Take the last word for the beginning of one
    #[arg(long)]
    typing: bool,
    /// Only articles of this date or later: 2006, 2006-07, 2006-07-14
    #[arg(long, value_name = "DATE", value_parser = date)]
    after: Option<String>,
    /// Only articles before this date's first day
    #[arg(long, value_name = "DATE", value_parser = date)]
    before: Option<String>,
    /// Only articles whose field has this value; several values of one field widen the choice
    #[arg(long, value_name = "FIELD=VALUE", value_parser = filter)]
    filter: Vec<(String, String)>,
    /// Show where each hit's score comes from
    #[arg(long, conflicts_with = "queries")]
    explain: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Order {
    Relevance,
    Newest,
    Oldest,
}

#[derive(Clone, Copy, ValueEnum)]
enum Sizes {
    Web,
    Stick,
}

impl From<Sizes> for Layout {
    fn from(sizes: Sizes) -> Self {
        match sizes {
            Sizes::Web => Self::Web,
            Sizes::Stick => Self::Stick,
        }
    }
}

impl From<Order> for Sort {
    fn from(order: Order) -> Self {
        match order {
            Order::Relevance => Self::Relevance,
            Order::Newest => Self::Newest,
            Order::Oldest => Self::Oldest,
        }
    }
}

fn main() -> ExitCode {
    keep_quiet_about_shielded_panics();
    // One thread fewer, and with it one heap fewer that keeps what others could use: a seventh of a build's memory. Under Windows this
    // one has half the stack of the others, and libraries that read pages walk trees by recursion. Where it can't be
    // had, builds work in the pool that is there anyway.
    if cfg!(not(windows)) {
        let _ = rayon::ThreadPoolBuilder::new().use_current_thread().build_global();
    }
    let mut out = BufWriter::new(io::stdout().lock());
    let done = run(CommandLine::parse().command, &mut out).and_then(|()| Ok(out.flush()?));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads has seen enough: `dalil search ... | head`.
        Err(CommandError::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            // What was answered before still counts.
            let _ = out.flush();
            tell(&error);
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command, out: &mut dyn Write) -> Result<(), CommandError> {
    match command {
        Command::Build {
            input,
            out: folder,
            single_file,
            config,
            base_url,
            cache,
            no_cache,
            layout,
            watch,
            purge,
            json,
        } => {
            let is_single = single_file.is_some();
            let folder = single_file.or(folder).unwrap_or_default();
            let cache = if no_cache { Cache::Off } else { cache.map_or(Cache::Usual, Cache::Folder) };
            let layout = layout.map(Layout::from);
            let told = build::Build { inputs: input, out: folder, config, cache, base_url, layout, purge, json };
            match (is_single, watch) {
                (true, _) => single_file::run(&told, out),
                (false, true) => watch::run(&told, out),
                (false, false) => build::run(&told, out),
            }
        }
        Command::Extract { input, config, jsonl } => {
            let form = if jsonl { extract::Form::JsonLines } else { extract::Form::Listing };
            let report = extract::run(&input, config.as_deref(), form, out)?;
            report.problems.iter().for_each(|problem| tell(problem));
            Ok(())
        }
        Command::Search(arguments) => {
            let options = options(&arguments);
            match (&arguments.queries, &arguments.query) {
                (Some(queries), _) => search::many(&arguments.dir, queries, &options, out),
                (None, query) => {
                    let query = query.as_deref().unwrap_or_default();
                    let manner = search::Manner { json: arguments.json, explain: arguments.explain };
                    search::one(&arguments.dir, query, &options, manner, out)
                }
            }
        }
        Command::Similar { dir, id, limit, json } => similar::run(&dir, &id, limit, json, out),
        Command::Suggest { dir, text, limit, json } => suggest::run(&dir, &text, limit, json, out),
        Command::Eval { dir, queries, qrels, json } => eval::run(&dir, &queries, &qrels, json, out),
        Command::Inspect { dir, json } => inspect::run(&dir, json, out),
        Command::Verify { dir } => verify::run(&dir, out),
        Command::Serve { dir, port, open } => serve::run(&dir, port, open, out),
    }
}

fn options(arguments: &SearchArguments) -> Options {
    let mut filters: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (field, value) in &arguments.filter {
        filters.entry(field.clone()).or_default().push(value.clone());
    }
    Options {
        limit: arguments.limit,
        offset: arguments.offset,
        sort: arguments.sort.into(),
        typing: arguments.typing,
        after: arguments.after.clone(),
        before: arguments.before.clone(),
        filters: filters.into_iter().collect(),
        facets: Counting::default(),
        statistics: Statistics::default(),
    }
}

fn date(text: &str) -> Result<String, String> {
    let date = PartialDate::parse(text);
    date.map(|_| text.to_owned()).ok_or_else(|| "write a date as 2006, 2006-07 or 2006-07-14".to_owned())
}

fn filter(text: &str) -> Result<(String, String), String> {
    let (field, value) = text.split_once('=').ok_or("write it as FIELD=VALUE, for example section=News")?;
    Ok((field.to_owned(), value.to_owned()))
}
