//! The words of some articles, kept small: what they are, how much they count in each article, and where they stand.

use compact_str::CompactString;
use dalil::format::folding::Folding;
use dalil::format::postings::FIELD_GAP;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use super::casing::{Capitals, Casing, casing};
use super::inversion::{FIELDS, Norms, TEXT, TITLE, code, texts_of};
use crate::article::Article;
use crate::understanding::language::Passage;

/// So many first words of a text say what it is about, and count a quarter more.
const LEAD: u32 = 30;
/// The hundredths that a word counts unless its line says otherwise.
pub(super) const WHOLE: u16 = 100;

/// How a word is written, in lower case, and in which language; `None` where that is the folded form.
pub(super) type Written = (u16, Option<CompactString>);

/// The words of some articles.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Chunk {
    /// The languages of the articles and of their passages; words refer to them by their order. All of the archive are not needed here, so
    /// that one more leaves what was kept as it is.
    pub(super) languages: Vec<CompactString>,
    /// The folded forms; what follows refers to them by their order.
    pub(super) words: Vec<(CompactString, Usage)>,
    /// How many different words each article has.
    pub(super) lengths: Vec<u32>,
    /// One article after the other, ascending by word: the word, and what it counts.
    pub(super) postings: Vec<(u32, u8)>,
    /// Parallel to them: how many places, the first, and the gaps to the next ones, each in [`put`]'s form.
    pub(super) positions: Vec<u8>,
}

/// How a word is used.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Usage {
    /// In how many of the articles it is written as a name.
    pub(super) capitals: Capitals,
    /// In how many of the articles it is written how: nearly all words in one way.
    pub(super) written: SmallVec<[(Written, u32); 1]>,
}

impl Usage {
    /// Counts a way of writing.
    pub(super) fn add(&mut self, written: Written, count: u32) {
        match self.written.iter_mut().find(|(known, _)| *known == written) {
            Some((_, sum)) => *sum += count,
            None => self.written.push((written, count)),
        }
    }
}

/// One word of one article.
pub(super) struct Token {
    /// Index in the chunk's words.
    word: u32,
    position: u32,
    pub(super) field: u8,
    /// How many hundredths of a word it counts, by the line it stands in.
    pub(super) hundredths: u16,
    /// Which of the article's texts, and the bytes there.
    text: usize,
    place: (usize, usize),
}

/// Reads articles.
pub(super) fn read(articles: &[Article], passages: &[&[Passage]], norms: &Norms, folding: &Folding) -> Chunk {
    let mut chunk = Chunk::default();
    let mut index: FxHashMap<CompactString, u32> = FxHashMap::default();
    let mut usages: Vec<Usage> = Vec::new();
    let mut tokens: Vec<Token> = Vec::new();
    let mut languages: Vec<CompactString> = Vec::new();
    for (article, passages) in articles.iter().zip(passages) {
        let texts: Vec<(usize, &str)> = texts_of(article).collect();
        let lengths = tokenize(&texts, &article.weights, folding, &mut index, &mut tokens);
        usages.resize_with(index.len(), Usage::default);
        tokens.sort_unstable_by_key(|token| (token.word, token.position));
        let own = place_of(article.language.as_deref().unwrap_or_default(), &mut languages);
        let before = chunk.postings.len();
        let of_fields = norms.of(&lengths);
        for of_word in tokens.chunk_by(|a, b| a.word == b.word) {
            let Some(first) = of_word.first() else { continue };
            let Some(usage) = usages.get_mut(first.word as usize) else { continue };
            chunk.postings.push((first.word, code(of_word, &of_fields, &norms.weights)));
            put_positions(of_word, &mut chunk.positions);
            usage.capitals.count(casing_of(&texts, of_word));
            let passage = passage_of(passages, first);
            let language = passage.map_or(own, |passage| place_of(passage.language, &mut languages));
            usage.add((language, written(&texts, first)), 1);
        }
        chunk.lengths.push(u32::try_from(chunk.postings.len() - before).unwrap_or(u32::MAX));
    }
    let mut named: Vec<_> = index.into_iter().collect();
    named.sort_unstable_by_key(|(_, id)| *id);
    chunk.words = named.into_iter().map(|(name, _)| name).zip(usages).collect();
    chunk.languages = languages;
    chunk.postings.shrink_to_fit();
    chunk.positions.shrink_to_fit();
    chunk
}

/// Where a language is among those that were met.
fn place_of(tag: &str, languages: &mut Vec<CompactString>) -> u16 {
    let known = languages.iter().position(|known| known == tag);
    let place = known.unwrap_or_else(|| {
        languages.push(tag.into());
        languages.len() - 1
    });
    u16::try_from(place).unwrap_or_default()
}

