//! Which of several dates is an article's.
//!
//! Clues of different kinds that agree outweigh one that stands alone; of clues that contradict each other one by one, the page's
//! metadata comes first, then a line of the page, then the index page that links to it, then its path. Of those that agree the
//! most precise is the truth. Nobody's clock takes part: an article without clues has no date.

use dalil::format::date::PartialDate;

use crate::written_date::calendars::days;
use crate::written_date::{Order, Written};

/// Articles are filed and linked up to so many days after the day that they are dated.
const FILED_WITHIN: i64 = 7;
/// One moment has two dates, east and west.
const TIME_ZONES: i64 = 1;
/// A line so many days later than everything else tells of what is to come, or is a slip.
const FAR_AHEAD: i64 = 2 * 366;
/// What software writes where it knows no date.
const DEFAULTS: [&str; 9] = [
    "0001-01-01",
    "1601-01-01",
    "1899-12-30",
    "1899-12-31",
    "1900-01-01",
    "1969-12-31",
    "1970-01-01",
    "1980-01-01",
    "2000-01-01",
];

/// All that speaks of an article's date.
#[derive(Clone, Debug, Default)]
pub struct Clues<'a> {
    /// Stated in metadata, ISO 8601, the most trustworthy first.
    pub stated: &'a [String],
    /// Written in lines over or under the text, the most trustworthy first.
    pub lines: Vec<Written>,
    /// From the page's path.
    pub path: Option<PartialDate>,
    /// From an index page that links to it.
    pub linked: Option<PartialDate>,
    /// How the archive writes dates in numbers.
    pub order: Option<Order>,
}

/// What was decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dating {
    /// ISO 8601, as precise as known.
    pub date: Option<String>,
    /// The date that contradicts it, in words for the report: `the path says 2011-12-30, the page 2012-12-30`.
    pub contradiction: Option<String>,
}

/// Decides.
#[must_use]
pub fn decide(clues: &Clues<'_>) -> Dating {
    let evidence = evidence(clues);
    let Some(decided) = most_likely(&evidence) else { return Dating::default() };
    let contradicting = || {
        evidence.iter().find(|other| {
            // A kind of clue that agrees by one of its dates contradicts by none.
            !evidence.iter().any(|same| same.kind == other.kind && same.agrees_with(decided))
        })
    };
    let contradiction = contradicting()
        .map(|other| format!("{} says {}, {} {}", other.kind.name(), other.date, decided.kind.name(), decided.date));
    Dating { date: Some(decided.text.clone()), contradiction }
}

/// More dates of a kind are a list, and each is compared with all.
const MOST_CLUES: usize = 300;

/// Where a date comes from, the most trustworthy first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Stated,
    Line,
    Linked,
    Path,
}

impl Kind {
    /// Any two outweigh any third.
    fn weight(self) -> u32 {
        match self {
            Self::Stated => 7,
            Self::Line => 6,
            Self::Linked => 5,
            Self::Path => 4,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Stated => "the page's metadata",
            Self::Line => "the page",
            Self::Linked => "the index page",
            Self::Path => "the path",
        }
    }

    /// Whether it tells when an article was put in its place, which may be days after its date.
    fn tells_filing(self) -> bool {
        matches!(self, Self::Linked | Self::Path)
    }
}

#[derive(Clone, Debug)]
struct Evidence {
    kind: Kind,
    date: PartialDate,
    /// With the time of day, if it is known.
    text: String,
    /// A line that is far ahead of everything else weighs next to nothing.
    far_ahead: bool,
}

impl Evidence {
    fn new(kind: Kind, date: PartialDate) -> Self {
        Self { kind, date, text: date.to_string(), far_ahead: false }
    }

    fn agrees_with(&self, other: &Self) -> bool {
        let ((first, last), (other_first, other_last)) = (days(self.date), days(other.date));
        // How much later each may be and still mean the same.
        let slack = |filed: &Self, dated: &Self| match (filed.kind.tells_filing(), dated.kind.tells_filing()) {
            (true, _) => FILED_WITHIN,
            (false, _) if filed.date.day.is_none() || dated.date.day.is_none() => 0,
            (false, _) => TIME_ZONES,
        };
        first <= other_last + slack(self, other) && other_first <= last + slack(other, self)
    }

    fn precision(&self) -> usize {
        self.text.len()
    }
}

