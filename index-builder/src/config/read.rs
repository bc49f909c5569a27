//! From the text of `dalil.toml` to a [`Config`].

use std::path::Path;

use super::line_patterns::LinePatterns;
use super::names::Names;
use super::path_patterns::PathPatterns;
use super::selectors::Selectors;
use super::settings::{Archive, Browse, Cache, Dates, Duplicates, Layout, Notice, Ranking, Synonyms};
use super::table::{Document, Table, Text, Value};
use super::takedown::Takedowns;
use super::{Config, ConfigError, Digests, Frame, Pages, limits};
use crate::fields::language_tag;
use crate::page::html::rules::Field;
use crate::paragraphs::fold;
use crate::written_date::Order;

type Result<T> = std::result::Result<T, ConfigError>;

/// Reads a whole file.
pub fn config(text: &str, file: &Path) -> Result<Config> {
    let document = Document::new(file, text);
    let mut root = document.root()?;
    let archive = archive(root.take_table("archive")?)?;
    let mut config = Config { file: Some(file.to_owned()), archive, ..Config::default() };
    config.pages = pages(root.take_table("pages")?)?;
    config.takedowns = takedowns(root.take_table("articles")?, config.archive.base_url.as_deref())?;
    let mut sections = root.take_table("sections")?;
    config.sections = sections_by_path(&mut sections)?;
    config.section_names = renaming(&mut sections)?;
    sections.close();
    let mut sources = root.take_table("sources")?;
    config.source_names = renaming(&mut sources)?;
    sources.close();
    config.selectors = selectors(root.take_table("html")?)?;
    config.digests = digests(root.take_table("digests")?)?;
    config.dates = dates(root.take_table("dates")?)?;
    config.duplicates = duplicates(root.take_table("duplicates")?)?;
    config.frame = frame(root.take_table("frame")?)?;
    config.synonyms = synonyms(root.take_table("synonyms")?)?;
    config.ranking = ranking(root.take_table("ranking")?)?;
    config.browse = browse(root.take_table("browse")?)?;
    let mut build = root.take_table("build")?;
    config.cache = cache(&mut build, file)?;
    config.layout = layout(&mut build)?;
    build.close();
    config.limits = limits::limits(root.take_table("limits")?)?;
    root.close();
    document.refuse_unknown_keys()?;
    Ok(config)
}

fn archive(mut table: Table<'_, '_>) -> Result<Archive> {
    let title = line(&mut table, "title")?;
    let language = checked(&mut table, "language", |text| {
        language_tag(text).ok_or("write the language's code: \"en\", \"ar\", \"pt-BR\"")
    })?;
    let base_url = checked(&mut table, "base-url", |text| {
        let address = ["https://", "http://", "/"].iter().any(|begin| text.starts_with(begin));
        address.then(|| text.to_owned()).ok_or("write the whole address: \"https://archive.example/\"")
    })?;
    let notice = match table.take("notice").map(Value::text_or_false).transpose()? {
        None => Notice::Recognised,
        Some(None) => Notice::Hidden,
        Some(Some(text)) => Notice::Text(text.text.trim().to_owned()),
    };
    let not_offered = !truth(&mut table, "embed", true)?;
    table.close();
    Ok(Archive { title, language, base_url, notice, not_offered })
}

fn pages(mut table: Table<'_, '_>) -> Result<Pages> {
    let pages = Pages {
        only: paths(&mut table, "only")?,
        leave_out: paths(&mut table, "leave-out")?,
        index: paths(&mut table, "index")?,
        not_index: paths(&mut table, "not-index")?,
    };
    table.close();
    Ok(pages)
}

fn takedowns(mut table: Table<'_, '_>, base_url: Option<&str>) -> Result<Takedowns> {
    let takedowns = of_texts(&mut table, "leave-out", |texts| Takedowns::new(texts, base_url))?;
    table.close();
    Ok(takedowns)
}

/// Patterns and, for each, its section.
fn sections_by_path(table: &mut Table<'_, '_>) -> Result<(PathPatterns, Vec<String>)> {
    let (mut patterns, mut names) = (Vec::new(), Vec::new());
    let mut refusal = None;
    for (pattern, name) in table.take_names("paths")? {
        refusal = Some(name.refusal());
        patterns.push(pattern);
        names.push(fold(&name.text()?.text));
    }
    match (PathPatterns::new(patterns), refusal) {
        (Ok(patterns), _) => Ok((patterns, names)),
        (Err((text, reason)), Some(refusal)) => Err(refusal.of(&text, reason)),
        (Err(_), None) => Ok((PathPatterns::default(), Vec::new())),
    }
}

fn renaming(table: &mut Table<'_, '_>) -> Result<Names> {
    let mut pairs = Vec::new();
    for (found, given) in table.take_names("rename")? {
        let refusal = given.refusal();
        let given = given.text()?;
        let name = fold(&given.text);
        if name.is_empty() {
            return Err(refusal.of(&given, "write the name that readers should see"));
        }
        pairs.push((found.text, name));
    }
    Ok(Names::new(pairs.into_iter()))
}

fn selectors(mut table: Table<'_, '_>) -> Result<Selectors> {
    let mut selectors = Selectors::default();
    for field in Field::ALL {
        let Some(value) = table.take(field.key()) else { continue };
        let refusal = value.refusal();
        let texts = value.texts()?;
        if !texts.is_empty() {
            selectors.add(field, texts).map_err(|(text, reason)| refusal.of(&text, reason))?;
        }
    }
    table.close();
    Ok(selectors)
}

