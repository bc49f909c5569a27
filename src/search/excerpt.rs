//! What of an article a hit shows: its best passage, with the words of the query marked.

use super::answer::ExcerptPart;
use super::passage::{keep_longest_runs, passage};
use super::sought::{Mark, Sought};
use crate::format::folding::{self, Folding, behind, is_plain, part, pieces};

/// Stands where text was left out.
const ELLIPSIS: &str = "…";

/// The best passage of `text`; `marks` are what is sought in it.
pub(super) fn excerpt(folding: &Folding, text: &str, sought: &Sought<'_>, mut marks: Vec<Mark>) -> Vec<ExcerptPart> {
    keep_longest_runs(sought, &mut marks);
    let passage = passage(folding, text, &mut marks, sought.words());
    let mut parts = Vec::new();
    let mut at = passage.start;
    if !part(text, 0..passage.start).trim().is_empty() {
        add(&mut parts, ELLIPSIS, false);
    }
    for mark in marks.iter().filter(|mark| passage.start <= mark.place.start && mark.place.end <= passage.end) {
        add(&mut parts, part(text, at..mark.place.start), false);
        // The pairs of a run overlap.
        add(&mut parts, part(text, mark.place.start.max(at)..mark.place.end), true);
        at = mark.place.end;
    }
    add(&mut parts, part(text, at..passage.end), false);
    balance(&mut parts);
    if !behind(text, passage.end).trim().is_empty() {
        add(&mut parts, ELLIPSIS, false);
    }
    parts
}

/// Closes the changes of direction that were opened, and leaves out the ends of those that were not.
fn balance(parts: &mut [ExcerptPart]) {
    let mut open = Vec::new();
    for part in parts.iter_mut() {
        if is_plain(&part.text, 0..part.text.len()) {
            continue;
        }
        let mut text = String::new();
        for character in part.text.chars() {
            match character {
                '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => open.push('\u{202c}'),
                '\u{2066}'..='\u{2068}' => open.push('\u{2069}'),
                '\u{202c}' | '\u{2069}' if open.last() != Some(&character) => continue,
                '\u{202c}' | '\u{2069}' => drop(open.pop()),
                _ => {}
            }
            text.push(character);
        }
        part.text = text;
    }
    if let Some(last) = parts.last_mut() {
        last.text.extend(open.iter().rev());
    }
}

/// The parts as HTML in which everything but `<mark>` is escaped.
pub(super) fn html(parts: &[ExcerptPart]) -> String {
    let mut html = String::new();
    for part in parts {
        let (open, close) = if part.mark { ("<mark>", "</mark>") } else { ("", "") };
        html.push_str(open);
        let mut rest = part.text.as_str();
        loop {
            let end = rest.bytes().position(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\''));
            html.push_str(folding::part(rest, 0..end.unwrap_or(rest.len())));
            let Some(end) = end else { break };
            html.push_str(match rest.as_bytes().get(end) {
                Some(b'&') => "&amp;",
                Some(b'<') => "&lt;",
                Some(b'>') => "&gt;",
                Some(b'"') => "&quot;",
                _ => "&#39;",
            });
            rest = behind(rest, end + 1);
        }
        html.push_str(close);
    }
    html
}

/// Appends text with its line breaks as blanks, to the last part where it is of the same kind.
fn add(parts: &mut Vec<ExcerptPart>, text: &str, mark: bool) {
    if text.is_empty() {
        return;
    }
    if parts.last().is_none_or(|last| last.mark != mark) {
        parts.push(ExcerptPart { text: String::new(), mark });
    }
    let Some(last) = parts.last_mut() else { return };
    for (n, line) in pieces(text, b'\n').enumerate() {
        if n > 0 {
            last.text.push(' ');
        }
        last.text.push_str(line);
    }
}

#[cfg(test)]
mod tests {
    use super::super::sought::Sought;
    use super::super::text_words::TextWords;
    use super::html;
    use crate::format::folding::{Folding, FoldingTable};

    fn shown(text: &str, words: &[&str]) -> String {
        shown_by(&Folding::new(&FoldingTable::default()), text, words)
    }

    fn shown_by(folding: &Folding, text: &str, words: &[&str]) -> String {
        let words: Vec<_> = words.iter().map(|word| vec![*word]).collect();
        let sought = Sought::new(folding, &words);
        html(&super::excerpt(folding, text, &sought, sought.marks(&TextWords::of(folding, text)).0))
    }

    #[test]
    fn the_words_are_marked_and_everything_else_is_escaped() {
        assert_eq!(shown("Grain & <b>SHIPS</b>", &["ships"]), "Grain &amp; &lt;b&gt;<mark>SHIPS</mark>&lt;/b&gt;");
    }

