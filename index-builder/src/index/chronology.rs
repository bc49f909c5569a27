//! The articles in date order, and the segments they are cut into.

use dalil::format::date::PartialDate;
use dalil::format::segment::Segment;
use xxhash_rust::xxh3::xxh3_64;

/// A year (or a decade) with fewer articles than this is one segment.
const FEW: u32 = 256;
/// A month with more articles than this is several segments, so that a change in one of its days leaves most of it alone.
const MANY: u32 = 1024;
/// No month has more days.
const DAYS: u32 = 32;
/// What has no day is cut before articles of which the hashes of about one in so many ids say it.
const UNDATED: u64 = 512;

/// A segment to be: a run of months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    /// What its folder's name begins with: `2012-06`, `2012`, `201x`, `undated`.
    pub(super) name: String,
    /// Months as in [`Segment::months`].
    pub(super) months: Vec<(String, u32)>,
}

impl Stretch {
    pub(super) fn articles(&self) -> u32 {
        self.months.iter().map(|(_, articles)| articles).sum()
    }

    /// As [`Segment::capacity`].
    pub(super) fn capacity(&self) -> u32 {
        let months = self.months.clone();
        Segment { months, ..Segment::default() }.capacity()
    }
}

/// Sorts articles by date, what is undated first, and cuts them into segments; `head` tells date and id.
pub(super) fn arrange<T>(articles: &mut [T], head: impl Fn(&T) -> (Option<&str>, &str)) -> Vec<Stretch> {
    // The id decides between articles of one moment, so that the order never depends on that of the input.
    articles.sort_by_cached_key(|article| {
        let (date, id) = head(article);
        (month(date), date.map(str::to_owned), id.to_owned())
    });
    let of_one_month = |a: &T, b: &T| month(head(a).0) == month(head(b).0);
    let months: Vec<Month> = articles.chunk_by(of_one_month).map(|own| Month::new(own, &head)).collect();
    months.chunk_by(|a, b| decade(&a.name) == decade(&b.name)).flat_map(cut).collect()
}

/// The articles of one month, in order.
struct Month {
    /// As in [`Segment::months`].
    name: String,
    /// How many articles there are in each of its parts.
    parts: Vec<u32>,
}

impl Month {
    fn new<T>(articles: &[T], head: &impl Fn(&T) -> (Option<&str>, &str)) -> Self {
        let name = articles.first().map(|article| month(head(article).0)).unwrap_or_default();
        let count = |articles: &[T]| u32::try_from(articles.len()).unwrap_or(u32::MAX);
        // In powers of two, so that a few new articles don't move the borders.
        let most = count(articles).div_ceil(MANY).next_power_of_two().min(DAYS);
        if most == 1 {
            return Self { name, parts: vec![count(articles)] };
        }
        // The articles of one day stay together: whoever reads one is shown the others.
        let of_one_part = |a: &T, b: &T| match (day(head(a).0), day(head(b).0)) {
            (Some(a), Some(b)) => a * most / DAYS == b * most / DAYS,
            (None, None) => !xxh3_64(head(b).1.as_bytes()).is_multiple_of(UNDATED),
            _ => false,
        };
        Self { name, parts: articles.chunk_by(of_one_part).map(count).collect() }
    }

    fn articles(&self) -> u32 {
        self.parts.iter().sum()
    }

    /// Each of its parts as a segment of this name.
    fn stretches(&self, name: &str) -> impl Iterator<Item = Stretch> {
        let of_part = |articles: &u32| Stretch { name: name.to_owned(), months: vec![(self.name.clone(), *articles)] };
        self.parts.iter().map(of_part)
    }
}

/// The document number of each article, in their order.
pub(super) fn numbers(segments: &[Stretch]) -> Vec<u32> {
    let mut first = 0;
    let mut numbers = Vec::new();
    for segment in segments {
        numbers.extend(first..first + segment.articles());
        first += segment.capacity();
    }
    numbers
}

/// `2020-09`; `2020` where only the year is known; empty without a date.
fn month(date: Option<&str>) -> String {
    let date = date.and_then(PartialDate::parse);
    date.map_or_else(String::new, |date| PartialDate { day: None, ..date }.to_string())
}

/// Counted from 0.
fn day(date: Option<&str>) -> Option<u32> {
    date.and_then(PartialDate::parse)?.day.map(|day| u32::from(day).saturating_sub(1))
}

