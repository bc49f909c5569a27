//! Text without markup: the first line is the title where it looks like one.

use super::html::{links_in_text, most_certain};
use super::path_clues::PathClues;
use crate::article::Article;
use crate::paragraphs::paragraphs;
use crate::written_date;

/// A longer first line is the beginning of the text.
const LONGEST_TITLE: usize = 150;
/// So many lines from the top, the date may stand on a line of its own.
const DATELINE_WITHIN: usize = 30;

/// Reads a text; where it is silent its path speaks. `None` where there is no word in it.
#[must_use]
pub fn read(text: &str, path: PathClues) -> Option<Article> {
    let mut lines = paragraphs(text);
    if !lines.iter().any(|line| line.chars().any(char::is_alphanumeric)) {
        return None;
    }
    let title = title(&lines);
    if title.is_some() {
        lines.remove(0);
    }
    let dateline = lines.iter().take(DATELINE_WITHIN).find_map(|line| written_date::in_dateline(line));
    let mut article = Article {
        confidence: if title.is_some() { 0.6 } else { 0.4 },
        title: title.or(path.title),
        date: most_certain([dateline, path.date].into_iter().flatten().map(|date| date.to_string())),
        section: path.section.into_iter().collect(),
        text: lines.join("\n"),
        ..Article::default()
    };
    links_in_text(&article.text, &mut article.links);
    Some(article)
}

fn title(lines: &[String]) -> Option<String> {
    let [first, _, ..] = lines else { return None };
    let short = first.chars().count() <= LONGEST_TITLE && first.chars().any(char::is_alphabetic);
    let sentence = first.ends_with(['.', ',', ';', ':']) || written_date::in_dateline(first).is_some();
    (short && !sentence).then(|| first.clone())
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::page::path_clues;

    #[test]
    fn a_short_first_line_is_the_title() {
        let found = read(
            "Harbour Reopens\n\nJune 14, 2012\n\nBoats left. See http://a.example/x.\n",
            path_clues::read("News/a.txt"),
        )
        .unwrap();
        assert_eq!(found.title.as_deref(), Some("Harbour Reopens"));
        assert_eq!(found.date.as_deref(), Some("2012-06-14"));
        assert_eq!(found.text, "June 14, 2012\nBoats left. See http://a.example/x.");
        assert_eq!((found.links.len(), found.section.len()), (1, 1));
    }

    #[test]
    fn a_first_line_that_is_a_sentence_is_text() {
        let found = read("The boats left Marwan.\nThey came back.\n", path_clues::read("a.txt")).unwrap();
        assert_eq!((found.title, found.text.lines().count()), (None, 2));
    }

    #[test]
    fn a_file_without_a_word_is_no_article() {
        assert!(read(" \n***\n", path_clues::read("a.txt")).is_none());
    }
}
