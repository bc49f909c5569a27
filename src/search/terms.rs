//! From the query's words to groups of the dictionary, and to their postings.

use super::fetch::Fetch;
use super::matching::Matches;
use super::posting::{Posting, gather};
use super::query::{Ending, Query, Word};
use super::request::Statistics;
use super::respelling::FEW;
use super::suggest::short_completions;
use crate::format::dictionary::{Dictionary, Entry, WORD_SEPARATOR};
use crate::format::envelope::{Address, Kind};
use crate::format::folding::Folding;
use crate::format::manifest::Manifest;
use crate::format::postings::Postings;
use crate::format::weight;

/// How much a form counts, in parts of what the form typed counts. An inflection counts less, so that exact forms come first;
/// of other spellings and corrections the nearest counts most.
pub(super) const TYPED: u32 = 64;
pub(super) const INFLECTION: u32 = 32;
const VARIANT: u32 = 56;
/// What an inflection of a correction counts: it is two steps away from what was typed.
const CORRECTED_INFLECTION: u32 = 8;
const LEAST: u32 = 8;
/// So many words stand for one or two typed letters.
const MOST_SHORT: usize = 4;
/// By so much each further spelling of a name counts less.
pub(super) const FURTHER: u32 = 2;

/// One word of the query as it is searched.
#[derive(Clone, Debug, Default)]
pub(super) struct Term<'s> {
    /// The forms that were typed, folded; the other forms of their groups are their inflections.
    pub(super) typed: Vec<String>,
    pub(super) sources: Vec<Source<'s>>,
    /// While one or two letters are typed: the most frequent words that begin so.
    short: Vec<String>,
    /// Whether only articles count that have it in their title.
    in_title: bool,
    /// Whether the part of the dictionary can't be had that would tell.
    pub(super) is_lost: bool,
    /// Whether it is a value's word and not one of the text.
    pub(super) is_value: bool,
    /// Of how many articles of several archives how many have it, where that is known.
    pub(super) among: Option<(u32, u32)>,
}

/// Postings that count as the word.
#[derive(Clone, Debug)]
pub(super) struct Source<'s> {
    pub(super) entry: Entry<'s>,
    /// The one form that counts, or all of the group.
    pub(super) only: Option<String>,
    /// A form to name it by.
    pub(super) shown: String,
    /// In parts of [`TYPED`].
    share: u32,
    pub(super) rank: Rank,
}

impl<'s> Source<'s> {
    /// Whether an article that has every word of the query has this.
    pub(super) fn is_in(&self, manifest: &Manifest, matches: &Matches, fetch: &mut Fetch<'s>) -> bool {
        let Some(home) = home(manifest, self.entry, fetch) else { return false };
        (0..home.group.forms.len()).any(|form| home.postings(form).any(|(document, _)| matches.has_all(document)))
    }
}

/// How near a form is to what was typed. Nearer is smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// The word or an inflection.
    Typed,
    /// Another spelling of the name.
    Variant,
    /// A word that was taken for it.
    Corrected,
}

/// Looks the words up, in their order: the first round. A word that no article has gets no source.
pub(super) fn look_up<'s>(
    manifest: &Manifest,
    folding: &Folding,
    query: &Query,
    fetch: &mut Fetch<'s>,
) -> Vec<Term<'s>> {
    let mut terms: Vec<Term<'s>> = Vec::new();
    for word in &query.words {
        let mut term = look_up_word(manifest, word, fetch);
        if word.ending == Ending::Short && !term.is_value {
            term.add_short(manifest, folding, &word.folded, fetch);
        }
        terms.push(term);
    }
    terms
}

fn look_up_word<'s>(manifest: &Manifest, word: &Word, fetch: &mut Fetch<'s>) -> Term<'s> {
    let in_title = word.field.as_deref() == Some("title");
    let key = match word.field.as_deref() {
        Some(field) if !in_title => [field, WORD_SEPARATOR.encode_utf8(&mut [0; 4]), &word.folded].concat(),
        _ => word.folded.clone(),
    };
    let is_value = word.field.is_some() && !in_title;
    let mut term = Term { typed: vec![key], in_title, is_value, ..Term::default() };
    if matches!(word.ending, Ending::Beginning | Ending::Star) {
        term.complete(manifest, fetch);
    } else if let Some(key) = term.typed.first().cloned()
        && let Some(entry) = term.look_in(range(manifest, &key, fetch)).and_then(|range| range.group(&key))
    {
        let only = word.literal.then_some(key);
        let rank = if word.added.is_some() { Rank::Variant } else { Rank::Typed };
        term.add(entry, only, TYPED, rank);
        if !word.literal && word.added.is_none() {
            term.add_variants(entry);
        }
    }
    term
}

