//! Texts of strangers where people look at them: signs that nobody sees, that turn what follows around, or that a terminal would obey, are
//! shown as signs.

use std::fmt::Display;
use std::io::{self, Write};

/// The text as it can be shown.
#[must_use]
pub fn visible(text: &str) -> String {
    text.chars().map(shown).collect()
}

fn shown(c: char) -> char {
    match c {
        '\u{0}'..='\u{1f}' => char::from_u32(u32::from(c) + 0x2400).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        _ => c,
    }
}

/// Tells whoever runs the command what is wrong, in one line.
pub fn tell(what: &dyn Display) {
    eprintln!("dalil: {}", visible(&what.to_string()));
}

/// Prints for people, and so that a terminal obeys nothing of it.
pub struct ForPeople<'a>(pub &'a mut dyn Write);

impl Write for ForPeople<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes)?;
        Ok(bytes.len())
    }

    /// What is written by `write!` comes in whole characters.
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        let text = String::from_utf8_lossy(bytes);
        let text: String = text.chars().map(|c| if c == '\n' { c } else { shown(c) }).collect();
        self.0.write_all(text.as_bytes())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
