//! The articles in date order, and the segments they are cut into.

use dalil::format::date::PartialDate;
use dalil::format::segment::Segment;

/// A year (or a decade) with fewer articles than this is one segment.
const FEW: u32 = 256;

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
    let mut months: Vec<(String, u32)> = Vec::new();
    for article in articles.iter() {
        let month = month(head(article).0);
        match months.last_mut().filter(|(last, _)| *last == month) {
            Some((_, count)) => *count += 1,
            None => months.push((month, 1)),
        }
    }
    months.chunk_by(|a, b| decade(&a.0) == decade(&b.0)).flat_map(cut).collect()
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

fn decade(month: &str) -> &str {
    month.get(..3).unwrap_or_default()
}

fn year(month: &str) -> &str {
    month.get(..4).unwrap_or_default()
}

/// Cuts the months of one decade.
fn cut(decade_months: &[(String, u32)]) -> Vec<Stretch> {
    let articles = |months: &[(String, u32)]| months.iter().map(|(_, articles)| articles).sum::<u32>();
    let stretch = |name: &str, months: &[(String, u32)]| {
        let name = if name.is_empty() { "undated".to_owned() } else { name.to_owned() };
        Stretch { name, months: months.to_vec() }
    };
    let first = decade_months.first().map(|(month, _)| month.as_str()).unwrap_or_default();
    if first.is_empty() {
        return vec![stretch("", decade_months)];
    }
    if articles(decade_months) < FEW {
        return vec![stretch(&format!("{}x", decade(first)), decade_months)];
    }
    let years = decade_months.chunk_by(|a, b| year(&a.0) == year(&b.0));
    let cut_year = |months: &[(String, u32)]| match months {
        [(first, _), ..] if articles(months) < FEW => vec![stretch(year(first), months)],
        _ => months.iter().map(|month| stretch(&month.0, std::slice::from_ref(month))).collect(),
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
