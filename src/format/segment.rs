//! How articles are numbered: in date order, by segments, so that a change in an old month stays in that month.

use serde::Serialize;

use super::json::{self, Reader};

/// A run of months whose articles lie in one folder. Months without a date, years without a month and months come in this
/// order: `""`, `2011`, `2012`, `2012-01`, ...
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Segment {
    /// The folder of its articles, texts and dates.
    pub folder: String,
    /// Its months in order, each with the number of its articles.
    pub months: Vec<(String, u32)>,
    /// How many articles stand in one shard of kind `articles`.
    pub per_articles: u32,
    /// How many articles' texts stand in one shard of kind `text`.
    pub per_text: u32,
}

impl Segment {
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        let mut segment = Self::default();
        reader.object(&["folder", "months", "per_articles", "per_text"], 4, &mut |reader, field| match field {
            0 => reader.text_into(&mut segment.folder),
            1 => reader.array(&mut |reader| segment.months.push(month(reader))),
            2 => segment.per_articles = reader.small(),
            _ => segment.per_text = reader.small(),
        });
        segment
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

    /// How many shards of this many articles each it takes.
    #[must_use]
    pub fn shards(&self, per_shard: u32) -> u32 {
        self.articles().div_ceil(per_shard.max(1))
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
    use super::Segment;

    fn capacity(articles: u32) -> u32 {
        let months = vec![("2020-09".to_owned(), articles)];
        Segment { folder: String::new(), months, per_articles: 1, per_text: 1 }.capacity()
    }

    #[test]
    fn a_segment_keeps_room_for_a_few_new_articles_but_not_for_many() {
        for articles in 0..5000 {
            let room = capacity(articles);
            assert!(room >= articles && (room == 16 || room <= articles + articles / 8 + 1), "{articles}: {room}");
            assert!(capacity(articles + 1) >= room);
        }
    }
}