/// All clues as dates, the most trustworthy first.
fn evidence(clues: &Clues<'_>) -> Vec<Evidence> {
    let stated = clues.stated.iter().take(MOST_CLUES).filter_map(|text| {
        let date = PartialDate::parse(text)?;
        Some(Evidence { text: text.clone(), ..Evidence::new(Kind::Stated, date) })
    });
    let mut found: Vec<Evidence> = stated
        .chain(clues.linked.map(|date| Evidence::new(Kind::Linked, date)))
        .chain(clues.path.map(|date| Evidence::new(Kind::Path, date)))
        .collect();
    let lines: Vec<Evidence> = clues
        .lines
        .iter()
        .take(MOST_CLUES)
        .map(|&line| Evidence::new(Kind::Line, read(line, clues.order, &found)))
        .collect();
    mark_far_ahead(&mut found, lines);
    found.sort_by_key(|evidence| evidence.kind);
    let is_default = |at: &Evidence| at.kind == Kind::Stated && DEFAULTS.contains(&at.date.to_string().as_str());
    let confirmed = |at: &Evidence| found.iter().any(|other| other.kind != at.kind && other.agrees_with(at));
    found.iter().filter(|at| !is_default(at) || confirmed(at)).cloned().collect()
}

/// A line's date in the archive's order, unless the other reading alone agrees with what else is known.
fn read(line: Written, order: Option<Order>, others: &[Evidence]) -> PartialDate {
    let Written::Ambiguous { day_first, month_first } = line else { return line.in_order(order) };
    let confirmed = |date| {
        let line = Evidence::new(Kind::Line, date);
        others.iter().any(|other| other.date.month.is_some() && other.agrees_with(&line))
    };
    match (confirmed(day_first), confirmed(month_first)) {
        (true, false) => day_first,
        (false, true) => month_first,
        _ => line.in_order(order),
    }
}

/// Adds the lines to the other clues.
fn mark_far_ahead(found: &mut Vec<Evidence>, lines: Vec<Evidence>) {
    let latest = found.iter().map(|evidence| days(evidence.date).1).max();
    found.extend(lines.into_iter().map(|line| {
        let far_ahead = latest.is_some_and(|latest| days(line.date).0 > latest + FAR_AHEAD);
        Evidence { far_ahead, ..line }
    }));
}

/// The date that most kinds of clues agree with, narrowed by the more precise ones among these.
fn most_likely(evidence: &[Evidence]) -> Option<&Evidence> {
    let mut best = best_of(evidence.iter(), evidence)?;
    loop {
        let narrower = evidence.iter().filter(|other| other.precision() > best.precision() && other.agrees_with(best));
        match best_of(narrower, evidence) {
            Some(narrower) => best = narrower,
            None => return Some(best),
        }
    }
}

fn best_of<'a>(candidates: impl Iterator<Item = &'a Evidence>, evidence: &[Evidence]) -> Option<&'a Evidence> {
    // The first of equals is the most trustworthy.
    candidates.fold(None, |best, candidate| {
        let better = best.is_none_or(|best| support(candidate, evidence) > support(best, evidence));
        if better { Some(candidate) } else { best }
    })
}

/// The weight of all kinds of clues that agree with a date.
fn support(of: &Evidence, evidence: &[Evidence]) -> u32 {
    let kinds = [Kind::Stated, Kind::Line, Kind::Linked, Kind::Path];
    let agreeing =
        |kind: &Kind| evidence.iter().any(|other| other.kind == *kind && !other.far_ahead && other.agrees_with(of));
    kinds.iter().filter(|kind| agreeing(kind)).map(|kind| kind.weight()).sum()
}

#[cfg(test)]
mod tests {
    use super::{Clues, Dating, decide};
    use crate::written_date::{Order, Written, parse_written};
    use dalil::format::date::PartialDate;

    /// Decides by metadata, lines, link and path, where `-` is nothing.
    fn by(stated: &str, lines: &str, linked: &str, path: &str) -> Dating {
        in_order(stated, lines, linked, path, None)
    }

    fn in_order(stated: &str, lines: &str, linked: &str, path: &str, order: Option<Order>) -> Dating {
        let several =
            |text: &str| -> Vec<String> { text.split(", ").filter(|date| *date != "-").map(str::to_owned).collect() };
        let lines: Vec<Written> = several(lines).iter().filter_map(|line| parse_written(line)).collect();
        let stated = several(stated);
        decide(&Clues {
            stated: &stated,
            lines,
            path: PartialDate::parse(path),
            linked: PartialDate::parse(linked),
            order,
        })
    }

