//! The ends of addresses that lead into a page.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

/// What can't stand in the end of an address; `%` can, since an anchor may be written encoded.
const ANCHOR: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`');
/// In a text directive, `-`, `,` and `&` have a meaning.
const DIRECTIVE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'_').remove(b'~');

/// So many characters tell one beginning from others; more would only make the records larger.
const ENOUGH: usize = 60;

/// Leads to an anchor of the page.
pub(super) fn anchor(name: &str) -> String {
    format!("#{}", utf8_percent_encode(name.trim_start_matches('#'), ANCHOR))
}

/// Leads to the words with which an article begins: text directives (<https://wicg.github.io/scroll-to-text-fragment/>), of which
/// browsers take the first that is found. The title may not be, where it is broken into lines; then the text is. Browsers
/// without them show the page from its top.
pub(super) fn words(title: Option<&str>, text: &str) -> String {
    let says_something = |line: &&str| line.chars().any(char::is_alphanumeric);
    let title = title.map(str::trim).filter(says_something);
    let text = text.lines().map(str::trim).find(says_something).filter(|text| Some(*text) != title);
    let directive = |line: &str| format!("text={}", utf8_percent_encode(first_words(line), DIRECTIVE));
    let directives: Vec<String> = title.into_iter().chain(text).map(directive).collect();
    if directives.is_empty() { String::new() } else { format!("#:~:{}", directives.join("&")) }
}

/// Whole words, since browsers look for nothing else; a script that writes none apart is cut where a phrase ends.
fn first_words(line: &str) -> &str {
    let Some((enough, _)) = line.char_indices().nth(ENOUGH) else { return line };
    let (before, after) = line.split_at(enough);
    let ends = |c: char| c.is_whitespace() || matches!(c, '。' | '，' | '、' | '！' | '？');
    if after.starts_with(ends) {
        return before;
    }
    before.rfind(ends).and_then(|end| before.get(..end)).map_or(line, str::trim_end)
}

#[cfg(test)]
mod tests {
    use super::{anchor, words};

    #[test]
    fn an_anchor_is_named_as_its_page_names_it() {
        assert_eq!(anchor("report2"), "#report2");
        assert_eq!(anchor("#the \"second\" report"), "#the%20%22second%22%20report");
        assert_eq!(anchor("a%20b"), "#a%20b");
        assert_eq!(anchor("ملح"), "#%D9%85%D9%84%D8%AD");
    }

    #[test]
    fn signs_with_a_meaning_in_the_directive_are_written_so_that_they_have_none() {
        assert_eq!(
            words(Some("Oil-for-salt, they say & mean"), ""),
            "#:~:text=Oil%2Dfor%2Dsalt%2C%20they%20say%20%26%20mean"
        );
    }

    #[test]
    fn an_article_without_title_is_found_by_its_first_words_and_one_without_words_by_nothing() {
        assert_eq!(words(None, "***\nThe ferry ran.\nMore."), "#:~:text=The%20ferry%20ran.");
        assert_eq!(words(Some(" "), "***"), "");
    }

    #[test]
    fn where_the_title_is_not_found_as_it_was_read_the_text_is() {
        assert_eq!(words(Some("Salt tax"), "The ferry ran."), "#:~:text=Salt%20tax&text=The%20ferry%20ran.");
        assert_eq!(words(Some("Salt tax"), "Salt tax\nMore."), "#:~:text=Salt%20tax");
    }

    #[test]
    fn a_long_beginning_ends_with_a_whole_word() {
        let title = "Ferry runs aground at Ras Lamda, passengers wade ashore with the wedding cake";
        assert_eq!(
            words(Some(title), ""),
            "#:~:text=Ferry%20runs%20aground%20at%20Ras%20Lamda%2C%20passengers%20wade%20ashore%20with"
        );
        let unbroken = "渡".repeat(80);
        assert_eq!(words(Some(&unbroken), "").len(), "#:~:text=".len() + 80 * 9);
    }
}
