//! The archive's words as corrections, arranged so that one shard holds the likely ones for a typed word.
//!
//! An error behind a word's first letters leaves it in its own range of the dictionary. For an error in the first
//! letters this is the other half: the words again, in the order of their letters read backwards.

use core::cmp::Ordering;

use super::envelope::{Address, Kind};
use super::folding::pieces;
use super::front_coding;
use super::manifest::{Manifest, Terms, shard};

/// Words of fewer letters are not corrected.
pub const SHORTEST: usize = 4;
/// From this many letters on two errors are forgiven, otherwise one.
pub const LONG: usize = 8;
/// So many letters has a beginning in a shard of kind `beginnings`.
pub const BEGINNING: usize = 4;

/// How many errors are forgiven in a word of this many letters.
#[must_use]
pub const fn most_edits(letters: usize) -> usize {
    match letters {
        ..SHORTEST => 0,
        SHORTEST..LONG => 1,
        _ => 2,
    }
}

/// Whether a word of the archive may correct another: no number, no field's value, and not much shorter than what is
/// corrected.
#[must_use]
pub fn is_correction(word: &str) -> bool {
    let plain = word.bytes().all(|byte| byte.is_ascii_lowercase() || !byte.is_ascii());
    plain && word.chars().nth(SHORTEST - 2).is_some()
}

/// Whether a correction of so many letters belongs to a band: band 0 is for typed words of fewer than [`LONG`] letters,
/// band 1 for the others.
#[must_use]
pub const fn band_holds(band: usize, letters: usize) -> bool {
    if band == 0 { letters <= LONG } else { letters + most_edits(LONG) >= LONG }
}

/// About in how many articles a word stands: the logarithm to base 2, rounded down.
#[must_use]
pub fn class(documents: u32) -> u32 {
    documents.checked_ilog2().unwrap_or(0)
}

/// Compares words by their letters read backwards.
#[must_use]
pub fn backwards(a: &str, b: &str) -> Ordering {
    a.chars().rev().cmp(b.chars().rev())
}

impl Terms {
    /// How many shards of kind `endings` there are.
    #[must_use]
    pub fn ending_shards(&self) -> u32 {
        self.endings.iter().fold(0, |sum, borders| sum.saturating_add(shards(borders)))
    }

    /// How many shards of kind `words` there are: as many as belong to the endings, which stand beside them.
    #[must_use]
    pub fn word_shards(&self) -> u32 {
        if self.endings.is_empty() { 0 } else { shards(&self.words) }
    }
}

impl Manifest {
    /// The shard of kind `words` for a folded word as typed, where the archive has such.
    #[must_use]
    pub fn words(&self, word: &str) -> Option<Address> {
        let number = shard(&self.terms.words, word);
        let is_there = number < self.terms.word_shards();
        is_there.then(|| Address::new(&self.terms.folder, Kind::Words, number))
    }

    /// The shard of kind `endings` for a folded word as typed, where the archive has such.
    #[must_use]
    pub fn endings(&self, word: &str) -> Option<Address> {
        let bands = &self.terms.endings;
        let long = word.chars().nth(LONG - 1).is_some();
        let band = usize::from(long).min(bands.len().checked_sub(1)?);
        let before = bands.iter().take(band).fold(0, |sum, borders| shards(borders).saturating_add(sum));
        let place = bands.get(band)?.partition_point(|border| backwards(border, word) != Ordering::Greater);
        let number = before.saturating_add(u32::try_from(place).ok()?);
        Some(Address::new(&self.terms.folder, Kind::Endings, number))
    }
}

fn shards(borders: &[String]) -> u32 {
    u32::try_from(borders.len()).unwrap_or(u32::MAX).saturating_add(1)
}

/// A shard of kind `endings` or `beginnings`: words, each with the [`class`] of its frequency.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spellings {
    /// A line a class, the rarest first; see FORMAT.md.
    text: String,
}

impl Spellings {
    /// Writes the payload. The words are as [`is_correction`] wants them, each with the number of its articles.
    #[must_use]
    pub fn encode(words: &[(&str, u32)]) -> Vec<u8> {
        let mut sorted: Vec<(u32, &str)> = words.iter().map(|(word, documents)| (class(*documents), *word)).collect();
        sorted.sort_unstable();
        let (mut text, mut line) = (String::new(), 0);
        for words in sorted.chunk_by(|(a, _), (b, _)| a == b) {
            while words.first().is_some_and(|(class, _)| line < *class) {
                text.push('\n');
                line += 1;
            }
            front_coding::write(&mut words.iter().map(|(_, word)| *word), &mut text);
        }
        text.into_bytes()
    }

