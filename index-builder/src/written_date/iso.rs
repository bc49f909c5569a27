//! ISO 8601, with the liberties that real metadata takes.

use dalil::format::date::PartialDate;

/// Reads `2020`, `2020-09`, `2020-09-28`, `20200928`, with or without a time; a time that is none is left out.
pub fn parse(text: &str) -> Option<String> {
    let text = text.trim();
    if let Some(date) = PartialDate::parse(text) {
        let written = date.to_string();
        let rest = text.get(written.len()..).unwrap_or_default();
        let begins_clock = rest.trim_start_matches(['T', ' ']).starts_with(|c: char| c.is_ascii_digit());
        if !(rest.is_empty() || date.day.is_some() && begins_clock) {
            return None;
        }
        let time = time(rest);
        return Some(time.map_or(written.clone(), |time| format!("{written}T{time}")));
    }
    let compact = text.get(..8).filter(|_| text.len() == 8 || text.len() == 14)?;
    if !text.bytes().all(|b| b.is_ascii_digit()) || !compact.starts_with(['1', '2']) {
        return None;
    }
    PartialDate::parse(&format!("{}-{}-{}", compact.get(..4)?, compact.get(4..6)?, compact.get(6..)?))
        .map(|date| date.to_string())
}

/// `T10:33`, ` 10:33:00.000 +0200`, `T10:33:00Z` without what leads up to it: `10:33:00+02:00`.
fn time(rest: &str) -> Option<String> {
    let rest = rest.strip_prefix(['T', ' '])?.trim_start();
    let clock_end = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.'))).unwrap_or(rest.len());
    let (clock, zone) = rest.split_at(clock_end);
    let mut parts = clock.split(':');
    let hour = two_digits(parts.next()?, 24)?;
    let minute = two_digits(parts.next()?, 60)?;
    let second = parts.next().map_or(Some("00"), |part| two_digits(part.split('.').next()?, 61))?;
    Some(format!("{hour}:{minute}:{second}{}", zone_of(zone.trim()).unwrap_or_default()))
}

fn zone_of(zone: &str) -> Option<String> {
    if matches!(zone, "Z" | "z" | "UTC" | "GMT") {
        return Some("Z".to_owned());
    }
    let sign = zone.get(..1).filter(|sign| matches!(*sign, "+" | "-"))?;
    let digits: String = zone.chars().skip(1).filter(|&c| c != ':').collect();
    let hours = two_digits(digits.get(..2)?, 24)?;
    let minutes = digits.get(2..).filter(|rest| !rest.is_empty()).map_or(Some("00"), |rest| two_digits(rest, 60))?;
    Some(format!("{sign}{hours}:{minutes}"))
}

fn two_digits(text: &str, below: u8) -> Option<&str> {
    let fits = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
    (fits && text.parse::<u8>().is_ok_and(|value| value < below)).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn iso_dates_keep_their_precision_and_time() {
        for (text, date) in [
            ("2020", "2020"),
            ("2020-09", "2020-09"),
            (" 2020-09-28 ", "2020-09-28"),
            ("2020-09-28T10:33:00+02:00", "2020-09-28T10:33:00+02:00"),
            ("2020-09-28 10:33:00.123 +0200", "2020-09-28T10:33:00+02:00"),
            ("2020-09-28T10:33Z", "2020-09-28T10:33:00Z"),
            ("2020-09-28T10:33:00", "2020-09-28T10:33:00"),
            ("2020-09-28T99:99", "2020-09-28"),
            ("20200928", "2020-09-28"),
            ("20200928103300", "2020-09-28"),
        ] {
            assert_eq!(parse(text).as_deref(), Some(date), "{text}");
        }
    }

    #[test]
    fn what_is_no_iso_date_is_none() {
        for text in ["", "28", "20201328", "99999999", "2020-13", "September", "2020-09-31", "é0200928", "2020 was dry"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
