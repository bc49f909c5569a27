//! What a line shows to be by itself, before anything is known of the archive.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::notice_phrases::{NOTICE_HEADINGS, NOTICES, OF_NOTICES, RIGHTS};
use super::phrases::{COUNTERS, MORE, PLACES, SERVICES};
use crate::byline_words::{BY, WROTE};
use crate::page::Block;
use crate::page::block::Role;
use crate::written_date;

/// So much of a line is enough to know a phrase it begins with, in bytes.
const BEGINNING: usize = 120;
/// A longer line is no offer, counter or place to go.
const MOST_WORDS_OF_SERVICE: usize = 14;
/// A longer line is prose, or a headline in words of its own.
const MOST_WORDS_OF_NAVIGATION: usize = 8;
/// Whoever asks for a line's words wants to know no more than this.
const MOST_COUNTED: usize = 200;
/// A line mostly of links has so many hundredths of its text in them.
const MOSTLY: usize = 70;
/// A longer notice than this is not searched for the words of notices.
const LONGEST_NOTICE: usize = 3000;

/// What a line is in the page's furniture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sign {
    /// Nothing can be read in it: a rule, a divider, a picture.
    Silent,
    /// It speaks to all readers of the site: fair use, copyright, a disclaimer.
    Notice,
    /// It offers to share, send or print the page, or to go to its top.
    Service,
    /// It counts visitors, or says when the page was changed.
    Counter,
    /// Addresses of letter boxes and sites alone.
    Contact,
    /// The name of a place on the site, known in many sites.
    Place,
    /// A short line that consists of links.
    Linked,
    /// The date of something, perhaps with its source.
    Dateline,
    /// A short line without the marks of a sentence.
    Short,
    /// Anything else: a sentence, a headline.
    Prose,
}

/// Reads a line.
pub fn of(block: &Block) -> Sign {
    let text = block.text.as_str();
    if block.role == Role::Rule || !text.chars().any(char::is_alphanumeric) {
        return Sign::Silent;
    }
    let begins = Beginning::of(text);
    if let Some(sign) = begins.sign() {
        return sign;
    }
    if is_contact(text) {
        return Sign::Contact;
    }
    if text.chars().any(char::is_numeric) && written_date::in_dateline(text).is_some() {
        return Sign::Dateline;
    }
    let words = word_count(text);
    if words <= MOST_WORDS_OF_SERVICE && is_linked(block) {
        return Sign::Linked;
    }
    if words <= MOST_WORDS_OF_NAVIGATION && !is_sentence(text) { Sign::Short } else { Sign::Prose }
}

/// How many words a line has; of a long one, so many that it is long. Where a script doesn't divide words, two of its letters
/// are one.
pub fn word_count(text: &str) -> usize {
    let divided = text.split(' ').take(MOST_COUNTED).filter(|word| word.chars().any(char::is_alphanumeric)).count();
    // From Hiragana to the last Han ideograph, Hangul aside; Thai, Lao and Khmer.
    let undivided = |c: &char| {
        ['\u{3041}'..='\u{30ff}', '\u{3400}'..='\u{9fff}', '\u{e01}'..='\u{eff}', '\u{1780}'..='\u{17d3}']
            .iter()
            .any(|range| range.contains(c))
    };
    if text.is_ascii() { divided } else { divided + text.chars().take(MOST_COUNTED * 2).filter(undivided).count() / 2 }
}

/// Whether a line has the marks of a sentence. The stop behind a short word belongs to it: `Dr.`, `St.`
pub fn is_sentence(text: &str) -> bool {
    let stopped = |word: &str| word.ends_with('.') && word.chars().count() > 4;
    text.ends_with(['.', '!', '?', ';', ',', '؟', '،', '۔', '。', '！', '？', '।', '"', '”', '»'])
        || text.split(' ').any(stopped)
}

/// Whether most of a line leads elsewhere.
pub fn is_linked(block: &Block) -> bool {
    !block.links.is_empty() && block.linked * 100 >= block.text.len() * MOSTLY
}

/// Whether a line names an author and nothing else.
pub fn is_byline(text: &str) -> bool {
    let mut words = text.split(' ').filter(|word| !word.is_empty());
    let by = words.next().unwrap_or_default().trim_end_matches(':').to_lowercase();
    BY.iter().chain(WROTE).any(|&word| word == by) && (1..=8).contains(&words.take(9).count())
}

/// Whether a paragraph has the words of a notice: behind a notice's heading it is one.
pub fn speaks_of_rights(text: &str) -> bool {
    if text.len() > LONGEST_NOTICE {
        return false;
    }
    let lower = text.to_lowercase();
    OF_NOTICES.iter().any(|word| lower.contains(word))
}

/// Whether the last link of a line leads to the rest of it: "more".
pub fn leads_on(block: &Block) -> bool {
    block.links.last().is_some_and(|link| MORE.contains(&folded(&link.text).as_str()))
}

/// Whether a link's text tells nothing of where it leads: "more", "here", a number.
pub fn says_nothing(text: &str) -> bool {
    let folded = folded(text);
    MORE.contains(&folded.as_str()) || !folded.chars().any(char::is_alphabetic)
}

