//! Shards of completions: cells for the beginnings of words, each with the words, names and titles that are worth it.

use std::collections::{BTreeMap, BTreeSet};

use dalil::format::checksum::Crc32;
use dalil::format::completions::{CELL_LETTERS, Completions, Form, NO_ADDRESS, cell, telling};
use dalil::format::envelope::Kind;
use dalil::format::folding::Folding;
use rustc_hash::FxHashMap;

use super::folder::Payload;
use super::groups::WordGroup;
use super::written::{Name, Written};
use super::{CompileError, Link, Links};
use crate::article::Article;
use crate::config::settings::Layout;

/// The most words and names of a cell of one or two letters, and those of a beginning that reaches over several ranges.
const SHORT: (usize, usize) = (12, 6);
/// The most words and names of a cell of three letters.
const LONG: (usize, usize) = (48, 40);
/// About how many bytes a cell may have: the latest titles that find room are in it.
const CELL: usize = 5 << 10;
/// A shard is cut from the first number of bytes on where the content says so, and at the second at the latest.
const SHARD: (usize, usize) = (5 << 10, 9 << 10);
/// A border is made at one cell of so many.
const BORDER_EVERY: u32 = 16;
/// In a large archive a name must stand in so many articles.
const FEW: u32 = 3;
/// An archive with more articles is large.
const LARGE: usize = 2000;
/// Longer titles, in bytes, are not for a list of suggestions.
const LONGEST_TITLE: usize = 200;

/// What completions are made of beside the words.
#[derive(Debug)]
pub(super) struct Sources {
    written: Written,
    /// The latest first.
    titles: Vec<Title>,
    /// In how many articles a name must stand.
    few: u32,
}

/// A title that many articles may have.
#[derive(Debug)]
pub(super) struct Title {
    /// The cell in which it is.
    cell: String,
    text: String,
    folded: String,
    id: String,
    url: String,
    articles: u32,
}

/// One word, name or title of a cell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry<'a> {
    /// Comes first, so that entries sort by it.
    articles: std::cmp::Reverse<u32>,
    text: &'a str,
}

#[derive(Debug, Default)]
struct Cell<'a> {
    words: Vec<Entry<'a>>,
    names: Vec<Entry<'a>>,
    titles: Vec<&'a Title>,
}

impl Sources {
    /// Of so many articles; the titles are in the order of their dates.
    pub(super) fn new(articles: usize, titles: Vec<Vec<Title>>, written: Written) -> Self {
        let few = if articles > LARGE { FEW } else { FEW - 1 };
        Self { written, titles: latest(titles), few }
    }
}

/// Titles that are the same are one: the latest.
fn latest(titles: Vec<Vec<Title>>) -> Vec<Title> {
    let mut latest: Vec<Title> = Vec::new();
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
    for mut title in titles.into_iter().rev().flatten() {
        let folded = std::mem::take(&mut title.folded);
        match known.get(&folded).and_then(|index| latest.get_mut(*index)) {
            Some(later) => later.articles += title.articles,
            None => {
                known.insert(folded, latest.len());
                latest.push(title);
            }
        }
    }
    latest
}

/// The titles of some articles, the latest first.
pub(super) fn titles(articles: &[Article], links: &dyn Fn(&Article) -> Links, folding: &Folding) -> Vec<Title> {
    let mut titles: Vec<Title> = Vec::new();
    for article in articles.iter().rev() {
        let Some(text) = article.title.as_ref().filter(|title| title.len() <= LONGEST_TITLE) else { continue };
        let words: Vec<_> = folding.words(text).collect();
        let Some(telling) = telling(&words) else { continue };
        let folded = folding.fold(text);
        let url = match links(article).own {
            Link::To(address) => address,
            Link::Page => String::new(),
            Link::None => NO_ADDRESS.to_owned(),
        };
        titles.push(Title {
            cell: cell(telling).to_owned(),
            text: text.clone(),
            folded,
            id: article.id.clone(),
            url,
            articles: 1,
        });
    }
    titles
}

/// Writes the shards, and returns the borders between them. `borders` are those of the
/// dictionary's ranges.
pub(super) fn compile(
    groups: &[WordGroup],
    borders: &[String],
    sources: &Sources,
    layout: Layout,
    payloads: &mut Vec<Payload>,
) -> Result<Vec<String>, CompileError> {
    let mut cells: BTreeMap<&str, Cell<'_>> = BTreeMap::new();
    add_words(groups, borders, sources, &mut cells);
    add_names(&sources.written.names, sources.few, &mut cells);
    for title in &sources.titles {
        cells.entry(&title.cell).or_default().titles.push(title);
    }
    let (least, most) = (SHARD.0 * layout.times(), SHARD.1 * layout.times());
    let mut shards = vec![Completions::default()];
    let mut cut = Vec::new();
    for (name, cell) in cells {
        let mut written = Completions::default();
        cell.write(name, &mut written);
        let size = shards.last().map_or(0, |shard| shard.as_bytes().len());
        let is_full = size + written.as_bytes().len() > most || (size >= least && is_border(name));
        if size > 0 && is_full {
            shards.push(Completions::default());
            cut.push(name.to_owned());
        }
        shards.last_mut().into_iter().for_each(|shard| shard.append(&written));
    }
    payloads.extend((0..).zip(shards).map(|(number, shard)| Payload {
        kind: Kind::Completions,
        number,
        bytes: shard.as_bytes().to_vec(),
    }));
    Ok(cut)
}