fn decade(month: &str) -> &str {
    month.get(..3).unwrap_or_default()
}

fn year(month: &str) -> &str {
    month.get(..4).unwrap_or_default()
}

/// Cuts the months of one decade.
fn cut(decade_months: &[Month]) -> Vec<Stretch> {
    let articles = |months: &[Month]| months.iter().map(Month::articles).sum::<u32>();
    let whole = |name: String, months: &[Month]| {
        let months = months.iter().map(|month| (month.name.clone(), month.articles())).collect();
        vec![Stretch { name, months }]
    };
    let first = decade_months.first().map(|month| month.name.as_str()).unwrap_or_default();
    if first.is_empty() {
        return decade_months.iter().flat_map(|month| month.stretches("undated")).collect();
    }
    if articles(decade_months) < FEW {
        return whole(format!("{}x", decade(first)), decade_months);
    }
    let years = decade_months.chunk_by(|a, b| year(&a.name) == year(&b.name));
    let cut_year = |months: &[Month]| match months {
        [first, ..] if articles(months) < FEW => whole(year(&first.name).to_owned(), months),
        _ => months.iter().flat_map(|month| month.stretches(&month.name)).collect(),
    };
    years.flat_map(cut_year).collect()
}

#[cfg(test)]
mod tests {
    use super::{Stretch, numbers};
    use crate::article::Article;

    fn articles(dates: &[(&str, usize)]) -> Vec<Article> {
        let of_date = |(date, count): &(&str, usize)| {
            let article =
                |n| Article { id: format!("{date}/{n:04}"), date: Some((*date).to_owned()), ..Article::default() };
            (0..*count).map(article).collect::<Vec<_>>()
        };
        dates.iter().flat_map(of_date).collect()
    }

    fn arrange(articles: &mut [Article]) -> Vec<Stretch> {
        super::arrange(articles, |article| (article.date.as_deref(), &article.id))
    }

    fn names(dates: &[(&str, usize)]) -> Vec<String> {
        arrange(&mut articles(dates)).into_iter().map(|segment| segment.name).collect()
    }

    #[test]
    fn few_articles_share_a_segment_and_many_have_one_a_month() {
        assert_eq!(names(&[("2012-06-14", 3), ("2019-01", 2), ("", 1)]), ["undated", "201x"]);
        assert_eq!(names(&[("2012-06-14", 200), ("2013-01", 200)]), ["2012", "2013"]);
        assert_eq!(names(&[("2012-06-14", 200), ("2012-07", 200), ("2012", 1)]), ["2012", "2012-06", "2012-07"]);
    }

    fn sizes(dates: &[(&str, usize)]) -> Vec<u32> {
        arrange(&mut articles(dates)).iter().map(Stretch::articles).collect()
    }

    #[test]
    fn a_month_with_many_articles_is_cut_between_days_and_a_new_one_moves_no_border() {
        let days: Vec<String> = (1..=30).map(|day| format!("2012-06-{day:02}")).collect();
        let month = |extra: usize| {
            let of_day = |(place, day)| (day, if place == 3 { 50 + extra } else { 50 });
            sizes(&days.iter().map(String::as_str).enumerate().map(of_day).collect::<Vec<_>>())
        };
        assert_eq!(month(0), [800, 700]);
        assert_eq!(month(1), [801, 700]);
        assert_eq!(sizes(&[("2012-06-14", 1500)]), [1500]);
    }

    #[test]
    fn many_undated_articles_are_cut_by_their_ids_and_a_new_one_moves_no_border() {
        let (before, mut after) = (sizes(&[("", 9000)]), sizes(&[("", 9001)]));
        assert!(before.len() > 9 && before.iter().sum::<u32>() == 9000, "{before:?}");
        *after.last_mut().unwrap() -= 1;
        after.retain(|size| *size > 0);
        assert_eq!(before, after);
    }

    #[test]
    fn the_order_is_that_of_the_dates_whatever_order_the_input_had() {
        let mut forward = articles(&[("2020-01-02", 2), ("2020-01-01", 2), ("nonsense", 1)]);
        let mut backward: Vec<_> = forward.iter().rev().cloned().collect();
        let segments = arrange(&mut forward);
        arrange(&mut backward);
        assert_eq!(forward, backward);
        assert_eq!(forward[1].id, "2020-01-01/0000");
        assert_eq!(numbers(&segments), [0, 16, 17, 18, 19]);
    }
}
