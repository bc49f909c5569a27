//! The words of one line, with what their capitals say, and the names among them.

use dalil::format::folding::Folding;

/// The most words of a name.
const LONGEST_NAME: usize = 5;
/// Words without a capital that stand inside names, folded.
const PARTICLES: [&str; 34] = [
    "abu", "al", "ap", "bin", "bint", "da", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "e", "el",
    "es", "ibn", "la", "le", "les", "of", "os", "san", "ter", "ud", "ul", "ur", "van", "von", "y", "zu", "zur",
];
/// What ends a sentence, or begins one inside another.
const SENTENCE_ENDS: [char; 11] = ['.', '!', '?', ':', '…', '"', '“', '”', '«', '»', '؟'];

/// One line's words. It is used for all lines, and keeps its room.
#[derive(Default)]
pub(super) struct Line {
    folded: String,
    pub(super) tokens: Vec<Token>,
}

/// A word in it.
pub(super) struct Token {
    /// Bytes in the line's folded words, and in the line.
    folded: (usize, usize),
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) capital: bool,
    /// Whether a capital says nothing here.
    pub(super) first: bool,
}

impl Line {
    pub(super) fn read(&mut self, line: &str, folding: &Folding) {
        self.folded.clear();
        self.tokens.clear();
        let mut words = folding.words(line);
        let mut word = String::new();
        while let Some(place) = words.next_into(&mut word) {
            let capital = line.get(place.start..).and_then(|rest| rest.chars().next()).is_some_and(char::is_uppercase);
            let first = self.tokens.last().is_none_or(|before| {
                let between = line.get(before.end..place.start).unwrap_or_default();
                between.contains(SENTENCE_ENDS) && !(self.is_initial(before) && between.trim_end() == ".")
            });
            let folded = (self.folded.len(), self.folded.len() + word.len());
            self.folded.push_str(&word);
            self.tokens.push(Token { folded, start: place.start, end: place.end, capital, first });
        }
    }

    pub(super) fn folded(&self, token: &Token) -> &str {
        self.folded.get(token.folded.0..token.folded.1).unwrap_or_default()
    }

    fn is_initial(&self, token: &Token) -> bool {
        token.capital && self.folded(token).chars().count() == 1
    }

    /// The longest names: folded, as written, and whether a sentence does not begin with it.
    pub(super) fn names<'l>(&self, line: &'l str) -> Vec<(String, &'l str, bool)> {
        let mut names = Vec::new();
        let mut at = 0;
        while let Some(first) = self.tokens.get(at) {
            let length = if first.capital { self.name_length(line, at) } else { 1 };
            let own = self.tokens.get(at..at + length).unwrap_or_default();
            if let (2..=LONGEST_NAME, Some(last)) = (length, own.last()) {
                let written = line.get(first.start..last.end).unwrap_or_default();
                let mut folded = own.iter().map(|token| self.folded(token)).collect::<Vec<_>>().join(" ");
                let owner = written.strip_suffix("'s").or_else(|| written.strip_suffix("’s"));
                if owner.is_some() && folded.ends_with('s') {
                    folded.pop();
                }
                names.push((folded, owner.unwrap_or(written), !first.first));
            }
            at += length;
        }
        names
    }

    /// How many of the words from this one on, which has a capital, are one name.
    fn name_length(&self, line: &str, at: usize) -> usize {
        let mut length = 1;
        for (place, pair) in self.tokens.get(at..).unwrap_or_default().windows(2).enumerate() {
            let [before, token] = pair else { break };
            let between = line.get(before.end..token.start).unwrap_or_default();
            let initial = matches!(between, ". " | ".") && self.is_initial(before);
            let joined = matches!(between, " " | "-") || initial;
            let is_inside = token.capital || PARTICLES.binary_search(&self.folded(token)).is_ok();
            let is_owner =
                || line.get(..before.end).is_some_and(|so_far| so_far.ends_with("'s") || so_far.ends_with("’s"));
            if !joined || !is_inside || is_owner() {
                break;
            }
            if token.capital {
                length = place + 2;
            }
        }
        length
    }
}

#[cfg(test)]
mod tests {
    use super::PARTICLES;

    #[test]
    fn particles_are_in_the_order_in_which_they_are_sought() {
        assert!(PARTICLES.is_sorted());
    }
}
