//! What a half-typed word may become: the most frequent words of short beginnings, how words are written, names and titles.
//!
//! It is arranged in cells, one for each beginning of one, two or three letters, so that one shard answers a keystroke and
//! the next ones mostly find it held. Text in lines rather than JSON: it is read line by line at every keystroke.

use core::ops::Range;

use super::folding::pieces;
use super::json::parse_number;

/// The most letters that a cell's beginning has; longer words are in the cell of their first three.
pub const CELL_LETTERS: usize = 3;

/// A word of fewer letters tells little of a title.
const TELLING_LETTERS: usize = 4;

/// Stands for the address of a title's article that has no page of its own.
pub const NO_ADDRESS: &str = "-";

/// Stands before a cell's beginning.
const CELL: char = ':';
/// Divides the parts of a line.
const DIVIDER: char = '\t';

/// What a completion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A word.
    Word,
    /// A word that is written with a capital inside sentences.
    Proper,
    /// Several words that are written with capitals together.
    Name,
    /// The title of an article.
    Title,
}

impl Form {
    const fn mark(self) -> char {
        match self {
            Self::Word => 'w',
            Self::Proper => 'p',
            Self::Name => 'n',
            Self::Title => 't',
        }
    }

    const fn of(mark: char) -> Option<Self> {
        Some(match mark {
            'w' => Self::Word,
            'p' => Self::Proper,
            'n' => Self::Name,
            't' => Self::Title,
            _ => return None,
        })
    }
}

/// One line of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'t> {
    /// What it is.
    pub form: Form,
    /// In how many articles it stands; of words, with their inflections.
    pub articles: u32,
    /// As people write it.
    pub text: &'t str,
    /// What stands behind it: a title's id and, where it has one of its own, address.
    pub more: [&'t str; 2],
}

/// The cell for words that begin so: their first letters.
#[must_use]
pub fn cell(word: &str) -> &str {
    let end = word.char_indices().nth(CELL_LETTERS).map_or(word.len(), |(end, _)| end);
    word.get(..end).unwrap_or(word)
}

/// The word by which a title is found: the first of at least four letters, or else the first.
#[must_use]
pub fn telling(words: &[(String, Range<usize>)]) -> Option<&str> {
    let is_telling = |(word, _): &&(String, Range<usize>)| word.chars().nth(TELLING_LETTERS - 1).is_some();
    words.iter().find(is_telling).or(words.first()).map(|(word, _)| word.as_str())
}

/// A shard of kind `completions`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions(String);

impl Completions {
    /// Reads a payload.
    ///
    /// # Errors
    /// Where it is not UTF-8.
    pub fn decode(payload: &[u8]) -> Result<Self, String> {
        let text = core::str::from_utf8(payload);
        text.map(|text| Self(text.to_owned())).map_err(|_| "it is not UTF-8".to_owned())
    }

    /// The payload.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// Begins a cell; cells must come in byte order.
    pub fn begin(&mut self, cell: &str) {
        self.0.push(CELL);
        self.0.push_str(cell);
        self.0.push('\n');
    }

    /// Adds a line to the last cell. A text that can't stand in a line is left out.
    pub fn add(&mut self, form: Form, articles: u32, text: &str, more: &[&str]) {
        let articles = articles.to_string();
        let parts = [articles.as_str(), text].into_iter().chain(more.iter().copied());
        if parts.clone().any(|part| part.contains([DIVIDER, '\n'])) {
            return;
        }
        self.0.push(form.mark());
        for (place, part) in parts.enumerate() {
            if place > 0 {
                self.0.push(DIVIDER);
            }
            self.0.push_str(part);
        }
        self.0.push('\n');
    }

    /// Adds the cells of another one, all of which come later.
    pub fn append(&mut self, other: &Self) {
        self.0.push_str(&other.0);
    }

    /// The lines of a cell, in their order; none where there is no such cell.
    #[must_use]
    pub fn lines(&self, cell: &str) -> Vec<Line<'_>> {
        let (mut lines, mut is_own) = (Vec::new(), false);
        for line in pieces(&self.0, b'\n') {
            match line.strip_prefix(CELL) {
                Some(_) if is_own => break,
                Some(name) => is_own = name == cell,
                None if is_own => lines.extend(read(line)),
                None => {}
            }
        }
        lines
    }
}

/// Reads a line; what is none is passed over.
fn read(line: &str) -> Option<Line<'_>> {
    let mut characters = line.chars();
    let form = Form::of(characters.next()?)?;
    let mut parts = pieces(characters.as_str(), DIVIDER as u8);
    let articles = parse_number(parts.next()?)?;
    let text = parts.next()?;
    let more = [parts.next().unwrap_or_default(), parts.next().unwrap_or_default()];
    Some(Line { form, articles, text, more })
}

#[cfg(test)]
mod tests {
    use super::{Completions, Form, Line, cell};

    #[test]
    fn a_cell_gives_its_own_lines_and_no_others() {
        let mut completions = Completions::default();
        completions.begin("k");
        completions.add(Form::Proper, 57, "Kabul", &[]);
        completions.begin("kad");
        completions.add(Form::Name, 40, "Mustafa Kadhimi", &[]);
        completions.add(Form::Title, 1, "Kadhimi: a life", &["a.htm"]);
        completions.add(Form::Title, 1, "two\nlines", &["b.htm"]);
        let read = Completions::decode(completions.as_bytes()).unwrap();
        let kabul = Line { form: Form::Proper, articles: 57, text: "Kabul", more: ["", ""] };
        assert_eq!(read.lines("k"), [kabul]);
        let texts: Vec<_> = read.lines("kad").iter().map(|line| (line.text, line.more[0])).collect();
        assert_eq!(texts, [("Mustafa Kadhimi", ""), ("Kadhimi: a life", "a.htm")]);
        assert_eq!(read.lines("ka").len() + read.lines("").len() + read.lines("kadh").len(), 0);
    }

    #[test]
    fn a_cell_is_named_by_letters_not_bytes() {
        assert_eq!((cell("kadhimi"), cell("ka"), cell("الكاظمي"), cell("")), ("kad", "ka", "الك", ""));
    }

    #[test]
    fn lines_of_nonsense_are_passed_over() {
        let read = Completions::decode(b":a\n\nx1\tb\nw\nwx\tb\nw1\nw99999999999\tb\nw7\tb\tc\td\te\n").unwrap();
        assert_eq!(read.lines("a").iter().map(|line| line.articles).collect::<Vec<_>>(), [7]);
        assert!(Completions::decode(&[b'w', 0xff]).is_err());
    }
}
