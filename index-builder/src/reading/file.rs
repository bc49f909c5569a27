//! One file of the input: what kind it is, and what it says.

use std::fs::File;
use std::io::{self, Read};

use crate::article::Article;
use crate::page::{html, markdown, path_clues, plain_text};
use crate::record::{FromLine, Records, csv, json_lines};
use crate::report::{Problems, Reason};
use crate::source::encoding::{self, Decoded};
use crate::source::kind::{self, Kind, Named};
use crate::source::walk::SourceFile;
use crate::understanding::one_article;

/// A page larger than this is no page. Records may be any number.
const LARGEST_PAGE: u64 = 64 << 20;

/// What was found in one file.
#[derive(Debug, Default)]
pub struct FileReading {
    /// In the order of the file.
    pub articles: Vec<FromLine>,
    /// In the order of the file.
    pub problems: Problems,
    /// `None` where it was not read.
    pub kind: Option<Kind>,
    /// Normally one.
    pub encodings: Vec<&'static str>,
    /// It was read and holds no text.
    pub without_text: bool,
    /// It is of no kind for us.
    pub skipped: bool,
}

/// Reads a file. `progress` learns of articles as they are found.
pub fn read(file: &SourceFile, progress: &dyn Fn(usize)) -> FileReading {
    let mut reading = FileReading::default();
    if let Err(error) = read_into(file, progress, &mut reading) {
        reading.problems.add(None, Reason::Unreadable(error.to_string()));
    }
    reading
}

fn read_into(file: &SourceFile, progress: &dyn Fn(usize), reading: &mut FileReading) -> io::Result<()> {
    let mut source = File::open(&file.path)?;
    let mut head = Vec::with_capacity(kind::HEAD);
    let length = u64::try_from(kind::HEAD).unwrap_or(u64::MAX);
    source.by_ref().take(length).read_to_end(&mut head)?;
    let kind = match judge(file, &head) {
        Ok(Some(kind)) => kind,
        Ok(None) => {
            reading.skipped = true;
            return Ok(());
        }
        Err(reason) => {
            reading.problems.add(None, reason);
            return Ok(());
        }
    };
    let whole = io::Cursor::new(head).chain(source);
    match kind {
        Kind::JsonLines => records(json_lines::read(whole, &file.page, progress)?, reading),
        Kind::Csv => records(csv::read(whole, &file.page, progress)?, reading),
        Kind::Page | Kind::Markdown | Kind::PlainText => {
            let mut bytes = Vec::new();
            whole.take(LARGEST_PAGE + 1).read_to_end(&mut bytes)?;
            if bytes.len() as u64 > LARGEST_PAGE {
                reading.problems.add(None, Reason::TooLarge(LARGEST_PAGE >> 20));
                return Ok(());
            }
            one_page(file, kind, &bytes, reading);
            progress(reading.articles.len());
        }
    }
    reading.kind = Some(kind);
    Ok(())
}

/// What kind the file is; `None` where nobody expects it to be read.
fn judge(file: &SourceFile, head: &[u8]) -> Result<Option<Kind>, Reason> {
    match file.named {
        Named::As(kind) => kind::by_content(kind, head).map(Some).map_err(Reason::Binary),
        Named::Perhaps | Named::Other if file.given => kind::of_unknown(head).map(Some).ok_or(Reason::UnknownKind),
        Named::Perhaps | Named::Other => Ok(kind::is_html(head).then_some(Kind::Page)),
    }
}

fn records(found: Records, reading: &mut FileReading) {
    reading.articles = found.articles;
    reading.problems.append(found.problems);
    reading.encodings = found.encodings;
}

fn one_page(file: &SourceFile, kind: Kind, bytes: &[u8], reading: &mut FileReading) {
    let declared = (kind == Kind::Page).then(|| encoding::declared_in_markup(bytes)).flatten();
    let Decoded { text, encoding, damaged, .. } = encoding::decode(bytes, declared.as_deref());
    reading.encodings.push(encoding);
    if damaged {
        reading.problems.add(None, Reason::Undecodable(encoding));
    }
    let path = path_clues::read(file.path_in_input());
    let page = match kind {
        Kind::Page if has_markup(&text) => html::read(&text, &html::Rules::default()),
        Kind::Markdown => {
            let markdown::MarkdownPage { page, problem } = markdown::read(&text);
            if let Some((line, reason)) = problem {
                reading.problems.add(line, reason);
            }
            let Some(page) = page else { return };
            page
        }
        _ => plain_text::read(&text),
    };
    if !page.has_text() {
        reading.without_text = true;
        return;
    }
    let article = one_article(page, &path);
    let article = Article { id: file.page.clone(), page: file.page.clone(), ..article };
    reading.articles.push(FromLine { line: None, article });
}

/// Some files named .htm are plain text, whose line breaks HTML would lose.
fn has_markup(text: &str) -> bool {
    text.match_indices('<').any(|(place, _)| {
        text.as_bytes()
            .get(place + 1)
            .is_some_and(|&next| next.is_ascii_alphabetic() || matches!(next, b'!' | b'/' | b'?'))
    })
}