    #[test]
    fn the_passage_with_most_different_words_is_chosen_and_begins_with_its_sentence() {
        let filler = "Nothing of note happened in the harbour that day. ".repeat(20);
        let text = format!("{filler}Both ministers met at noon. The grain accord was signed. {filler}");
        let found = shown(&text, &["harbour", "grain", "accord"]);
        assert!(found.starts_with("…"), "{found}");
        assert!(found.contains("<mark>grain</mark> <mark>accord</mark>") && found.ends_with('…'), "{found}");
        assert!(found.trim_start_matches('…').starts_with(char::is_uppercase), "{found}");
    }

    #[test]
    fn without_any_word_the_beginning_is_shown() {
        assert_eq!(shown("A short note.\nSecond line.", &[]), "A short note. Second line.");
        assert_eq!(shown("", &["x"]), "");
    }

    #[test]
    fn no_word_is_cut_and_no_passage_is_endless() {
        let text = "voluminous ".repeat(200);
        let found = shown(&text, &["nowhere"]);
        assert!(found.trim_end_matches('…').ends_with("voluminous") && found.len() < 400, "{found}");
        assert!(shown(&"x".repeat(5000), &["y"]).len() < 400);
    }

    #[test]
    fn neighbours_of_the_query_are_shown_before_words_that_only_stand_near() {
        let filler = "Nothing of note happened that day. ".repeat(12);
        let text = format!("Grain for the accord. {filler}They signed the grain accord. {filler}");
        let found = shown(&text, &["grain", "accord"]);
        assert!(found.contains("<mark>grain</mark> <mark>accord</mark>"), "{found}");
    }

    #[test]
    fn words_closest_together_are_shown() {
        let filler = "Nothing of note happened that day. ".repeat(12);
        let text = format!("The accord, it was said at noon, was on grain. {filler}An accord on grain. {filler}");
        let found = shown(&text, &["grain", "accord"]);
        assert!(found.contains("An <mark>accord</mark> on <mark>grain</mark>."), "{found}");
    }

    #[test]
    fn an_excerpt_ends_with_a_sentence_where_one_ends_in_reach() {
        let text = format!(
            "The grain came. {}{}",
            "It was weighed at the quay in the morning. ".repeat(4),
            "And more ".repeat(60)
        );
        let found = shown(&text, &["grain"]);
        assert!(found.ends_with("in the morning.…"), "{found}");
    }

    #[test]
    fn the_end_of_a_text_is_shown_with_what_stands_before_it() {
        let text = format!("{}The ships left. The grain came.", "Nothing happened. ".repeat(40));
        let found = shown(&text, &["grain"]);
        assert!(found.contains("The ships left. The <mark>grain</mark> came.") && found.len() > 180, "{found}");
        assert!(found.starts_with("…Nothing"), "{found}");
    }

    #[test]
    fn a_run_without_blanks_is_marked_as_a_whole_and_its_parts_alone_are_not() {
        let folding = Folding::new(&FoldingTable { letters: vec![('ぁ', '龠')], ..FoldingTable::default() });
        let found = shown_by(&folding, "東京は大きい。東京港は古い。", &["東京", "京港"]);
        assert_eq!(found, "東京は大きい。<mark>東京港</mark>は古い。");
        let found = shown_by(&folding, "東京は大きい。", &["東京", "京港"]);
        assert_eq!(found, "<mark>東京</mark>は大きい。");
    }

    #[test]
    fn a_text_without_blanks_is_cut_at_a_sentence_and_counted_by_its_width() {
        let folding = Folding::new(&FoldingTable { letters: vec![('ぁ', '龠')], ..FoldingTable::default() });
        let text = format!("{}港が開いた。{}", "今日は何もなかった。".repeat(40), "船が来た。".repeat(60));
        let found = shown_by(&folding, &text, &["港が"]);
        let letters = found.chars().count();
        assert!(found.starts_with("…<mark>港が</mark>開いた。船") && found.ends_with("船が来た。…"), "{found}");
        assert!((80..150).contains(&letters), "{letters}");
    }

    #[test]
    fn changes_of_direction_are_closed_and_never_only_closed() {
        let shown = shown("a\u{202c} \u{2067}b \u{202e}c", &["b"]);
        assert_eq!(shown, "a \u{2067}<mark>b</mark> \u{202e}c\u{202c}\u{2069}");
    }

    #[test]
    fn a_letter_with_its_accents_is_not_cut() {
        let text = "e\u{301}".repeat(3000);
        let found = shown(&text, &["x"]);
        assert!(found.ends_with("e\u{301}…") && found.len() < 1000, "{}", found.len());
    }

    #[test]
    fn thousands_of_marks_take_no_longer_than_their_text() {
        let text = "grain accord minister ".repeat(40_000);
        let began = std::time::Instant::now();
        let found = shown(&text, &["grain", "accord", "minister", "ships"]);
        assert!(found.starts_with("<mark>grain</mark> <mark>accord</mark> <mark>minister</mark>"), "{found}");
        // Linear it takes a tenth of a second, and hours otherwise.
        assert!(began.elapsed().as_secs() < 20);
    }
}