/// The words of a short text in lower case, numbers as they are.
pub fn words_of(text: &str) -> Vec<String> {
    let beginning: String = text.chars().take(BEGINNING).collect();
    let words = beginning.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// The words of a short text in lower case, numbers as `0`, without marks; of a longer one, the first.
pub fn folded(text: &str) -> String {
    Beginning::of(text).words
}

/// The first words of a line, in lower case, numbers as `0`.
struct Beginning {
    words: String,
    whole: bool,
}

impl Beginning {
    fn of(text: &str) -> Self {
        let mut words = String::with_capacity(BEGINNING + 8);
        for (place, c) in text.char_indices() {
            if place > BEGINNING {
                return Self { words, whole: false };
            }
            if c.is_numeric() {
                if !words.ends_with('0') {
                    words.push('0');
                }
            } else if c.is_alphabetic() {
                words.extend(c.to_lowercase());
            } else if !words.is_empty() && !words.ends_with(' ') {
                words.push(' ');
            }
        }
        words.truncate(words.trim_end().len());
        Self { words, whole: true }
    }

    fn sign(&self) -> Option<Sign> {
        let short = self.whole && self.words.split(' ').count() <= MOST_WORDS_OF_SERVICE;
        if short && let Some(&sign) = WHOLE.get(self.words.as_str()) {
            return Some(sign);
        }
        if short && RIGHTS.iter().any(|phrase| self.words.starts_with(phrase) || self.words.ends_with(phrase)) {
            return Some(Sign::Notice);
        }
        let first = self.words.split(' ').next().unwrap_or_default();
        let known = KNOWN.get(first)?;
        let found = known.iter().find(|(phrase, sign)| {
            let rest = self.words.strip_prefix(phrase);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')) && (*sign == Sign::Notice || short)
        });
        found.map(|(_, sign)| *sign)
    }
}

/// What a line says as a whole.
static WHOLE: LazyLock<HashMap<&str, Sign>> = LazyLock::new(|| {
    let headings = NOTICE_HEADINGS.iter().map(|&heading| (heading, Sign::Notice));
    PLACES.iter().map(|&place| (place, Sign::Place)).chain(headings).collect()
});

/// The phrases, by their first word.
static KNOWN: LazyLock<HashMap<&str, Vec<(&str, Sign)>>> = LazyLock::new(|| {
    let mut known: HashMap<&str, Vec<(&str, Sign)>> = HashMap::new();
    for (phrases, sign) in [(NOTICES, Sign::Notice), (SERVICES, Sign::Service), (COUNTERS, Sign::Counter)] {
        for &phrase in phrases {
            known.entry(phrase.split(' ').next().unwrap_or_default()).or_default().push((phrase, sign));
        }
    }
    known
});

/// Letter boxes and hosts, with hardly a word between them. The address of a page is a source.
fn is_contact(text: &str) -> bool {
    if text.len() > 200 {
        return false;
    }
    let (mut addresses, mut words) = (0, 0);
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|' | '(' | ')' | '<' | '>')) {
        let word = word.trim_end_matches(['.', ':']);
        if is_letter_box(word) || is_host(word) {
            addresses += 1;
        } else if word.chars().any(char::is_alphanumeric) {
            words += 1;
        }
    }
    addresses > 0 && words <= addresses
}

fn is_letter_box(word: &str) -> bool {
    word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

fn is_host(word: &str) -> bool {
    let plain = word.trim_start_matches("http://").trim_start_matches("https://").trim_end_matches('/');
    let labelled = plain.len() > 4 && plain.get(..4).is_some_and(|www| www.eq_ignore_ascii_case("www."));
    (labelled || plain.len() < word.len()) && !plain.contains('/') && plain.contains('.')
}

#[cfg(test)]
mod tests {
    use super::{Sign, is_byline, is_linked, of};
    use crate::page::Block;
    use crate::page::block::Link;

    fn sign(text: &str) -> Sign {
        of(&Block { text: text.to_owned(), ..Block::default() })
    }

    #[test]
    fn the_furniture_of_a_page_is_known_in_its_languages() {
        for (text, expected) in [
            ("* * *", Sign::Silent),
            ("FAIR USE NOTICE", Sign::Notice),
            ("© 2004 The Lantern. All rights reserved.", Sign::Notice),
            ("Copyright © 2002-2009, The Lantern", Sign::Notice),
            ("جميع الحقوق محفوظة © 2005", Sign::Notice),
            ("Tüm hakları saklıdır.", Sign::Notice),
            ("Share the link of this article with your friends", Sign::Service),
            ("[Back to Top]", Sign::Service),
            ("أرسل لصديق", Sign::Service),
            ("Last updated: June 3, 2012", Sign::Counter),
            ("editor@lantern.example & letters@lantern.example", Sign::Contact),
            ("www.lantern.example", Sign::Contact),
            ("Contact us", Sign::Place),
            ("الصفحة الرئيسية", Sign::Place),
            ("Asia Times, AFP, SEPTEMBER 27, 2020", Sign::Dateline),
            ("Mission & Name", Sign::Short),
        ] {
            assert_eq!(sign(text), expected, "{text}");
        }
    }

    #[test]
    fn sentences_sources_and_headlines_are_no_furniture() {
        for text in [
            "Copyright law was changed by parliament on Thursday, to the joy of sardine painters in all harbours.",
            "Share prices fell in Dar Lumeya.",
            "The minister said that all rights reserved to fishermen would be kept.",
            "http://hnb.example/2003/03/salt-tax",
            "Write to the editor at editor@lantern.example if you want the book.",
        ] {
            assert!(matches!(sign(text), Sign::Prose | Sign::Short), "{text}: {:?}", sign(text));
        }
        assert!(
            is_byline("By Anselm Tryde")
                && is_byline("بقلم كريم دلول")
                && !is_byline("By the harbour a cat sat and looked at ten sardines")
        );
    }

    #[test]
    fn a_line_with_one_link_among_its_words_leads_nowhere_by_itself() {
        let link = Link { address: "sardines.htm".to_owned(), text: "sardines".to_owned() };
        let line =
            |text: &str| Block { text: text.to_owned(), links: vec![link.clone()], linked: 8, ..Block::default() };
        assert!(is_linked(&line("» sardines")));
        assert!(!is_linked(&line("Nobody counted the sardines of Nawl")));
    }
}