/// Tells the terms what is known of several archives.
pub(super) fn count_among(terms: &mut [Term<'_>], statistics: &Statistics) {
    for term in terms {
        let with = term.typed.first().and_then(|typed| statistics.words.get(typed));
        term.among = with.map(|with| (statistics.articles, *with));
    }
}

/// The terms at these places.
pub(super) fn at<'t, 's>(terms: &'t [Term<'s>], places: &[usize]) -> Vec<&'t Term<'s>> {
    let mut found = Vec::new();
    for place in places {
        found.extend(terms.get(*place));
    }
    found
}

/// The dictionary range of a word.
pub(super) fn range<'s>(manifest: &Manifest, word: &str, fetch: &mut Fetch<'s>) -> Option<&'s Dictionary> {
    let number = *manifest.ranges(word).start();
    fetch.dictionary(Address::new(&manifest.terms.folder, Kind::Dictionary, number))
}

impl<'s> Term<'s> {
    /// Takes every form that begins so.
    fn complete(&mut self, manifest: &Manifest, fetch: &mut Fetch<'s>) {
        let beginning = self.typed.first().cloned().unwrap_or_default();
        for number in manifest.ranges(&beginning) {
            let address = Address::new(&manifest.terms.folder, Kind::Dictionary, number);
            let Some(range) = self.look_in(fetch.dictionary(address)) else { continue };
            range.visit(&beginning, &mut |form, entry| {
                // Keys of fields are no words.
                if self.is_value || !form.bytes().any(|sign| matches!(sign, b'=' | b':')) {
                    self.add(entry, Some(form.to_owned()), TYPED, Rank::Typed);
                }
            });
        }
    }

    /// Takes the most frequent words that begin so.
    fn add_short(&mut self, manifest: &Manifest, folding: &Folding, beginning: &str, fetch: &mut Fetch<'s>) {
        self.short = short_completions(manifest, folding, beginning, fetch);
        self.short.truncate(MOST_SHORT);
    }

    /// Notes a part of the dictionary that can't be had.
    fn look_in(&mut self, range: Option<&'s Dictionary>) -> Option<&'s Dictionary> {
        self.is_lost |= range.is_none();
        range
    }

    /// Whether any article has it, or may have: a word that is lost is no error and must not be left out.
    pub(super) fn is_found(&self) -> bool {
        !self.sources.is_empty() || !self.short.is_empty() || self.is_lost
    }

    /// Whether nothing else need be looked for: articles have it, and if it stands alone, more than an inflection of a rare word.
    pub(super) fn is_settled(&self, query: &Query) -> bool {
        let Some(source) = self.sources.first() else { return self.is_found() };
        source.share == TYPED || source.entry.group.documents > FEW || query.words.len() > 1
    }

    /// Takes the other spellings that the dictionary names.
    pub(super) fn add_variants(&mut self, entry: Entry<'s>) {
        let mut less = 0;
        for variant in entry.variants() {
            less += FURTHER;
            self.add_once(variant, variant.group.forms.first().map_or("", String::as_str), Rank::Variant, less);
        }
    }

    /// Takes another word for the one typed, unless it is there already, perhaps as an entry of another range. It counts `less`
    /// than the nearest one does, and what is near in two ways by the nearer one.
    pub(super) fn add_once(&mut self, entry: Entry<'s>, shown: &str, rank: Rank, less: u32) {
        let known =
            |source: &Source<'_>| source.shown == shown || source.entry.group.forms.iter().any(|form| form == shown);
        let most = if rank == Rank::Variant { VARIANT } else { TYPED };
        let share = most.saturating_sub(less).max(LEAST);
        if let Some(known) = self.sources.iter_mut().find(|source| known(source)) {
            if known.rank == Rank::Corrected {
                known.share = known.share.max(share);
            }
            return;
        }
        self.sources.push(Source { entry, only: None, shown: shown.to_owned(), share, rank });
    }

    pub(super) fn add(&mut self, entry: Entry<'s>, only: Option<String>, share: u32, rank: Rank) {
        let shown = only.as_ref().or(self.typed.first()).cloned().unwrap_or_default();
        self.sources.push(Source { entry, only, shown, share, rank });
    }

    /// Whether only articles count that have it in their title.
    pub(super) fn in_title(&self) -> bool {
        self.in_title
    }

    /// Whether it helps no query that has other words.
    pub(super) fn is_stop_word(&self) -> bool {
        let mut any = false;
        for source in self.sources.iter().filter(|source| source.rank == Rank::Typed) {
            any = true;
            if !source.entry.group.stop {
                return false;
            }
        }
        any && !self.is_value
    }

    /// Where alone it stands, other spellings aside.
    pub(super) fn single(&self) -> Option<&Source<'s>> {
        let mut typed = self.sources.iter().filter(|source| source.rank == Rank::Typed);
        let first = typed.next()?;
        (typed.next().is_none() && self.short.is_empty()).then_some(first)
    }

