//! The files of the input, of which there may be a million: kept as one text and a few bytes each.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::kind::Named;
use super::walk::SourceFile;

/// Files in their order.
#[derive(Debug, Default)]
pub struct FileList {
    /// All their pages, one behind the other.
    pages: String,
    rows: Vec<Row>,
    inputs: Vec<Arc<Path>>,
    /// By the file's number, where it lies if its page does not tell.
    odd_paths: BTreeMap<usize, Box<Path>>,
}

/// What is known of a file but its page.
#[derive(Debug)]
struct Row {
    /// Where its page ends in all pages.
    end: usize,
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
        (0..self.rows.len()).filter_map(|number| self.file(number))
    }

    fn file(&self, number: usize) -> Option<SourceFile> {
        let Row { end, input, label, named, alone, given } = self.rows.get(number)?;
        let begin = number.checked_sub(1).and_then(|before| self.rows.get(before)).map_or(0, |before| before.end);
        Some(SourceFile {
            input: Arc::clone(self.inputs.get(*input as usize)?),
            odd_path: self.odd_paths.get(&number).cloned(),
            page: self.pages.get(begin..*end)?.to_owned(),
            named: *named,
            alone: *alone,
            given: *given,
            label: usize::from(*label),
        })
    }
}

impl FromIterator<SourceFile> for FileList {
    fn from_iter<T: IntoIterator<Item = SourceFile>>(files: T) -> Self {
        let mut list = Self::default();
        for SourceFile { input, odd_path, page, named, alone, given, label } in files {
            let known = list.inputs.iter().rposition(|known| Arc::ptr_eq(known, &input));
            let place = known.unwrap_or(list.inputs.len());
            if known.is_none() {
                list.inputs.push(input);
            }
            list.odd_paths.extend(odd_path.map(|path| (list.rows.len(), path)));
            list.pages.push_str(&page);
            list.rows.push(Row {
                end: list.pages.len(),
                input: u32::try_from(place).unwrap_or(u32::MAX),
                label: u16::try_from(label).unwrap_or(u16::MAX),
                named,
                alone,
                given,
            });
        }
        list
    }
}
