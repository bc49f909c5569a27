//! How a language says what these pages say. The page's build writes it down, with what Intl knows of months, days and numbers.

use serde::Deserialize;

/// The words of one language.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Words {
    /// BCP 47.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: String,
    /// What leads to the search.
    pub label: String,
    /// What the pages are called.
    pub timeline: String,
    /// What leads to the first of them.
    pub all_dates: String,
    /// The earlier page.
    pub previous: String,
    /// The later page.
    pub next: String,
    /// One of several pages; `{n}` is its number.
    pub page: String,
    /// What is counted.
    pub count: String,
    /// What stands before the name of a part of the archive.
    pub section: String,
    /// What stands before the name of whoever published first.
    pub source: String,
    /// What leads here from the search page.
    pub all: String,
    /// What the search page says without scripts; `{link}` leads here.
    pub noscript: String,
    /// What that link says.
    pub link: String,
    /// The heading of the sections.
    pub sections: String,
    /// The heading of those with few articles.
    pub other_sections: String,
    /// What leads from one section's articles back to all of a month.
    pub whole_page: String,
    /// The heading of what has no date.
    pub undated: String,
    /// The heading of what is only known to be of a `{year}`.
    pub year_only: String,
    /// The heading of what is only known to be of a month.
    pub day_unknown: String,
    /// Each month with its `{year}`.
    months: Vec<String>,
    /// Each month in few letters.
    short: Vec<String>,
    /// A `{day}` of each month with its `{weekday}`.
    days: Vec<String>,
    /// From Monday on.
    weekdays: Vec<String>,
    /// From 0 on.
    digits: Vec<String>,
    /// What divides thousands.
    group: String,
    /// The smallest number that is divided.
    grouped: usize,
}

impl Words {
    /// Reads them.
    ///
    /// # Errors
    /// Where they are of another version of the page than this binary.
    pub fn read(json: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(json)
    }

    /// A number as the language writes it.
    #[must_use]
    pub fn number(&self, n: usize) -> String {
        let plain = n.to_string();
        let mut written = String::new();
        for (place, digit) in plain.char_indices() {
            if n >= self.grouped && place > 0 && (plain.len() - place).is_multiple_of(3) {
                written.push_str(&self.group);
            }
            written.push_str(self.digit(digit));
        }
        written
    }

    /// `2006`, `2006-07` or nothing, in words.
    #[must_use]
    pub fn month(&self, month: &str) -> String {
        match month.split_once('-') {
            Some((year, number)) => nth(&self.months, number).replace("{year}", &self.year(year)),
            None if month.is_empty() => self.undated.clone(),
            None => self.year_only.replace("{year}", &self.year(month)),
        }
    }

    /// A month without its year; of what is only known to be of a year, that.
    #[must_use]
    pub fn short(&self, month: &str) -> String {
        month.split_once('-').map_or_else(|| self.year(month), |(_, number)| nth(&self.short, number).to_owned())
    }

    /// A year.
    #[must_use]
    pub fn year(&self, year: &str) -> String {
        year.trim_start_matches('0').chars().map(|digit| self.digit(digit)).collect()
    }

    /// A day of a month, with its name in the week.
    #[must_use]
    pub fn day(&self, month: &str, day: u8) -> String {
        let Some((year, number)) = month.split_once('-').filter(|_| day > 0) else { return self.day_unknown.clone() };
        let date = || jiff::civil::Date::new(year.parse().ok()?, number.parse().ok()?, i8::try_from(day).ok()?).ok();
        let weekday = date().map_or(0, |date| usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0));
        let weekday = self.weekdays.get(weekday).map(String::as_str).unwrap_or_default();
        nth(&self.days, number).replace("{weekday}", weekday).replace("{day}", &self.number(day.into()))
    }

    /// One of several pages.
    #[must_use]
    pub fn page(&self, n: usize) -> String {
        self.page.replace("{n}", &self.number(n))
    }

    fn digit(&self, digit: char) -> &str {
        let value = digit.to_digit(10).and_then(|value| self.digits.get(value as usize));
        value.map(String::as_str).unwrap_or_default()
    }
}

/// That of a month, by its number from 01 on.
fn nth<'t>(texts: &'t [String], number: &str) -> &'t str {
    let place = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    place.and_then(|place| texts.get(place)).map(String::as_str).unwrap_or_default()
}

#[cfg(test)]
pub(super) mod tests {
    use super::Words;

    /// As the page's build writes them.
    pub fn words(language: &str) -> Words {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../www/dist/browse.LANG.json").replace("LANG", language);
        Words::read(&std::fs::read_to_string(file).unwrap()).unwrap()
    }

    #[test]
    fn numbers_months_and_days_are_written_as_the_language_does() {
        let english = words("en");
        assert_eq!([english.number(0), english.number(1_234_567)], ["0", "1,234,567"]);
        assert_eq!(english.month("2006-07"), "July 2006");
        assert_eq!(english.month("2006"), "2006, month unknown");
        assert_eq!(english.day("2006-07", 14), "Friday, July 14");
        assert_eq!(english.day("2006-07", 0), "Day unknown");
        assert_eq!(words("fr").day("2006-07", 14), "vendredi 14 juillet");
        assert_eq!(words("fa").year("2006"), "۲۰۰۶");
        assert_eq!(words("tr").month("2006-07"), "Temmuz 2006");
    }
}