/// The words of an article in order, and how long its fields are.
fn tokenize(
    texts: &[(usize, &str)],
    weights: &[(u32, u16)],
    folding: &Folding,
    index: &mut FxHashMap<CompactString, u32>,
    tokens: &mut Vec<Token>,
) -> [u32; FIELDS] {
    tokens.clear();
    let mut lengths = [0; FIELDS];
    let (mut position, mut folded) = (0, String::new());
    for (field, length) in lengths.iter_mut().enumerate() {
        let mut lines = LineWeights::new(if field == TEXT { weights } else { &[] });
        for (number, (_, text)) in texts.iter().enumerate().filter(|(_, (of, _))| *of == field) {
            let mut stream = folding.words(text);
            while let Some(place) = stream.next_into(&mut folded) {
                let next = u32::try_from(index.len()).unwrap_or(u32::MAX);
                let word = index.get(folded.as_str()).copied();
                let word = word.unwrap_or_else(|| *index.entry(folded.as_str().into()).or_insert(next));
                let hundredths = lead(field, *length, lines.at(text, place.start));
                let place = (place.start, place.end);
                tokens.push(Token { word, position, field: field as u8, hundredths, text: number, place });
                *length += 1;
                position += 1;
            }
        }
        position += FIELD_GAP;
    }
    lengths
}

/// What a word counts by its place in its field.
fn lead(field: usize, place: u32, hundredths: u16) -> u16 {
    if field == TEXT && place < LEAD { hundredths.saturating_add(hundredths / 4) } else { hundredths }
}

/// How much the lines of one text count. It is asked from the text's beginning to its end.
struct LineWeights {
    /// By line; the last one given counts.
    hundredths: FxHashMap<u32, u16>,
    line: u32,
    /// The bytes in which line ends have been counted.
    counted: usize,
}

impl LineWeights {
    fn new(weights: &[(u32, u16)]) -> Self {
        Self { hundredths: weights.iter().copied().collect(), line: 0, counted: 0 }
    }

    /// How much a word counts that begins at this byte of the text.
    fn at(&mut self, text: &str, start: usize) -> u16 {
        if self.hundredths.is_empty() {
            return WHOLE;
        }
        let passed = text.as_bytes().get(self.counted..start).unwrap_or_default();
        let ends = passed.iter().filter(|byte| **byte == b'\n').count();
        self.line = self.line.saturating_add(u32::try_from(ends).unwrap_or(u32::MAX));
        self.counted = start;
        self.hundredths.get(&self.line).copied().unwrap_or(WHOLE)
    }
}

fn put_positions(tokens: &[Token], positions: &mut Vec<u8>) {
    put(positions, u32::try_from(tokens.len()).unwrap_or(u32::MAX));
    let mut before = 0;
    for token in tokens {
        put(positions, token.position - before);
        before = token.position;
    }
}

/// Appends a number: seven bits a byte, lowest first; the highest bit says that more follow.
fn put(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Takes a number off the front; 0 where there is none.
pub(super) fn take(bytes: &mut &[u8]) -> u32 {
    let (mut number, mut shift) = (0, 0);
    while let Some((byte, rest)) = bytes.split_first() {
        *bytes = rest;
        number |= u32::from(byte & 0x7f) << shift;
        shift += 7;
        if byte & 0x80 == 0 || shift > 28 {
            break;
        }
    }
    number
}

/// The passage that a word of the text stands in; `None` in a text in one language.
fn passage_of<'p>(passages: &'p [Passage], token: &Token) -> Option<&'p Passage> {
    let after = passages.partition_point(|passage| passage.place.end <= token.place.0);
    passages.get(after).filter(|_| usize::from(token.field) == TEXT)
}

/// What the capitals of the first place outside the title say: titles are often written in capitals.
fn casing_of(texts: &[(usize, &str)], tokens: &[Token]) -> Casing {
    let Some(token) = tokens.iter().find(|token| usize::from(token.field) != TITLE) else { return Casing::Silent };
    texts.get(token.text).map_or(Casing::Silent, |(_, text)| casing(text, token.place.0, token.place.1))
}

/// How the word is written, in lower case, as stemmers want it; `None` where that is its folded form.
fn written(texts: &[(usize, &str)], token: &Token) -> Option<CompactString> {
    let (_, text) = texts.get(token.text)?;
    let written = text.get(token.place.0..token.place.1)?;
    if written.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    Some(written.to_lowercase().replace(['’', '‘', '＇'], "'").into())
}

#[cfg(test)]
mod tests {
    use super::{put, take};

    #[test]
    fn numbers_of_every_size_come_back() {
        let numbers = [0, 1, 127, 128, 300, 1 << 21, u32::MAX];
        let mut bytes = Vec::new();
        numbers.iter().for_each(|number| put(&mut bytes, *number));
        let mut rest = bytes.as_slice();
        assert_eq!(numbers.map(|_| take(&mut rest)), numbers);
        assert_eq!((rest.len(), take(&mut rest)), (0, 0));
    }
}
