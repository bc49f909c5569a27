//! What is kept of each article: what a list of hits shows of it, and its text.

use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};

use super::json::{self, Reader};

/// An article as it is stored.
///
/// It is written as an array of its fields in this order, without what it lacks at the end: names would be a third of a
/// short article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleRecord {
    /// Unique in the archive.
    pub id: String,
    /// One paragraph a line.
    pub text: String,
    /// The headline, where there is one.
    pub title: Option<String>,
    /// ISO 8601, as precise as known.
    pub date: Option<String>,
    /// Who first published it.
    pub source: Vec<String>,
    /// The part of the archive it stands in.
    pub section: Vec<String>,
    /// Who wrote it.
    pub byline: Vec<String>,
    /// Its address, absolute or relative to the archive; `None` where it is the manifest's `base` and the
    /// percent-encoded id; empty where the article has no page of its own.
    pub url: Option<String>,
    /// BCP 47 tag; `None` where it is the archive's main language.
    pub language: Option<String>,
    /// The address of a picture of it, absolute or relative to the archive.
    pub picture: Option<String>,
    /// Of its pictures.
    pub captions: Vec<String>,
    /// Where else it stands: mirrors and reprints that are no articles of their own.
    pub also: Vec<Place>,
}

impl ArticleRecord {
    fn read(reader: &mut Reader<'_>) -> Self {
        let mut record = Self::default();
        reader.fields(1, &mut |reader, field| match field {
            0 => reader.text_into(&mut record.id),
            1 => reader.text_into(&mut record.text),
            2 => reader.optional_text_into(&mut record.title),
            3 => reader.optional_text_into(&mut record.date),
            4 => reader.texts_into(&mut record.source),
            5 => reader.texts_into(&mut record.section),
            6 => reader.texts_into(&mut record.byline),
            7 => reader.optional_text_into(&mut record.url),
            8 => reader.optional_text_into(&mut record.language),
            9 => reader.optional_text_into(&mut record.picture),
            10 => reader.texts_into(&mut record.captions),
            11 => reader.array(&mut |reader| record.also.push(Place::read(reader))),
            _ => reader.skip(),
        });
        record
    }

    /// How many fields it has up to the last that it does not lack.
    fn length(&self) -> usize {
        let lacks = [
            self.text.is_empty(),
            self.title.is_none(),
            self.date.is_none(),
            self.source.is_empty(),
            self.section.is_empty(),
            self.byline.is_empty(),
            self.url.is_none(),
            self.language.is_none(),
            self.picture.is_none(),
            self.captions.is_empty(),
            self.also.is_empty(),
        ];
        lacks.iter().rposition(|lacks| !lacks).map_or(1, |last| last + 2)
    }
}

impl Serialize for ArticleRecord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let length = self.length();
        let mut array = serializer.serialize_seq(Some(length))?;
        for field in 0..length {
            match field {
                0 => array.serialize_element(&self.id),
                1 => array.serialize_element(&self.text),
                2 => array.serialize_element(&self.title),
                3 => array.serialize_element(&self.date),
                4 => array.serialize_element(&self.source),
                5 => array.serialize_element(&self.section),
                6 => array.serialize_element(&self.byline),
                7 => array.serialize_element(&self.url),
                8 => array.serialize_element(&self.language),
                9 => array.serialize_element(&self.picture),
                10 => array.serialize_element(&self.captions),
                _ => array.serialize_element(&self.also),
            }?;
        }
        array.end()
    }
}

/// A further place at which an article stands; written as an array likewise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The id that the article would have there.
    pub id: String,
    /// As [`ArticleRecord::url`].
    pub url: Option<String>,
}

impl Place {
    fn read(reader: &mut Reader<'_>) -> Self {
        let mut place = Self::default();
        reader.fields(1, &mut |reader, field| match field {
            0 => reader.text_into(&mut place.id),
            1 => reader.optional_text_into(&mut place.url),
            _ => reader.skip(),
        });
        place
    }
}

impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut array = serializer.serialize_seq(None)?;
        array.serialize_element(&self.id)?;
        if let Some(url) = &self.url {
            array.serialize_element(url)?;
        }
        array.end()
    }
}

/// A shard of kind `articles`: some articles in document order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
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
            reader.array(&mut |reader| articles.push(ArticleRecord::read(reader)));
            Self { articles }
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
    use super::{ArticleRecord, Articles, Place};

    #[test]
    fn what_an_article_lacks_at_the_end_costs_no_byte_and_what_it_has_comes_back() {
        let bare = ArticleRecord { id: "a.htm".to_owned(), ..ArticleRecord::default() };
        let dated = ArticleRecord { text: "So.".to_owned(), date: Some("2011".to_owned()), ..bare.clone() };
        let also = vec![
            Place { id: "b.htm".to_owned(), url: None },
            Place { id: "c".to_owned(), url: Some("https://c.example/".to_owned()) },
        ];
        let rich = ArticleRecord { picture: Some("../a.gif".to_owned()), also, ..dated.clone() };
        let articles = Articles { articles: vec![bare, dated, rich] };
        let json = serde_json::to_string(&articles).unwrap();
        assert_eq!(
            json,
            r#"[["a.htm"],["a.htm","So.",null,"2011"],["a.htm","So.",null,"2011",[],[],[],null,null,"../a.gif",[],[["b.htm"],["c","https://c.example/"]]]]"#
        );
        assert_eq!(Articles::decode(json.as_bytes()), Ok(articles));
    }

    #[test]
    fn what_a_later_builder_adds_is_ignored_and_an_article_without_id_refused() {
        let later = br#"[["a","So.",null,null,[],[],[],null,null,null,[],[["b",null,1]],{"mood":"glad"}]]"#;
        let read = Articles::decode(later).unwrap();
        assert_eq!(read.articles[0].also, [Place { id: "b".to_owned(), url: None }]);
        assert_eq!(Articles::decode(b"[[]]").unwrap_err(), "an array has the wrong length at byte 3");
    }
}
