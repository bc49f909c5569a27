//! What the reader may be about to type: the last word completed, to words, names and titles of this archive.

use core::cmp::Ordering;
use core::ops::Range;

use super::answer::Cost;
use super::engine::Engine;
use super::fetch::{Fetch, Needed};
use super::hits;
use super::written_answer::{ending, list, number, optional, text};
use crate::format::completions::{CELL_LETTERS, Form, Line, NO_ADDRESS, cell, telling};
use crate::format::dictionary::{Dictionary, Group};
use crate::format::envelope::{Address, Kind};
use crate::format::folding::{self, Folding};
use crate::format::json::Writer;
use crate::format::manifest::Manifest;
use crate::sorting;

/// The most suggestions of one answer.
const MOST: u32 = 50;

/// What the reader may want to ask.
#[derive(Clone, Debug)]
pub struct SuggestAnswer {
    /// As typed.
    pub query: String,
    /// The likeliest first.
    pub suggestions: Vec<Suggestion>,
    /// What a browser with an empty cache fetches for this.
    pub cost: Cost,
    /// The shards that could not be had, so that the answer may lack something.
    pub incomplete: Vec<String>,
}

/// One completion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The whole query, completed, as people write it.
    pub text: String,
    /// `word`, `name` or `title`.
    pub kind: &'static str,
    /// In how many articles the word, the name or the title stands.
    pub count: u32,
    /// Of a title, its latest article.
    pub id: Option<String>,
    /// Of a title, where its latest article is, absolute or relative to the archive.
    pub url: Option<String>,
}

/// What was typed.
struct Typed<'t> {
    text: &'t str,
    words: Vec<(String, Range<usize>)>,
    /// Whether the last word may go on.
    unfinished: bool,
}

/// A word or a name that the last words typed may become.
struct Candidate<'a> {
    /// How many of the words typed are in it.
    run: usize,
    articles: u32,
    form: Form,
    text: &'a str,
}

impl Engine {
    /// Completes what is being typed.
    ///
    /// # Errors
    /// The shards that it needs: hand them over (or say they can't be had) and ask again.
    pub fn suggest(&self, text: &str, limit: u32) -> Result<SuggestAnswer, Vec<Address>> {
        let mut fetch = Fetch::new(&self.store);
        self.complete(text, limit, &mut fetch).map_err(|Needed(shards)| shards)
    }

    fn complete(&self, text: &str, limit: u32, fetch: &mut Fetch<'_>) -> Result<SuggestAnswer, Needed> {
        let typed = Typed::new(&self.folding, text);
        // The only round: the cells of the last word and of the one that titles are found by; the last word's range.
        let mut lines = Vec::new();
        for cell in typed.cells() {
            if let Some(shard) = self.manifest.completions(cell).and_then(|address| fetch.completions(address)) {
                lines.append(&mut shard.lines(cell));
            }
        }
        let range = typed.range(&self.manifest);
        let dictionary = range.and_then(|range| fetch.dictionary(range));
        fetch.end_round()?;
        let wanted = usize::try_from(limit.min(MOST)).unwrap_or_default();
        let completed = dictionary.map(|dictionary| typed.completed(dictionary)).unwrap_or_default();
        let suggestions = self.choose(&typed, &lines, &completed, wanted);
        let (query, cost, incomplete) = (text.to_owned(), fetch.cost(), fetch.missing());
        Ok(SuggestAnswer { query, suggestions, cost, incomplete })
    }

