//! The files of the input, of which there may be a million: kept as one text and a few bytes each.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::kind::Named;
use super::walk::SourceFile;

/// Files in their order.
#[derive(Debug, Default)]
pub struct FileList {
    /// All their pages, one behind the other as they were found.
    pages: String,
    rows: Vec<Row>,
    inputs: Vec<Arc<Path>>,
    /// By where its page stands in all pages: where a file lies, if its page does not tell.
    odd_paths: BTreeMap<usize, Box<Path>>,
}

/// What is known of a file.
#[derive(Debug)]
struct Row {
    /// Where its page stands in all pages, and how long it is.
    begin: usize,
    length: u32,
    input: u32,
    label: u16,
    named: Named,
    alone: bool,
    given: bool,
}

impl FileList {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The files, one after another.
    pub fn iter(&self) -> impl Iterator<Item = SourceFile> {
        self.rows.iter().filter_map(|row| self.file(row))
    }

    /// Their pages, one after another.
    pub fn pages(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().map(|row| page(&self.pages, row))
    }

    /// Adds a file.
    pub(super) fn push(&mut self, file: SourceFile) {
        let SourceFile { input, odd_path, page, named, alone, given, label } = file;
        // The files of an input come together; there may be very many inputs of one file.
        if !self.inputs.last().is_some_and(|last| Arc::ptr_eq(last, &input)) {
            self.inputs.push(input);
        }
        let begin = self.pages.len();
        self.odd_paths.extend(odd_path.map(|path| (begin, path)));
        self.pages.push_str(&page);
        self.rows.push(Row {
            begin,
            length: u32::try_from(page.len()).unwrap_or(u32::MAX),
            input: u32::try_from(self.inputs.len() - 1).unwrap_or(u32::MAX),
            label: u16::try_from(label).unwrap_or(u16::MAX),
            named,
            alone,
            given,
        });
    }

    /// Brings them into the order of their pages; where these look the same, of the paths.
    pub(super) fn sort(&mut self) {
        let Self { pages, rows, odd_paths, .. } = self;
        let key = |row: &Row| (page(pages, row).to_owned(), odd_paths.get(&row.begin).cloned());
        rows.sort_unstable_by(|a, b| page(pages, a).cmp(page(pages, b)).then_with(|| key(a).cmp(&key(b))));
    }

    /// Keeps those that were given by name, and of the others those whose page is wanted.
    pub(super) fn retain(&mut self, wanted: impl Fn(&str) -> bool) {
        let Self { pages, rows, .. } = self;
        rows.retain(|row| row.given || wanted(page(pages, row)));
    }

    /// Names that are not Unicode may look the same; ids must not.
    pub(super) fn tell_lossy_names_apart(&mut self) {
        let Self { pages, rows, odd_paths, .. } = self;
        let (mut before, mut same) = (String::new(), 1);
        for (number, row) in rows.iter_mut().enumerate() {
            let own = page(pages, row);
            if number > 0 && own == before {
                same += 1;
                let told_apart = format!("{before}~{same}");
                let begin = pages.len();
                pages.push_str(&told_apart);
                odd_paths.extend(odd_paths.get(&row.begin).cloned().map(|path| (begin, path)));
                (row.begin, row.length) = (begin, u32::try_from(told_apart.len()).unwrap_or(u32::MAX));
            } else {
                same = 1;
                own.clone_into(&mut before);
            }
        }
    }

    fn file(&self, row: &Row) -> Option<SourceFile> {
        Some(SourceFile {
            input: Arc::clone(self.inputs.get(row.input as usize)?),
            odd_path: self.odd_paths.get(&row.begin).cloned(),
            page: page(&self.pages, row).to_owned(),
            named: row.named,
            alone: row.alone,
            given: row.given,
            label: usize::from(row.label),
        })
    }
}

fn page<'a>(pages: &'a str, row: &Row) -> &'a str {
    pages.get(row.begin..row.begin + row.length as usize).unwrap_or_default()
}
