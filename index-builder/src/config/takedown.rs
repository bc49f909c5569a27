//! Articles that must not be in the archive, by id or address.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use percent_encoding::percent_decode_str;

use super::table::Text;

/// Ids and addresses, known however they were copied.
#[derive(Clone, Debug, Default)]
pub struct Takedowns {
    lines: Vec<(Text, Arc<AtomicBool>)>,
    /// From the plain form of an id or address to its lines' place.
    places: HashMap<String, usize>,
}

impl Takedowns {
    /// Of these lines; an address that begins with `base_url` names the page behind it.
    ///
    /// # Errors
    /// The line that names nothing, and why.
    pub fn new(lines: Vec<Text>, base_url: Option<&str>) -> Result<Self, (Text, String)> {
        let base = base_url.map(|base| format!("{}/", plain(base).trim_end_matches('/')));
        let mut found = Self::default();
        for (place, text) in lines.into_iter().enumerate() {
            let name = plain(&text.text);
            if name.is_empty() {
                return Err((text, "write an article's id or address".to_owned()));
            }
            if let Some(id) = base.as_ref().and_then(|base| name.strip_prefix(base.as_str())) {
                found.places.entry(id.to_owned()).or_insert(place);
            }
            found.places.entry(name).or_insert(place);
            found.lines.push((text, Arc::default()));
        }
        Ok(found)
    }

    /// The line that names this article.
    #[must_use]
    pub fn line(&self, id: &str, url: Option<&str>) -> Option<u64> {
        if self.lines.is_empty() {
            return None;
        }
        let place = [Some(id), url].into_iter().flatten().find_map(|name| self.places.get(&plain(name)))?;
        let (text, used) = self.lines.get(*place)?;
        used.store(true, Ordering::Relaxed);
        Some(text.line)
    }

    /// The lines that named no article so far.
    pub fn unused(&self) -> impl Iterator<Item = &Text> {
        self.lines.iter().filter(|(_, used)| !used.load(Ordering::Relaxed)).map(|(text, _)| text)
    }
}

/// An id or address without what differs between two ways of copying it: the scheme, `www.`, the host's case, percent signs, a `\`.
fn plain(name: &str) -> String {
    let name = name.trim();
    let name = percent_decode_str(name).decode_utf8().unwrap_or(name.into()).replace('\\', "/");
    let after = |scheme: &str| {
        let begins = name.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme));
        name.get(scheme.len()..).filter(|_| begins)
    };
    let Some(address) = after("https://").or_else(|| after("http://")) else {
        return name.strip_prefix("./").unwrap_or(&name).to_owned();
    };
    let (host, path) = address.split_once('/').unwrap_or((address, ""));
    let host = host.to_lowercase();
    format!("{}/{path}", host.strip_prefix("www.").unwrap_or(&host)).trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Takedowns, Text};

    fn takedowns(lines: &[&str]) -> Takedowns {
        let lines = lines.iter().zip(1..).map(|(text, line)| Text { text: (*text).to_owned(), line });
        Takedowns::new(lines.collect(), Some("https://www.marwan.example/archive")).unwrap()
    }

    #[test]
    fn one_article_of_a_digest_is_taken_down_alone() {
        let found = takedowns(&["News/14 n/a.htm#2"]);
        assert_eq!(found.line("News/14 n/a.htm#2", None), Some(1));
        assert_eq!(found.line("News/14 n/a.htm", None), None);
        assert_eq!(found.line("News/14 n/a.htm#22", None), None);
    }

    #[test]
    fn an_article_is_known_however_its_address_was_copied() {
        for copied in [
            "http://marwan.example/archive/News/14%20n/a.htm",
            "HTTPS://WWW.Marwan.example/archive/News/14 n/a.htm",
            "News\\14 n\\a.htm",
            "./News/14%20n/a.htm",
        ] {
            assert_eq!(takedowns(&[copied]).line("News/14 n/a.htm", None), Some(1), "{copied}");
        }
        let found = takedowns(&["https://other.example/x/"]);
        assert_eq!(found.line("r.jsonl:7", Some("http://other.example/x")), Some(1));
    }

    #[test]
    fn ids_that_differ_in_case_are_two() {
        assert_eq!(takedowns(&["aB3"]).line("Ab3", None), None);
    }

    #[test]
    fn a_line_that_names_no_article_is_known() {
        let found = takedowns(&["a.htm", "b.htm"]);
        assert_eq!(found.line("b.htm", None), Some(2));
        assert_eq!(found.unused().map(|text| text.line).collect::<Vec<_>>(), [1]);
    }
}
