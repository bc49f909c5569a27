//! A line that shows how far a build is, on terminals only.

use indicatif::{ProgressBar, ProgressStyle};

use crate::reading::{self, Step};

/// The line; draws nothing where standard error is no terminal.
#[derive(Debug)]
pub struct Progress(ProgressBar);

impl Progress {
    /// An empty line.
    #[must_use]
    pub fn new() -> Self {
        let bar = ProgressBar::no_length();
        // A wrong template would be a mistake in this line; the default style serves then.
        if let Ok(style) = ProgressStyle::with_template("{elapsed_precise} {bar:30} {msg}, {eta} left") {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// How far the reading has come.
    pub fn reading(&self, read: reading::Progress) {
        self.0.set_length(read.of);
        self.0.set_position(read.done);
        let reading::Progress { files, of_files, articles, .. } = read;
        self.0.set_message(match read.step {
            Step::Reading => format!("{files} of {of_files} files read, {articles} pages and records"),
            Step::Understanding => format!("{of_files} files read, {articles} articles found in them"),
        });
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

impl Drop for Progress {
    /// An error is told on a line of its own.
    fn drop(&mut self) {
        self.end();
    }
}

impl Default for Progress {
    fn default() -> Self {
        Self::new()
    }
}