    /// Reads its postings. Scores are still frequencies. Those that are in another range than the word cost a round.
    pub(super) fn postings(&self, manifest: &Manifest, fetch: &mut Fetch<'s>) -> Vec<Posting> {
        let mut found = Vec::new();
        for source in &self.sources {
            let Some(home) = home(manifest, source.entry, fetch) else { continue };
            for (index, form) in home.group.forms.iter().enumerate() {
                if source.only.as_ref().is_none_or(|only| only == form) {
                    found.push(self.read(home.postings(index), true, source.rank, self.share(source, form)));
                }
            }
            // Where one form is wanted, or the title, nothing else will do.
            if source.only.is_none() && !self.in_title {
                let share = home.group.forms.get(home.group.main_form()).map(|form| self.share(source, form));
                found.push(self.read(home.echoes(), false, source.rank, share.unwrap_or_default()));
            }
        }
        for word in &self.short {
            let entry = range(manifest, word, fetch).and_then(|range| range.group(word));
            let Some(home) = entry.and_then(|entry| home(manifest, entry, fetch)) else { continue };
            for form in 0..home.group.forms.len() {
                found.push(self.read(home.postings(form), true, Rank::Typed, INFLECTION));
            }
        }
        gather(found)
    }

    /// What one of a source's forms counts.
    fn share(&self, source: &Source<'_>, form: &String) -> u32 {
        let is_it = source.only.is_some() || *form == source.shown || self.typed.contains(form);
        match source.rank {
            _ if is_it => source.share,
            Rank::Corrected => source.share * CORRECTED_INFLECTION / TYPED,
            _ => source.share * INFLECTION / TYPED,
        }
    }

    fn read(&self, list: Postings<'_>, is_there: bool, rank: Rank, share: u32) -> Vec<Posting> {
        // As in `posting::union`.
        let mut read = vec![Posting::NONE; list.most()];
        let mut free = read.iter_mut();
        list.each(|document, code| {
            let score = u64::from(weight::decode(code) * share / TYPED);
            if (!self.in_title || weight::is_in_title(code))
                && let Some(place) = free.next()
            {
                *place = Posting { document, is_there, rank, score };
            }
        });
        let left = free.len();
        read.truncate(read.len() - left);
        read
    }

    /// How rare it is, when this many articles have it.
    pub(super) fn rarity(&self, manifest: &Manifest, found: usize) -> u32 {
        if self.is_value {
            return 0;
        }
        let with = self.single().map(|source| source.entry.group.documents);
        let with = with.unwrap_or_else(|| u32::try_from(found).unwrap_or(u32::MAX));
        let (articles, with) = self.among.unwrap_or((manifest.articles, with));
        weight::rarity(articles, with)
    }

    /// In about how many articles it stands, before its postings are counted.
    pub(super) fn articles(&self, manifest: &Manifest) -> u32 {
        let mut sum = 0_u32;
        for source in &self.sources {
            sum = sum.saturating_add(source.entry.group.documents);
        }
        sum.min(manifest.articles)
    }

    /// About how rare it is, before its postings are counted.
    pub(super) fn likely_rarity(&self, manifest: &Manifest) -> u32 {
        self.rarity(manifest, usize::try_from(self.articles(manifest)).unwrap_or_default())
    }

    /// Adds the other spellings by which an article was found, unless it has the word as typed.
    pub(super) fn add_spellings(
        &self,
        manifest: &Manifest,
        document: u32,
        fetch: &mut Fetch<'s>,
        spellings: &mut Vec<String>,
    ) {
        if self.sources.iter().all(|source| source.rank == Rank::Typed) {
            return;
        }
        let known = spellings.len();
        for source in &self.sources {
            let Some(home) = home(manifest, source.entry, fetch) else { continue };
            if !(0..home.group.forms.len()).any(|form| home.postings(form).has(document)) {
                continue;
            }
            if source.rank == Rank::Typed {
                spellings.truncate(known);
                return;
            }
            spellings.push(source.shown.clone());
        }
    }

    /// Every form that counts as this word, for marking.
    pub(super) fn forms(&self) -> Vec<&str> {
        let mut forms: Vec<&str> = self.typed.iter().map(String::as_str).collect();
        for source in &self.sources {
            match &source.only {
                Some(only) => forms.push(only),
                None => forms.extend(source.entry.group.forms.iter().map(String::as_str)),
            }
            forms.push(&source.shown);
        }
        forms.extend(self.short.iter().map(String::as_str));
        forms
    }
}

/// The entry that has a group's lists: mostly the one found, or else one in another range.
pub(super) fn home<'s>(manifest: &Manifest, entry: Entry<'s>, fetch: &mut Fetch<'s>) -> Option<Entry<'s>> {
    let Some(place) = entry.group.place else { return Some(entry) };
    let range = fetch.dictionary(Address::new(&manifest.terms.folder, Kind::Dictionary, place.shard))?;
    range.at(usize::try_from(place.index).ok()?)
}
