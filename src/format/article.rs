//! What is kept of each article: the record that a list of hits shows, and its text.

use serde::Serialize;

use super::json::{self, Reader};

/// What a list of hits shows of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
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

impl ArticleRecord {
    fn read(reader: &mut Reader<'_>) -> Self {
        const FIELDS: [&str; 10] =
            ["id", "url", "title", "date", "source", "section", "byline", "language", "picture", "also"];
        let mut record = Self::default();
        reader.object(&FIELDS, 1, &mut |reader, field| match field {
            0 => reader.text_into(&mut record.id),
            1 => reader.optional_text_into(&mut record.url),
            2 => reader.optional_text_into(&mut record.title),
            3 => reader.optional_text_into(&mut record.date),
            4 => reader.texts_into(&mut record.source),
            5 => reader.texts_into(&mut record.section),
            6 => reader.texts_into(&mut record.byline),
            7 => reader.optional_text_into(&mut record.language),
            8 => reader.optional_text_into(&mut record.picture),
            _ => reader.array(&mut |reader| record.also.push(Place::read(reader))),
        });
        record
    }
}

/// A further place at which an article stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Place {
    /// The id that the article would have there.
    pub id: String,
    /// As [`ArticleRecord::url`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

impl Place {
    fn read(reader: &mut Reader<'_>) -> Self {
        let mut place = Self::default();
        reader.object(&["id", "url"], 1, &mut |reader, field| match field {
            0 => reader.text_into(&mut place.id),
            _ => reader.optional_text_into(&mut place.url),
        });
        place
    }
}

/// A shard of kind `articles`: the records in document order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Articles {
    /// In document order.
    pub articles: Vec<ArticleRecord>,
}

impl Articles {
    /// Reads a payload.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn decode(payload: &[u8]) -> Result<Self, String> {
        json::decode(payload, |reader| {
            let mut articles = Vec::new();
            reader.object(&["articles"], 1, &mut |reader, _| {
                reader.array(&mut |reader| articles.push(ArticleRecord::read(reader)));
            });
            Self { articles }
        })
    }
}

/// A shard of kind `text`: the articles' texts in document order, one paragraph a line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Texts {
    /// In document order.
    pub texts: Vec<String>,
    /// The captions of each article's pictures, one a line, in document order; nothing where none of them has any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub captions: Vec<String>,
}

impl Texts {
    /// Reads a payload.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn decode(payload: &[u8]) -> Result<Self, String> {
        json::decode(payload, |reader| {
            let mut read = Self::default();
            reader.object(&["texts", "captions"], 1, &mut |reader, field| match field {
                0 => reader.texts_into(&mut read.texts),
                _ => reader.texts_into(&mut read.captions),
            });
            read
        })
    }
}

/// An address for the path of a page: what has a meaning in an address is percent-encoded, `/` stays.
#[must_use]
pub fn percent_encode(path: &str) -> String {
    let mut encoded = String::new();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                encoded.push(char::from(byte))
            }
            _ => {
                encoded.push('%');
                for half in [byte >> 4, byte & 15] {
                    let digit = char::from_digit(u32::from(half), 16).unwrap_or_default();
                    encoded.push(digit.to_ascii_uppercase());
                }
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
