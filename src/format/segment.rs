//! How articles are numbered: in date order, by segments, so that a change in an old month stays in that month.

use serde::Serialize;

use super::json::{self, Reader};

/// A run of months whose articles lie in one folder. Months without a date, years without a month and months come in this
/// order: `""`, `2011`, `2012`, `2012-01`, ...
///
/// In JSON an array of folder, shards and months; of the folder's name only what stands behind the first month, where it begins with it.
/// There are hundreds of segments, and every reader fetches them all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(from = "SegmentFields"))]
#[serde(into = "SegmentFields")]
pub struct Segment {
    /// The folder of its articles and dates.
    pub folder: String,
    /// Its months in order, each with the number of its articles.
    pub months: Vec<(String, u32)>,
    /// How many shards of kind `articles` it has: all have equally many articles, but for one more or less.
    pub shards: u32,
}

type SegmentFields = (String, u32, Vec<(String, u32)>);

impl From<Segment> for SegmentFields {
    fn from(Segment { folder, months, shards }: Segment) -> Self {
        let first = months.first().map(|(month, _)| month.as_str()).filter(|month| !month.is_empty());
        let rest = first.and_then(|month| folder.strip_prefix(month)).filter(|rest| rest.starts_with(BEHIND_MONTH));
        (rest.map_or_else(|| folder.clone(), ToOwned::to_owned), shards, months)
    }
}

#[cfg(test)]
impl From<SegmentFields> for Segment {
    fn from((folder, shards, months): SegmentFields) -> Self {
        Self { folder, months, shards }.with_whole_folder()
    }
}

/// What a folder's name has behind its month.
const BEHIND_MONTH: char = '-';

impl Segment {
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        let mut segment = Self::default();
        reader.tuple(3, &mut |reader, field| match field {
            0 => reader.text_into(&mut segment.folder),
            1 => segment.shards = reader.small(),
            _ => reader.array(&mut |reader| segment.months.push(month(reader))),
        });
        segment.with_whole_folder()
    }

    fn with_whole_folder(mut self) -> Self {
        let month = self.months.first().filter(|_| self.folder.starts_with(BEHIND_MONTH));
        if let Some((month, _)) = month {
            self.folder.insert_str(0, month);
        }
        self
    }

    /// How many articles it has.
    #[must_use]
    pub fn articles(&self) -> u32 {
        self.months.iter().fold(0, |sum, (_, articles)| sum.saturating_add(*articles))
    }

    /// How many document numbers it keeps, so that a few new articles don't renumber all later ones: the next step of an
    /// eighth of an octave, at least 16.
    #[must_use]
    pub fn capacity(&self) -> u32 {
        let articles = self.articles().max(16);
        let step = 1 << articles.ilog2().saturating_sub(3);
        articles.div_ceil(step).saturating_mul(step)
    }

    /// The shard in which its article at this place lies, and the article's place in that.
    #[must_use]
    pub fn shard_of(&self, place: u32) -> (u32, usize) {
        let (articles, shards) = (u64::from(self.articles().max(1)), u64::from(self.shards.max(1)));
        let shard = u64::from(place) * shards / articles;
        let first = (shard * articles).div_ceil(shards);
        #[allow(clippy::cast_possible_truncation, reason = "neither is larger than the place or the number of shards")]
        (shard as u32, (u64::from(place) - first) as usize)
    }
}

fn month(reader: &mut Reader<'_>) -> (String, u32) {
    let (mut month, mut articles) = (String::new(), 0);
    reader.tuple(2, &mut |reader, place| match place {
        0 => month = reader.text(),
        _ => articles = reader.small(),
    });
    (month, articles)
}

/// The day of each article of a segment, in their order: shard kind `dates`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Dates {
    /// For each article its day of the month, 0 where it has none.
    pub days: Vec<u8>,
}

impl Dates {
    /// Reads a payload.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn decode(payload: &[u8]) -> Result<Self, String> {
        json::decode(payload, |reader| {
            let mut days = Vec::new();
            reader.object(&["days"], 1, &mut |reader, _| {
                reader.array(&mut |reader| days.push(reader.number(u64::from(u8::MAX)) as u8));
            });
            Self { days }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Segment, SegmentFields};

    #[test]
    fn a_folder_is_written_without_the_month_that_stands_beside_it() {
        for (folder, month, written) in [
            ("2020-09-0abc", "2020-09", "-0abc"),
            ("2020s-0abc", "2020", "2020s-0abc"),
            ("undated-0abc", "", "undated-0abc"),
        ] {
            let segment = Segment { folder: folder.into(), months: vec![(month.into(), 3)], shards: 1 };
            let fields = SegmentFields::from(segment.clone());
            assert_eq!(fields.0, written);
            assert_eq!(Segment::from(fields), segment);
        }
    }

    fn capacity(articles: u32) -> u32 {
        let months = vec![("2020-09".to_owned(), articles)];
        Segment { months, ..Segment::default() }.capacity()
    }

    #[test]
    fn a_segment_keeps_room_for_a_few_new_articles_but_not_for_many() {
        for articles in 0..5000 {
            let room = capacity(articles);
            assert!(room >= articles && (room == 16 || room <= articles + articles / 8 + 1), "{articles}: {room}");
            assert!(capacity(articles + 1) >= room);
        }
    }

    #[test]
    fn every_shard_has_equally_many_articles_but_for_one_and_they_follow_each_other() {
        for (articles, shards) in [(1, 1), (7, 3), (10, 10), (229, 64), (1000, 301)] {
            let months = vec![("2020-09".to_owned(), articles)];
            let segment = Segment { months, shards, ..Segment::default() };
            let mut counts = vec![0; shards as usize];
            for place in 0..articles {
                let (shard, index) = segment.shard_of(place);
                assert_eq!(index, counts[shard as usize], "{place} of {articles} in {shards}");
                assert_eq!(counts[shard as usize + 1..].iter().sum::<usize>(), 0);
                counts[shard as usize] += 1;
            }
            let fewest = (articles / shards) as usize;
            assert!(counts.iter().all(|count| (fewest..=fewest + 1).contains(count)), "{counts:?}");
        }
    }
}