    fn date(found: &Dating) -> &str {
        found.date.as_deref().unwrap_or_default()
    }

    #[test]
    fn what_agrees_is_as_precise_as_its_most_precise_clue() {
        for (stated, lines, linked, path, decided) in [
            ("2012", "-", "-", "2012-06-14", "2012-06-14"),
            ("2012-06-14", "14 June 2012", "-", "2012-06", "2012-06-14"),
            ("2012-06-14T10:33:00Z", "14 June 2012", "-", "2012", "2012-06-14T10:33:00Z"),
            ("-", "-", "2012-06", "2012", "2012-06"),
            ("-", "-", "-", "2012-06", "2012-06"),
            ("-", "-", "-", "-", ""),
            // Dated on the last day of May, filed in June, and on the day after in the east.
            ("-", "31 May 2012", "-", "2012-06", "2012-05-31"),
            ("-", "11 June 2012", "-", "2012-06-14", "2012-06-11"),
            ("2012-06-14T23:00:00Z", "15 June 2012", "-", "-", "2012-06-14T23:00:00Z"),
        ] {
            let found = by(stated, lines, linked, path);
            assert_eq!((date(&found), &found.contradiction), (decided, &None), "{stated} {lines} {linked} {path}");
        }
    }

    #[test]
    fn of_two_that_contradict_the_more_trustworthy_wins_and_the_keeper_is_told() {
        for (stated, lines, linked, path, decided, told) in [
            ("-", "30 December 2012", "-", "2011-12-30", "2012-12-30", "the path says 2011-12-30, the page 2012-12-30"),
            (
                "2012-12-30T10:00:00Z",
                "3 May 2010",
                "-",
                "-",
                "2012-12-30T10:00:00Z",
                "the page says 2010-05-03, the page's metadata 2012-12-30",
            ),
            ("-", "-", "2012-06-14", "2009", "2012-06-14", "the path says 2009, the index page 2012-06-14"),
            ("-", "20 June 2012", "-", "2012-06-14", "2012-06-20", "the path says 2012-06-14, the page 2012-06-20"),
        ] {
            let found = by(stated, lines, linked, path);
            assert_eq!((date(&found), found.contradiction.as_deref()), (decided, Some(told)));
        }
    }

    #[test]
    fn two_that_agree_outweigh_one() {
        let found = by("2019-03-01", "14 June 2012", "-", "2012-06-14");
        assert_eq!(date(&found), "2012-06-14");
        assert_eq!(found.contradiction.as_deref(), Some("the page's metadata says 2019-03-01, the page 2012-06-14"));
        assert_eq!(date(&by("-", "3 May 2010", "2012-06-14", "2012-06")), "2012-06-14");
        // The second line of a page is its dateline if the path says so.
        let found = by("-", "3 May 2010, 14 June 2012", "-", "2012-06");
        assert_eq!((date(&found), &found.contradiction), ("2012-06-14", &None));
    }

    #[test]
    fn what_software_writes_by_default_dates_nothing_unless_confirmed() {
        for default in ["1970-01-01T00:00:00Z", "2000-01-01", "0001-01-01"] {
            let found = by(default, "-", "-", "2012-06");
            assert_eq!((date(&found), &found.contradiction), ("2012-06", &None), "{default}");
            assert_eq!(date(&by(default, "-", "-", "-")), "", "{default}");
        }
        assert_eq!(date(&by("2000-01-01", "-", "-", "2000-01")), "2000-01-01");
    }

    #[test]
    fn a_line_far_ahead_of_everything_else_is_not_the_date() {
        let found = by("-", "28 September 2035", "-", "2012-06");
        assert_eq!(date(&found), "2012-06");
        assert_eq!(found.contradiction.as_deref(), Some("the page says 2035-09-28, the path 2012-06"));
        assert_eq!(date(&by("-", "28 September 2035, 14 June 2012", "-", "2012-06")), "2012-06-14");
    }

    #[test]
    fn numbers_are_read_as_the_other_clues_or_the_archive_tell() {
        assert_eq!(date(&by("-", "03/04/2012", "-", "2012-03")), "2012-03-04");
        assert_eq!(date(&by("-", "03/04/2012", "-", "2012")), "2012");
        assert_eq!(date(&in_order("-", "03/04/2012", "-", "2012", Some(Order::DayFirst))), "2012-04-03");
        assert_eq!(date(&in_order("-", "03/04/2012", "-", "2012-03", Some(Order::DayFirst))), "2012-03-04");
    }
}
