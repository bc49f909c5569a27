//! How close the words of a query stand together: further evidence for the articles of the first pages.
//!
//! The texts of ten hits are fetched for their excerpts; what they show puts these ten in order, ten by ten, so that pages
//! stay parts of one list however long they are.

use super::hits::Candidate;
use super::request::Sort;
use super::sought::{Mark, Sought};
use super::text_words::TextWords;
use crate::format::folding::Folding;
use crate::format::postings::FIELD_GAP;
use crate::format::weight::{self, ONE};
use crate::sorting::sort_by;

/// So many ranks are put in order by themselves.
pub(super) const BLOCK: u32 = 10;
/// Words farther apart have nothing to do with each other.
const FAR: u32 = 16;
/// So many words in a row are looked at together.
const WINDOW: u32 = 10;

/// The words of a query with how rare each is.
pub(super) struct Words<'q> {
    sought: &'q Sought<'q>,
    rarities: Vec<u32>,
    /// The average number of words of an article.
    average: u32,
}

impl<'q> Words<'q> {
    pub(super) fn new(sought: &'q Sought<'q>, rarities: Vec<u32>, average: u32) -> Self {
        Self { sought, rarities, average }
    }

    /// Puts each block of ten in order by score and proximity.
    pub(super) fn arrange(&self, folding: &Folding, sort: Sort, page: &mut [Candidate<'_>]) {
        if sort != Sort::Relevance || self.rarities.len() < 2 {
            return;
        }
        for candidate in page.iter_mut() {
            if let Some(article) = candidate.article {
                let (score, marks) = self.score(&article.title_words(folding), &article.text_words(folding));
                candidate.found.score = candidate.found.score.saturating_add(score);
                candidate.marks = Some(marks);
            }
        }
        for block in page.chunks_mut(BLOCK as usize) {
            sort_by(block, |Candidate { found: a, .. }, Candidate { found: b, .. }| {
                let order = b.first.cmp(&a.first).then(a.rank.cmp(&b.rank)).then(b.score.cmp(&a.score));
                order.then(b.document.cmp(&a.document))
            });
        }
    }

    /// What proximity adds to an article's score: an eighth of what pairs of words say (Büttcher, Clarke, Lushman, *Term
    /// Proximity Scoring for Ad-Hoc Retrieval*, 2006) and a quarter of the best ten words in a row. With it what is sought in the text.
    fn score(&self, title: &TextWords, text: &TextWords) -> (u64, Vec<Mark>) {
        let (in_title, before) = self.sought.marks(title);
        let (marks, length) = self.sought.marks(text);
        let mut places = Vec::with_capacity(in_title.len() + marks.len());
        for (marks, from) in [(&in_title, 0), (&marks, before.saturating_add(2 * FIELD_GAP))] {
            for mark in marks {
                places.push((from.saturating_add(mark.order), mark.word));
            }
        }
        let length = before.saturating_add(length);
        (self.pairs(&places, length) / 8 + self.window(&places) / 4, marks)
    }

    /// Each of two different words in a row gains the other's rarity by the square of their distance; `length` is the article's.
    fn pairs(&self, places: &[(u32, usize)], length: u32) -> u64 {
        let rarity = |word: usize| u64::from(self.rarities.get(word).copied().unwrap_or_default());
        let mut gained = vec![0_u64; self.rarities.len()];
        let mut sum = 0_u64;
        for pair in places.windows(2) {
            let [(place, one), (next, other)] = pair else { continue };
            let distance = next.saturating_sub(*place).max(1);
            if one == other || distance > FAR {
                continue;
            }
            let share = u64::from(ONE / (distance * distance));
            for (word, by) in [(*one, *other), (*other, *one)] {
                if let Some(gained) = gained.get_mut(word) {
                    *gained = gained.saturating_add(share * rarity(by));
                }
            }
        }
        let mean = self.rarities.iter().map(|rarity| u64::from(*rarity)).sum::<u64>() / self.rarities.len() as u64;
        let (average, length) = (u64::from(self.average.max(1)), u64::from(length));
        for (word, gained) in gained.iter().enumerate() {
            // BM25's length norm with b = 3/4.
            let frequency = gained / mean.max(1) * 4 * average / (average + 3 * length);
            let frequency = u32::try_from(frequency).unwrap_or(u32::MAX);
            sum =
                sum.saturating_add(weight::pair_score(frequency, self.rarities.get(word).copied().unwrap_or_default()));
        }
        sum
    }

    /// The rarity of the different words in the best window.
    fn window(&self, places: &[(u32, usize)]) -> u64 {
        let mut counts = vec![0_u32; self.rarities.len()];
        let (mut best, mut now, mut first) = (0_u64, 0_u64, 0);
        let rarity = |word: usize| u64::from(self.rarities.get(word).copied().unwrap_or_default());
        for (place, word) in places {
            while let Some((_, left)) = places.get(first).filter(|(start, _)| place.saturating_sub(*start) >= WINDOW) {
                if let Some(count) = counts.get_mut(*left) {
                    *count -= 1;
                    now -= if *count == 0 { rarity(*left) } else { 0 };
                }
                first += 1;
            }
            if let Some(count) = counts.get_mut(*word) {
                now += if *count == 0 { rarity(*word) } else { 0 };
                *count += 1;
            }
            best = best.max(now);
        }
        best * u64::from(ONE)
    }
}

#[cfg(test)]
mod tests {
    use super::{Sought, TextWords, Words};
    use crate::format::folding::{Folding, FoldingTable};

    fn score(title: &str, text: &str) -> u64 {
        let folding = Folding::new(&FoldingTable::default());
        let sought = Sought::new(&folding, &[vec!["grain"], vec!["accord"]]);
        let [title, text] = [title, text].map(|text| TextWords::of(&folding, text));
        Words::new(&sought, vec![5 << 16, 4 << 16], 40).score(&title, &text).0
    }

    #[test]
    fn words_count_more_the_closer_they_stand() {
        let far = "word ".repeat(30);
        let apart = score("", &format!("grain {far} accord"));
        let near = score("", &format!("{far} grain of the accord"));
        let next = score("", &format!("{far} grain accord"));
        assert!(apart < near && near < next, "{apart} {near} {next}");
        assert!(score("", &format!("{far} grain grain")) == apart);
    }

    #[test]
    fn title_and_text_are_no_neighbours() {
        assert_eq!(score("grain", "accord"), score("grain", "word accord"));
        assert!(score("grain accord", "") > score("grain", "accord"));
    }
}