    /// Reads a payload.
    ///
    /// # Errors
    /// Where it is no text.
    pub fn decode(payload: &[u8]) -> Result<Self, String> {
        let text = String::from_utf8(payload.to_vec()).map_err(|_| "it is not UTF-8".to_owned())?;
        Ok(Self { text })
    }

    /// Shows every word with its class.
    pub fn visit(&self, see: &mut dyn FnMut(&str, u32)) {
        for (class, line) in (0..).zip(pieces(&self.text, b'\n')) {
            front_coding::visit(line, &mut |word| see(word, class));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Spellings, band_holds, class, is_correction, most_edits};
    use crate::format::manifest::{Manifest, Terms};

    fn seen(payload: &[u8]) -> Vec<(String, u32)> {
        let mut words = Vec::new();
        Spellings::decode(payload).unwrap().visit(&mut |word, class| words.push((word.to_owned(), class)));
        words
    }

    #[test]
    fn words_are_read_as_they_were_written_with_the_class_of_their_frequency() {
        let long = "z".repeat(60);
        let longer = long.clone() + "y";
        let words = [("embassy", 9), ("embassies", 2), ("emb", 1), ("سفارة", 1), ("سفير", 1), (&long, 1), (&longer, 1)];
        let mut read = seen(&Spellings::encode(&words));
        let mut wanted: Vec<_> =
            words.iter().map(|(word, documents)| ((*word).to_owned(), class(*documents))).collect();
        read.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(read, wanted);
        assert!(seen(&Spellings::encode(&[])).is_empty());
    }

    #[test]
    fn a_damaged_list_shows_some_words_or_is_an_error() {
        for damaged in ["ZZZ", "embassy", "\n\nAemb\u{e9}Cx\n", "Aa\nZ"] {
            assert!(seen(damaged.as_bytes()).len() <= 3, "{damaged}");
        }
        assert!(Spellings::decode(&[0xff]).is_err());
    }

    #[test]
    fn a_typed_word_leads_to_the_shard_of_its_ending() {
        let endings = [vec!["e", "de", "s"], vec!["d", "ed"]];
        let endings = endings.map(|borders| borders.into_iter().map(str::to_owned).collect()).to_vec();
        let manifest = Manifest { terms: Terms { endings, ..Terms::default() }, ..Manifest::default() };
        let number = |word| manifest.endings(word).map(|address| address.number);
        assert_eq!(["area", "globe", "code", "notes", "zoo"].map(number), [0, 1, 2, 3, 2].map(Some));
        assert_eq!(["embassies", "reported", "abroad in"].map(number), [6, 6, 6].map(Some));
        assert_eq!(["embassia", "lowlands", "upheld on"].map(number), [4, 6, 6].map(Some));
        assert_eq!(manifest.terms.ending_shards(), 7);
    }

    #[test]
    fn an_archive_with_one_list_or_none_has_one_shard_or_none() {
        let terms = |endings| Terms { endings, ..Terms::default() };
        let number =
            |terms, word| Manifest { terms, ..Manifest::default() }.endings(word).map(|address| address.number);
        assert_eq!(number(terms(vec![Vec::new()]), "embassies"), Some(0));
        assert_eq!(number(terms(Vec::new()), "embassies"), None);
        assert_eq!(terms(Vec::new()).ending_shards(), 0);
    }

    #[test]
    fn a_band_holds_every_length_that_its_words_can_have_without_their_errors() {
        for typed in 4..20 {
            let band = usize::from(typed >= super::LONG);
            for meant in typed - most_edits(typed)..=typed + most_edits(typed) {
                assert!(band_holds(band, meant), "{typed} {meant}");
            }
        }
        assert!(!band_holds(0, 9) && !band_holds(1, 5));
    }

    #[test]
    fn numbers_values_and_very_short_words_correct_nothing() {
        assert!(["the", "embassy", "سفارة"].iter().all(|word| is_correction(word)));
        assert!(!["of", "1987", "mi6", "section=news", "title:war", ""].iter().any(|word| is_correction(word)));
    }
}