    /// The likeliest words and names, and then titles, for which a third is kept free.
    fn choose(
        &self,
        typed: &Typed<'_>,
        lines: &[Line<'_>],
        completed: &[(String, &Group)],
        wanted: usize,
    ) -> Vec<Suggestion> {
        let mut candidates = Vec::new();
        typed.add_lines(&self.folding, lines, &mut candidates);
        typed.add_words(&self.folding, lines, completed, &mut candidates);
        let titles = typed.titles(&self.folding, lines);
        let likeliest = sorting::order(candidates.len(), &mut |a, b| match (candidates.get(a), candidates.get(b)) {
            (Some(a), Some(b)) => a.compare(b),
            _ => Ordering::Equal,
        });
        let others = wanted.saturating_sub(titles.len().min(wanted / 3));
        let mut chosen: Vec<Suggestion> = Vec::new();
        let mut names: Vec<&str> = Vec::new();
        for candidate in likeliest.into_iter().filter_map(|place| candidates.get(place)) {
            // A name with something before it ("Chairman Paul Volcker") says no more than the name.
            let is_said = names.iter().any(|name| {
                candidate
                    .text
                    .strip_suffix(name)
                    .is_some_and(|before| matches!(before.bytes().last(), Some(b' ' | b'-')))
            });
            if chosen.len() >= others || is_said {
                continue;
            }
            if candidate.form == Form::Name {
                names.push(candidate.text);
            }
            chosen.push(typed.suggestion(candidate));
        }
        let left = wanted.saturating_sub(chosen.len());
        for title in titles.into_iter().take(left) {
            let [id, url] = title.more;
            chosen.push(Suggestion {
                text: title.text.to_owned(),
                kind: "title",
                count: title.articles,
                id: Some(id.to_owned()),
                url: match url {
                    "" => hits::address(&self.manifest, id, None),
                    NO_ADDRESS => None,
                    _ => Some(url.to_owned()),
                },
            });
        }
        chosen
    }
}

impl Candidate<'_> {
    /// Those that have more of the words typed come first, then those in more articles.
    fn compare(&self, other: &Self) -> Ordering {
        let order = other.run.cmp(&self.run).then(other.articles.cmp(&self.articles));
        order.then_with(|| self.text.cmp(other.text))
    }
}

impl<'t> Typed<'t> {
    fn new(folding: &Folding, text: &'t str) -> Self {
        let mut words = Vec::new();
        words.extend(folding.words(text));
        let end = words.last().map_or(0, |(_, place): &(String, Range<usize>)| place.end);
        Self { text, words, unfinished: end == text.len() }
    }

    fn last(&self) -> &str {
        self.words.last().map_or("", |(word, _)| word.as_str())
    }

    /// The cells that may hold what was typed: that of the last word; with several words, also that of the first telling one,
    /// for titles; and where the last word is short yet, that of the word before it, for names.
    fn cells(&self) -> Vec<&str> {
        let mut cells = Vec::new();
        let Some(((last, _), before)) = self.words.split_last() else { return cells };
        cells.push(cell(last));
        let previous = before.last().filter(|_| !is_long(last)).map(|(word, _)| word.as_str());
        for word in [telling(before), previous] {
            let Some(cell) = word.map(cell) else { continue };
            if !cells.contains(&cell) {
                cells.push(cell);
            }
        }
        cells
    }

    /// The range of the dictionary that has all completions of the last word. Beginnings that reach over several ranges have
    /// their most frequent words in their cell, as the short ones have.
    fn range(&self, manifest: &Manifest) -> Option<Address> {
        let ranges = manifest.ranges(self.last());
        let is_one = self.unfinished && is_long(self.last()) && ranges.start() == ranges.end();
        is_one.then(|| Address::new(&manifest.terms.folder, Kind::Dictionary, *ranges.start()))
    }

