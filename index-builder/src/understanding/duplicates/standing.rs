//! Which of several copies is indexed.

use std::cmp::Reverse;

/// What makes one copy better than another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The id it would have.
    pub id: String,
    /// Its date, as in [`Article::date`](crate::article::Article::date).
    pub date: Option<String>,
    /// Whether it has a title.
    pub titled: bool,
    /// Whether it says who wrote it.
    pub signed: bool,
    /// How long its text is, in any unit that is the same for all.
    pub length: usize,
    /// Whether it has a page of its own: it is no part of a digest.
    pub own_page: bool,
    /// Whether another copy names it as the page to show (`rel=canonical`), or it names itself.
    pub canonical: bool,
}

/// The place of the best copy; 0 where there is none.
///
/// In this order: it has a date and a title; its text is whole (nine tenths of the longest, for a frame's remains make a text
/// longer too); it is the one that its site calls canonical; it has a page of its own; it has a byline; its date is more
/// precise; it is longer; its id is smaller.
#[must_use]
pub fn head(candidates: &[Standing]) -> usize {
    let longest = candidates.iter().map(|copy| copy.length).max().unwrap_or_default();
    let merits = |copy: &Standing| {
        let precision = copy.date.as_ref().map_or(0, String::len);
        let whole = copy.length.saturating_mul(10) >= longest.saturating_mul(9);
        let essentials = u8::from(precision > 0) + u8::from(copy.titled);
        (essentials, whole, copy.canonical, copy.own_page, copy.signed, precision, copy.length)
    };
    let best =
        candidates.iter().enumerate().max_by_key(|(place, copy)| (merits(copy), Reverse(&copy.id), Reverse(*place)));
    best.map_or(0, |(place, _)| place)
}

#[cfg(test)]
mod tests {
    use super::{Standing, head};

    fn copy(id: &str) -> Standing {
        let date = Some("2012-06-14".to_owned());
        Standing { id: id.to_owned(), date, titled: true, length: 1_000, own_page: true, ..Standing::default() }
    }

    #[test]
    fn each_merit_counts_before_the_next() {
        type Spoil = fn(&mut Standing);
        let better: [(&str, Spoil); 8] = [
            ("date", |other| other.date = None),
            ("title", |other| other.titled = false),
            ("whole text", |other| other.length = 700),
            ("canonical", |other| other.canonical = false),
            ("own page", |other| other.own_page = false),
            ("byline", |other| other.signed = false),
            ("precise date", |other| other.date = Some("2012".into())),
            ("length", |other| other.length = 990),
        ];
        for (place, (merit, spoil)) in better.iter().enumerate() {
            let full = Standing { canonical: true, signed: true, ..copy("b") };
            let mut spoilt = Standing { id: "a".into(), ..full.clone() };
            spoil(&mut spoilt);
            assert_eq!(head(&[spoilt.clone(), full.clone()]), 1, "{merit}");
            // What comes later in the order does not outweigh it.
            let mut poor = Standing { id: "z".into(), ..full };
            better
                .iter()
                .skip(place + 1)
                .filter(|(name, _)| !(place < 2 && *name == "title"))
                .for_each(|(_, spoil)| spoil(&mut poor));
            assert_eq!(head(&[spoilt, poor]), 1, "{merit}");
        }
    }

    #[test]
    fn equals_are_told_apart_by_id() {
        assert_eq!(head(&[copy("mirror/b.htm"), copy("a.htm"), copy("c.htm")]), 1);
        assert_eq!(head(&[]), 0);
    }
}
