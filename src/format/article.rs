//! What is kept of each article: the record that a list of hits shows, and its text.

use serde::{Deserialize, Serialize};

/// What a list of hits shows of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleRecord {
    /// Unique in the archive.
    pub id: String,
    /// Its address, absolute or relative to the archive; `None` where it is the manifest's `base` and the
    /// percent-encoded id; empty where the article has no page of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The headline, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// ISO 8601, as precise as known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Who first published it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub source: Vec<String>,
    /// The part of the archive it stands in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub section: Vec<String>,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub byline: Vec<String>,
    /// BCP 47 tag; `None` where it is the archive's main language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The address of a picture of it, absolute or relative to the archive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
    /// Where else it stands: mirrors and reprints that are no articles of their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Place>,
}

/// A further place at which an article stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The id that the article would have there.
    pub id: String,
    /// As [`ArticleRecord::url`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A shard of kind `articles`: the records in document order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Articles {
    /// In document order.
    pub articles: Vec<ArticleRecord>,
}

/// A shard of kind `text`: the articles' texts in document order, one paragraph a line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Texts {
    /// In document order.
    pub texts: Vec<String>,
}

/// An address for the path of a page: what has a meaning in an address is percent-encoded, `/` stays.
#[must_use]
pub fn percent_encode(path: &str) -> String {
    use core::fmt::Write;
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                encoded.push(char::from(byte))
            }
            _ => {
                // Writing to a String can't fail.
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::{ArticleRecord, Place};

    #[test]
    fn what_an_article_lacks_costs_no_byte_and_what_it_has_comes_back() {
        let bare = ArticleRecord { id: "a.htm".to_owned(), ..ArticleRecord::default() };
        assert_eq!(serde_json::to_string(&bare).unwrap(), r#"{"id":"a.htm"}"#);
        let also = vec![
            Place { id: "b.htm".to_owned(), url: None },
            Place { id: "c".to_owned(), url: Some("https://c.example/".to_owned()) },
        ];
        let rich = ArticleRecord { picture: Some("../a.gif".to_owned()), also, ..bare };
        let json = serde_json::to_string(&rich).unwrap();
        assert_eq!(
            json,
            r#"{"id":"a.htm","picture":"../a.gif","also":[{"id":"b.htm"},{"id":"c","url":"https://c.example/"}]}"#
        );
        assert_eq!(serde_json::from_str::<ArticleRecord>(&json).unwrap(), rich);
    }
}
