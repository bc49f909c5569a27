//! Which pages there are for months, before any article is read.

use dalil::format::manifest::Manifest;

use super::FOLDER;
use super::name;
use super::words::Words;

/// A page has no more articles than about this many.
const MOST: usize = 1000;

/// One page.
#[derive(Debug)]
pub(super) struct Sheet {
    /// The file's name.
    pub(super) name: String,
    /// `2006-07`; `2006` where only the year is known; empty for what is undated.
    pub(super) month: String,
    /// How many articles it has.
    pub(super) articles: usize,
    /// What it is called.
    pub(super) title: String,
}

impl Sheet {
    /// The address of a place in it; of itself for "".
    pub(super) fn address(&self, place: &str) -> String {
        let hash = if place.is_empty() { "" } else { "#" };
        format!("{FOLDER}/{}{hash}{place}", self.name)
    }

    /// The year of what is dated.
    pub(super) fn year(&self) -> Option<&str> {
        self.month.get(..4)
    }
}

/// The class that puts a month below the same month of other years.
pub(super) fn column(month: &str) -> String {
    format!("m{}", month.split_once('-').map_or("00", |(_, month)| month))
}

/// The pages of all months, in the order of the index; a month of many articles is cut into equal parts.
pub(super) fn sheets(manifest: &Manifest, words: &Words) -> Vec<Sheet> {
    let mut months: Vec<(&str, usize)> = Vec::new();
    for (month, count) in manifest.segments.iter().flat_map(|segment| &segment.months) {
        // A large month is several segments.
        match months.last_mut().filter(|(last, _)| last == month) {
            Some((_, sum)) => *sum += *count as usize,
            None => months.push((month, *count as usize)),
        }
    }
    let of_month = |(month, count): (&str, usize)| {
        let parts = count.div_ceil(MOST);
        let sheet = |part: usize| {
            let title = words.month(month);
            Sheet {
                name: name::month(month, part),
                month: month.to_owned(),
                articles: count * (part + 1) / parts - count * part / parts,
                title: if parts > 1 { format!("{title} · {}", words.page(part + 1)) } else { title },
            }
        };
        (0..parts).map(sheet).collect::<Vec<_>>()
    };
    months.into_iter().flat_map(of_month).collect()
}

/// The pages before and after one: what is undated has a row of its own.
pub(super) fn neighbours(sheets: &[Sheet], at: usize) -> (Option<&Sheet>, Option<&Sheet>) {
    let is_dated = |sheet: &&Sheet| !sheet.month.is_empty();
    let own = sheets.get(at).is_some_and(|sheet| !sheet.month.is_empty());
    let beside = |place: Option<usize>| place.and_then(|at| sheets.get(at)).filter(|sheet| is_dated(sheet) == own);
    (beside(at.checked_sub(1)), beside(at.checked_add(1)))
}

#[cfg(test)]
mod tests {
    use super::super::words::tests::words;
    use super::{neighbours, sheets};
    use dalil::format::manifest::Manifest;
    use dalil::format::segment::Segment;

    #[test]
    fn a_month_of_several_segments_is_one_month() {
        let segment = |count| Segment { months: vec![("2006-07".to_owned(), count)], ..Segment::default() };
        let manifest = Manifest { segments: vec![segment(900), segment(700)], ..Manifest::default() };
        let sheets = sheets(&manifest, &words("en"));
        let told: Vec<_> = sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.articles)).collect();
        assert_eq!(told, [("2006-07.html", 800), ("2006-07-p2.html", 800)]);
    }

    #[test]
    fn a_large_month_is_cut_into_equal_pages_and_what_is_undated_stands_for_itself() {
        let month = |month: &str, count: u32| (month.to_owned(), count);
        let months = vec![month("", 3), month("2006", 1), month("2006-07", 2001)];
        let manifest = Manifest { segments: vec![Segment { months, ..Segment::default() }], ..Manifest::default() };
        let sheets = sheets(&manifest, &words("en"));
        let told: Vec<_> = sheets.iter().map(|sheet| (sheet.title.as_str(), sheet.articles)).collect();
        let parts = ["July 2006 · Page 1", "July 2006 · Page 2", "July 2006 · Page 3"];
        assert_eq!(told[..2], [("Without a date", 3), ("2006, month unknown", 1)]);
        assert_eq!(told[2..], [(parts[0], 667), (parts[1], 667), (parts[2], 667)]);
        let names =
            |at| [neighbours(&sheets, at).0, neighbours(&sheets, at).1].map(|sheet| sheet.map(|s| s.name.as_str()));
        assert_eq!(names(0), [None, None]);
        assert_eq!(names(1), [None, Some("2006-07.html")]);
        assert_eq!(names(4), [Some("2006-07-p2.html"), None]);
    }
}