/// The same places are borders as long as the same cells are there, so that a new name moves few.
fn is_border(cell: &str) -> bool {
    let mixed = Crc32::new().update(cell.as_bytes()).value().wrapping_mul(0x9E37_79B1);
    (mixed >> 16).is_multiple_of(BORDER_EVERY)
}

fn add_words<'a>(
    groups: &'a [WordGroup],
    borders: &'a [String],
    sources: &'a Sources,
    cells: &mut BTreeMap<&'a str, Cell<'a>>,
) {
    let reaching = reaching(borders);
    let mut of_reaching: BTreeMap<&str, Vec<Entry<'_>>> = BTreeMap::new();
    for group in groups {
        // Values of fields have none.
        let Some(main) = main_form(group) else { continue };
        let entry = Entry { articles: std::cmp::Reverse(group.documents), text: sources.written.word(main) };
        let letters: Vec<usize> = main.char_indices().map(|(start, _)| start).skip(1).collect();
        for beginning in letters.iter().filter_map(|end| main.get(..*end)) {
            if reaching.contains(beginning) {
                of_reaching.entry(beginning).or_default().push(entry.clone());
            }
        }
        for beginning in letters.iter().take(CELL_LETTERS - 1).filter_map(|end| main.get(..*end)) {
            keep(&mut cells.entry(beginning).or_default().words, entry.clone(), SHORT.0);
        }
        // What the dictionary can't tell: how it is written, and that it is not the shortest form that most articles have.
        let shortest = group.forms.iter().map(|form| form.len()).min();
        let says_more = entry.text != main || shortest != Some(main.len());
        if says_more && group.documents + 1 >= sources.few {
            keep(&mut cells.entry(cell(main)).or_default().words, entry, LONG.0);
        }
    }
    for cell in cells.values_mut() {
        cell.words.sort_unstable();
        cell.words.truncate(LONG.0);
    }
    for (beginning, mut entries) in of_reaching {
        entries.sort_unstable();
        entries.truncate(2 * SHORT.0);
        cells.entry(cell(beginning)).or_default().words.extend(entries);
    }
}

/// The form that most articles have; of equals the shortest, and then the first. `None` where it is a stop word.
fn main_form(group: &WordGroup) -> Option<&str> {
    let forms = group.forms.iter().zip(&group.postings).zip(&group.uses);
    let main = forms.min_by_key(|((form, list), _)| (std::cmp::Reverse(list.len()), form.len()));
    main.filter(|(_, used)| !used.stop).map(|((form, _), _)| form.as_str())
}

/// The beginnings of three and more letters whose words lie in several ranges of the dictionary.
fn reaching(borders: &[String]) -> BTreeSet<&str> {
    let of_border = |border: &'_ String| -> Vec<usize> {
        border.char_indices().map(|(start, _)| start).skip(CELL_LETTERS).collect()
    };
    borders.iter().flat_map(|border| of_border(border).into_iter().filter_map(|end| border.get(..end))).collect()
}

fn add_names<'a>(names: &'a [Name], few: u32, cells: &mut BTreeMap<&'a str, Cell<'a>>) {
    for name in names.iter().filter(|name| name.articles >= few) {
        let entry = Entry { articles: std::cmp::Reverse(name.articles), text: &name.text };
        let first = name.folded.split(' ').next().unwrap_or_default();
        for end in first.char_indices().map(|(start, _)| start).skip(1).take(CELL_LETTERS - 1) {
            let beginning = first.get(..end).unwrap_or_default();
            keep(&mut cells.entry(beginning).or_default().names, entry.clone(), SHORT.1);
        }
        let of_words: BTreeSet<&str> = name.folded.split(' ').map(cell).collect();
        for of_word in of_words.into_iter().filter(|cell| cell.chars().nth(CELL_LETTERS - 1).is_some()) {
            keep(&mut cells.entry(of_word).or_default().names, entry.clone(), LONG.1);
        }
    }
}

/// Adds an entry; now and then only the best are kept.
fn keep<'a>(entries: &mut Vec<Entry<'a>>, entry: Entry<'a>, most: usize) {
    entries.push(entry);
    if entries.len() >= 4 * most {
        entries.sort_unstable();
        entries.truncate(most);
    }
}

impl Cell<'_> {
    fn write(mut self, name: &str, shard: &mut Completions) {
        shard.begin(name);
        let is_short = name.chars().nth(CELL_LETTERS - 1).is_none();
        let most = if is_short { SHORT } else { (usize::MAX, LONG.1) };
        for entries in [&mut self.words, &mut self.names] {
            entries.sort_unstable();
            entries.dedup();
        }
        for entry in self.words.iter().take(most.0) {
            let proper = entry.text.chars().next().is_some_and(char::is_uppercase);
            shard.add(if proper { Form::Proper } else { Form::Word }, entry.articles.0, entry.text, &[]);
        }
        for entry in self.names.iter().take(most.1) {
            shard.add(Form::Name, entry.articles.0, entry.text, &[]);
        }
        for title in self.titles {
            if shard.as_bytes().len() + title.text.len() + title.id.len() + title.url.len() > CELL {
                break;
            }
            let more = [title.id.as_str(), title.url.as_str()];
            let more = if title.url.is_empty() { more.get(..1) } else { more.get(..) };
            shard.add(Form::Title, title.articles, &title.text, more.unwrap_or_default());
        }
    }
}
