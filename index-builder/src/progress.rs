//! A line that shows how far a build is, on terminals only.

use indicatif::{ProgressBar, ProgressStyle};

use crate::reading;

/// The line; draws nothing where standard error is no terminal.
#[derive(Debug)]
pub struct Progress(ProgressBar);

impl Progress {
    /// An empty line.
    #[must_use]
    pub fn new() -> Self {
        let bar = ProgressBar::no_length();
        // A wrong template would be a mistake in this line; the default style serves then.
        if let Ok(style) = ProgressStyle::with_template("{elapsed_precise} {bar:30} {pos} {msg}") {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// How many files and articles are read.
    pub fn reading(&self, read: reading::Progress) {
        self.0.set_length(read.of_files as u64);
        self.0.set_position(read.files as u64);
        self.0.set_message(format!("of {} files read, {} articles", read.of_files, read.articles));
    }

    /// The input is read.
    pub fn compiling(&self, articles: usize) {
        self.0.set_message(format!("files read, compiling {articles} articles"));
    }

    /// The index is compiled.
    pub fn writing(&self) {
        self.0.set_message("writing");
    }

    /// Clears the line.
    pub fn end(&self) {
        self.0.finish_and_clear();
    }
}

impl Default for Progress {
    fn default() -> Self {
        Self::new()
    }
}