    /// The last word's completions: of each group one form, the shortest.
    fn completed<'d>(&self, dictionary: &'d Dictionary) -> Vec<(String, &'d Group)> {
        let mut found: Vec<(String, &Group)> = Vec::new();
        dictionary.visit(self.last(), &mut |form, entry| {
            let group = entry.group;
            // Keys of fields are no words.
            if group.stop || form.bytes().any(|byte| matches!(byte, b'=' | b':')) {
                return;
            }
            match found.iter_mut().find(|(_, known)| core::ptr::eq(*known, group)) {
                Some((shortest, _)) if form.len() < shortest.len() => form.clone_into(shortest),
                Some(_) => {}
                None => found.push((form.to_owned(), group)),
            }
        });
        found
    }

    /// Adds the words and names of the cells.
    fn add_lines<'a>(&self, folding: &Folding, lines: &[Line<'a>], candidates: &mut Vec<Candidate<'a>>) {
        for line in lines.iter().filter(|line| line.form != Form::Title) {
            let run = self.run(folding, line.text);
            let is_known = candidates.iter().any(|candidate| candidate.text == line.text);
            if run > 0 && !is_known {
                candidates.push(Candidate { run, articles: line.articles, form: line.form, text: line.text });
            }
        }
    }

    /// Adds those completions from the dictionary of which the cells don't say how people write them.
    fn add_words<'a>(
        &self,
        folding: &Folding,
        lines: &[Line<'_>],
        completed: &'a [(String, &Group)],
        candidates: &mut Vec<Candidate<'a>>,
    ) {
        let mut written = Vec::new();
        for line in lines.iter().filter(|line| matches!(line.form, Form::Word | Form::Proper)) {
            written.push(folding.fold(line.text));
        }
        for (form, group) in completed {
            let is_written = |written: &String| {
                written == form || (written.starts_with(self.last()) && group.forms.contains(written))
            };
            if !written.iter().any(is_written) {
                candidates.push(Candidate { run: 1, articles: group.documents, form: Form::Word, text: form });
            }
        }
    }

    /// How many of the last words typed stand together in a name, the last of them perhaps not to its end.
    fn run(&self, folding: &Folding, name: &str) -> usize {
        let mut words = Vec::new();
        words.extend(folding.words(name));
        let mut longest = 0;
        // Where the last word is finished the name must go on.
        let ends = words.len().saturating_sub(usize::from(!self.unfinished));
        for end in 1..=ends {
            let mut run = 0;
            while let (Some(word), Some(typed)) =
                (from_end(&words, words.len() - end + run), from_end(&self.words, run))
            {
                let begins = run == 0 && self.unfinished && word.starts_with(typed);
                if !begins && word != typed {
                    break;
                }
                run += 1;
            }
            longest = longest.max(run);
        }
        longest
    }

    /// The titles that have all words typed in their order: first those that begin with them.
    fn titles<'a>(&self, folding: &Folding, lines: &[Line<'a>]) -> Vec<Line<'a>> {
        let (mut beginning, mut holding) = (Vec::<Line<'a>>::new(), Vec::new());
        for line in lines.iter().filter(|line| line.form == Form::Title) {
            let (mut next, mut place) = (0, 0);
            for (word, _) in folding.words(line.text) {
                let Some((typed, _)) = self.words.get(next) else { break };
                let may_go_on = self.unfinished && next.saturating_add(1) == self.words.len();
                if word == *typed || (may_go_on && word.starts_with(typed.as_str())) {
                    next += 1;
                }
                place += 1;
            }
            let found = if place == next { &mut beginning } else { &mut holding };
            // Two cells may have it.
            if next == self.words.len() && !found.iter().any(|known| known.more == line.more) {
                found.push(*line);
            }
        }
        beginning.append(&mut holding);
        beginning
    }

    /// A candidate in the place of the words that are in it.
    fn suggestion(&self, candidate: &Candidate<'_>) -> Suggestion {
        let first = self.words.len().saturating_sub(candidate.run);
        let start = self.words.get(first).map_or(0, |(_, place)| place.start);
        let kept = folding::part(self.text, 0..start);
        let kind = if candidate.form == Form::Word { "word" } else { "name" };
        let text = [kept, candidate.text].concat();
        Suggestion { text, kind, count: candidate.articles, id: None, url: None }
    }
}

/// The word that stands so far from the end.
fn from_end(words: &[(String, Range<usize>)], place: usize) -> Option<&str> {
    let index = words.len().checked_sub(place)?.checked_sub(1)?;
    words.get(index).map(|(word, _)| word.as_str())
}

/// Whether a beginning is long enough to be completed from the dictionary.
fn is_long(beginning: &str) -> bool {
    beginning.chars().nth(CELL_LETTERS - 1).is_some()
}

/// The most frequent words that begin with these one or two letters, folded, stop words left aside, most frequent first:
/// part of the first round.
pub(super) fn short_completions(
    manifest: &Manifest,
    folding: &Folding,
    beginning: &str,
    fetch: &mut Fetch<'_>,
) -> Vec<String> {
    let mut found = Vec::new();
    let shard = manifest.completions(beginning).and_then(|address| fetch.completions(address));
    for line in shard.map(|shard| shard.lines(beginning)).unwrap_or_default() {
        if matches!(line.form, Form::Word | Form::Proper) {
            found.push(folding.fold(line.text));
        }
    }
    found
}

impl SuggestAnswer {
    /// Writes it as JSON.
    pub fn write(&self, out: &mut Writer) {
        out.open('{');
        text(out, "query", &self.query);
        list(out, "suggestions", &self.suggestions, Suggestion::write);
        ending(out, self.cost, &self.incomplete);
        out.close('}');
    }
}

impl Suggestion {
    fn write(&self, out: &mut Writer) {
        text(out, "text", &self.text);
        text(out, "kind", self.kind);
        number(out, "count", self.count);
        optional(out, "id", self.id.as_ref());
        optional(out, "url", self.url.as_ref());
    }
}