fn digests(mut table: Table<'_, '_>) -> Result<Digests> {
    let digests = Digests {
        never: !truth(&mut table, "find", true)?,
        whole: paths(&mut table, "whole")?,
        dividers: lines(&mut table, "dividers")?,
    };
    table.close();
    Ok(digests)
}

fn dates(mut table: Table<'_, '_>) -> Result<Dates> {
    let order = checked(&mut table, "order", |text| match text {
        "day-first" => Ok(Some(Order::DayFirst)),
        "month-first" => Ok(Some(Order::MonthFirst)),
        "auto" => Ok(None),
        _ => Err("write \"day-first\", \"month-first\" or \"auto\""),
    })?;
    let earliest = table.take("earliest").map(Value::year).transpose()?;
    let last = table.take("latest");
    let refusal =
        last.as_ref().map(|value| value.refuse("earlier than \u{201c}dates.earliest\u{201d}", "exchange them"));
    let latest = last.map(Value::year).transpose()?;
    table.close();
    match (earliest, latest, refusal) {
        (Some(earliest), Some(latest), Some(refusal)) if latest < earliest => Err(refusal),
        _ => Ok(Dates { order: order.flatten(), earliest, latest }),
    }
}

fn duplicates(mut table: Table<'_, '_>) -> Result<Duplicates> {
    let usual = Duplicates::default();
    let find = truth(&mut table, "find", usual.find)?;
    let records = truth(&mut table, "records", usual.records)?;
    table.close();
    Ok(Duplicates { find, records })
}

fn frame(mut table: Table<'_, '_>) -> Result<Frame> {
    let frame = Frame { leave_out: lines(&mut table, "leave-out")?, keep: lines(&mut table, "keep")? };
    table.close();
    Ok(frame)
}

fn synonyms(mut table: Table<'_, '_>) -> Result<Synonyms> {
    let words = |texts: Vec<Text>| texts.into_iter().map(|text| fold(&text.text)).filter(|word| !word.is_empty());
    let mut same = Vec::new();
    if let Some(value) = table.take("same") {
        let refusal = value.refusal();
        for group in value.lists()? {
            let first = group.first().cloned().unwrap_or_default();
            let group: Vec<String> = words(group).collect();
            if group.len() < 2 {
                return Err(refusal.of(&first, "a group has two words or more: [\"car\", \"automobile\"]"));
            }
            same.push(group);
        }
    }
    let mut also = Vec::new();
    for (from, to) in table.take_names("also")? {
        also.push((fold(&from.text), words(to.texts()?).collect()));
    }
    table.close();
    Ok(Synonyms { same, also })
}

fn ranking(mut table: Table<'_, '_>) -> Result<Ranking> {
    let recent = table.take("recent").map(Value::fraction).transpose()?;
    let mut weight = |key| table.take(key).map(Value::weight).transpose();
    let ranking = Ranking {
        title: weight("title")?,
        byline: weight("byline")?,
        text: weight("text")?,
        captions: weight("captions")?,
        recent,
    };
    table.close();
    Ok(ranking)
}

fn browse(mut table: Table<'_, '_>) -> Result<Browse> {
    let browse = Browse { pages: truth(&mut table, "pages", Browse::default().pages)? };
    table.close();
    Ok(browse)
}

/// A folder is taken from where the file lies.
fn cache(table: &mut Table<'_, '_>, file: &Path) -> Result<Cache> {
    Ok(match table.take("cache") {
        None => Cache::Usual,
        Some(value) => {
            let refusal = value.refusal();
            match value.text_or_false()? {
                None => Cache::Off,
                Some(folder) if folder.text.trim().is_empty() => {
                    return Err(refusal.of(&folder, "write the path of a folder, or false for none"));
                }
                Some(folder) => Cache::Folder(file.parent().unwrap_or(Path::new("")).join(folder.text)),
            }
        }
    })
}

fn layout(table: &mut Table<'_, '_>) -> Result<Layout> {
    let layout = checked(table, "layout", |text| match text {
        "web" => Ok(Layout::Web),
        "stick" => Ok(Layout::Stick),
        _ => Err("write \"web\" or \"stick\""),
    })?;
    Ok(layout.unwrap_or_default())
}

fn truth(table: &mut Table<'_, '_>, key: &'static str, usual: bool) -> Result<bool> {
    Ok(table.take(key).map(Value::truth).transpose()?.unwrap_or(usual))
}

fn line(table: &mut Table<'_, '_>, key: &'static str) -> Result<Option<String>> {
    let text = table.take(key).map(Value::text).transpose()?;
    Ok(text.map(|text| fold(&text.text)).filter(|text| !text.is_empty()))
}

fn checked<T>(
    table: &mut Table<'_, '_>,
    key: &'static str,
    check: impl Fn(&str) -> std::result::Result<T, &'static str>,
) -> Result<Option<T>> {
    let Some(value) = table.take(key) else { return Ok(None) };
    let refusal = value.refusal();
    let text = value.text()?;
    check(text.text.trim()).map(Some).map_err(|reason| refusal.of(&text, reason))
}

fn paths(table: &mut Table<'_, '_>, key: &'static str) -> Result<PathPatterns> {
    of_texts(table, key, PathPatterns::new)
}

fn lines(table: &mut Table<'_, '_>, key: &'static str) -> Result<LinePatterns> {
    of_texts(table, key, LinePatterns::new)
}

fn of_texts<T: Default>(
    table: &mut Table<'_, '_>,
    key: &'static str,
    of: impl FnOnce(Vec<Text>) -> std::result::Result<T, (Text, String)>,
) -> Result<T> {
    let Some(value) = table.take(key) else { return Ok(T::default()) };
    let refusal = value.refusal();
    of(value.texts()?).map_err(|(text, reason)| refusal.of(&text, reason))
}
