//! What a reader view would leave out of a page: two libraries and the names in the markup vote on every line.
//!
//! Each of them is wrong about some pages, and seldom about the same ones.

use rustc_hash::FxHashSet;
use scraper::Html;

use super::lines::Line;
use crate::shield::shielded;

/// Libraries take more than linear time for some pages; a larger one is read without them.
const LARGEST: usize = 3 << 20;
/// Libraries copy a text anew with each reference in it; a page for which they would copy more bytes is read without them.
const MOST_COPIED: usize = 1 << 30;
/// They walk trees by recursion.
const DEEPEST: usize = 250;
/// A line of at least so many bytes that is not a link is prose.
const PROSE: usize = 140;
/// In old markup a view is believed where it keeps so many hundredths of the prose.
const CREDIBLE: usize = 80;
/// A view that keeps less than this part of what another keeps has failed.
const FAILED: usize = 5;
/// What is named as no part of the article must be this many times less than the rest, or the names are misleading.
const MINORITY: usize = 3;
/// Text that is compared word by word is compared in groups of so many.
const GROUP: usize = 3;

/// Marks the lines that stand beside the article.
pub fn mark(html: &str, document: &Html, lines: &mut [Line]) {
    if html.len() > LARGEST || copied(html) > MOST_COPIED || is_deep(document) {
        return;
    }
    let texts: Vec<Vec<u64>> = lines.iter().map(|line| words(&line.block.text)).collect();
    let views = [trafilatura_view(html), readability_view(html)];
    let mut kept: Vec<Vec<bool>> = views.into_iter().flatten().map(|view| view.keeps(&texts)).collect();
    leave_out_failed(&mut kept, lines);
    let Some(inside) = elect(&kept, lines).filter(|inside| is_modern(document) || is_credible(lines, inside)) else {
        return;
    };
    for (line, inside) in lines.iter_mut().zip(inside) {
        line.block.aside = !inside;
    }
}

/// About how many bytes are copied where each piece of a text between tags is put to the ones before.
fn copied(html: &str) -> usize {
    let (mut copied, mut pieces, mut start) = (0_usize, 0_usize, 0);
    let bytes = html.as_bytes();
    for (place, &byte) in bytes.iter().enumerate() {
        let next = bytes.get(place + 1).copied().unwrap_or_default();
        if byte == b'<' && (next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?')) {
            copied = copied.saturating_add(pieces.saturating_mul(place - start));
            (pieces, start) = (0, place);
        } else if matches!(byte, b'&' | b'<' | b'\r' | 0) {
            pieces += 1;
        }
    }
    copied.saturating_add(pieces.saturating_mul(bytes.len() - start))
}

/// A view that keeps next to nothing of what another keeps has failed.
fn leave_out_failed(kept: &mut Vec<Vec<bool>>, lines: &[Line]) {
    let length = |kept: &Vec<bool>| -> usize {
        lines.iter().zip(kept).filter(|(_, kept)| **kept).map(|(line, _)| line.block.text.len()).sum()
    };
    let most = kept.iter().map(length).max().unwrap_or_default();
    kept.retain(|kept| length(kept) * FAILED > most);
}

/// Which lines have the majority. The names in the markup have a vote where both views are there to be weighed.
fn elect(kept: &[Vec<bool>], lines: &[Line]) -> Option<Vec<bool>> {
    let (first, second) = match kept {
        [] => return None,
        [only] => return Some(only.clone()),
        [first, second, ..] => (first, second),
    };
    let agreed = lines.iter().zip(first.iter().zip(second)).filter(|(_, (first, second))| **first && **second);
    let names_tell = tell_apart(agreed.map(|(line, _)| line));
    let stands_beside = |line: &Line| line.unlikely && names_tell;
    let votes = lines.iter().zip(first.iter().zip(second));
    let decided = votes.map(|(line, (first, second))| match (first, second) {
        _ if stands_beside(line) => Some(false),
        (true, true) => Some(true),
        (false, false) => Some(false),
        // Lines of links are menus, and lists in articles: what stands around them decides.
        _ if line.block.linked * 2 > line.block.text.len() => None,
        _ => Some(true),
    });
    Some(decided_by_neighbours(&decided.collect::<Vec<_>>()))
}

/// What is undecided is inside where the nearest decided lines on both sides are.
fn decided_by_neighbours(decided: &[Option<bool>]) -> Vec<bool> {
    let carry = |last: &mut bool, one: &Option<bool>| {
        *last = one.unwrap_or(*last);
        Some(*last)
    };
    let before: Vec<bool> = decided.iter().scan(false, carry).collect();
    let mut after: Vec<bool> = decided.iter().rev().scan(false, carry).collect();
    after.reverse();
    before.into_iter().zip(after).map(|(before, after)| before && after).collect()
}

/// Whether the names in the markup leave most of what both views keep: in some pages, everything stands in a `sidebar`.
fn tell_apart<'a>(agreed: impl Iterator<Item = &'a Line>) -> bool {
    let (likely, unlikely): (Vec<&Line>, Vec<&Line>) = agreed.partition(|line| !line.unlikely);
    let length = |lines: &[&Line]| lines.iter().map(|line| line.block.text.len()).sum::<usize>();
    length(&likely) > length(&unlikely) * MINORITY
}

/// Whether the lines that would remain hold most of the prose. On a page of several reports, a view may find one only.
fn is_credible(lines: &[Line], inside: &[bool]) -> bool {
    let is_prose = |line: &Line| line.block.text.len() >= PROSE && line.block.linked * 2 < line.block.text.len();
    let prose = || lines.iter().zip(inside).filter(|(line, _)| is_prose(line));
    let all: usize = prose().map(|(line, _)| line.block.text.len()).sum();
    let kept: usize = prose().filter(|(_, inside)| **inside).map(|(line, _)| line.block.text.len()).sum();
    all > 0 && kept * 100 >= all * CREDIBLE
}

/// Whether the page is written in a way that libraries were made for.
fn is_modern(document: &Html) -> bool {
    document.tree.nodes().any(|node| {
        node.value().as_element().is_some_and(|element| match element.name() {
            "article" | "main" | "section" | "figure" => true,
            "meta" => element.attr("property").is_some_and(|property| property.starts_with("og:")),
            "script" => element.attr("type") == Some("application/ld+json"),
            _ => false,
        })
    })
}

fn is_deep(document: &Html) -> bool {
    let mut depth = 0_usize;
    document.tree.root().traverse().any(|edge| {
        match edge {
            ego_tree::iter::Edge::Open(_) => depth += 1,
            ego_tree::iter::Edge::Close(_) => depth -= 1,
        }
        depth > DEEPEST
    })
}

fn trafilatura_view(html: &str) -> Option<View> {
    let options = trafilatura::Options::default().with_fallback(true).with_exclude_comments(true);
    shielded(|| Some(View::of(&trafilatura::extract(html, &options).ok()?.content_text))).filter(View::holds_text)
}

fn readability_view(html: &str) -> Option<View> {
    let config =
        dom_smoothie::Config { text_mode: dom_smoothie::TextMode::Formatted, ..dom_smoothie::Config::default() };
    let view = shielded(|| {
        let mut reader = dom_smoothie::Readability::new(html, None, Some(config)).ok()?;
        Some(View::of(&reader.parse().ok()?.text_content))
    });
    view.filter(View::holds_text)
}

/// The text that a reader view keeps.
struct View {
    /// Words that follow each other.
    groups: FxHashSet<u64>,
    /// Whole lines.
    lines: FxHashSet<u64>,
}

impl View {
    fn of(text: &str) -> Self {
        let all = words(text);
        let lines = text.lines().map(words).filter(|line| !line.is_empty()).map(|line| hash(&line)).collect();
        Self { groups: all.windows(GROUP).map(hash).collect(), lines }
    }

    fn holds_text(&self) -> bool {
        !self.groups.is_empty() || !self.lines.is_empty()
    }

    /// Which lines of the page it keeps.
    fn keeps(&self, texts: &[Vec<u64>]) -> Vec<bool> {
        let around = |place: usize| texts.get(place).map(Vec::as_slice).unwrap_or_default();
        (0..texts.len())
            .map(|place| {
                let text = around(place);
                if text.len() < GROUP {
                    let before = place.checked_sub(1).map(around).unwrap_or_default();
                    return self.keeps_short(before, text, around(place + 1));
                }
                let kept = text.windows(GROUP).filter(|group| self.groups.contains(&hash(group))).count();
                kept * 2 > text.len() - GROUP
            })
            .collect()
    }

    /// A few words are kept where they stand between those that stand around them on the page.
    fn keeps_short(&self, before: &[u64], text: &[u64], after: &[u64]) -> bool {
        if text.is_empty() || self.lines.contains(&hash(text)) {
            return true;
        }
        let missing = GROUP - text.len();
        let ahead = before.get(before.len().saturating_sub(missing)..).unwrap_or_default();
        let behind = after.get(..missing.min(after.len())).unwrap_or_default();
        [[ahead, text].concat(), [text, behind].concat()].iter().any(|group| self.groups.contains(&hash(group)))
    }
}

/// Numbers that stand for words. Scripts that write no blanks are taken letter by letter.
fn words(text: &str) -> Vec<u64> {
    let mut words = Vec::new();
    let mut word = String::new();
    for c in text.chars().chain([' ']) {
        let alone = c >= '\u{2e80}' && c.is_alphabetic();
        if c.is_alphanumeric() && !alone {
            word.extend(c.to_lowercase());
            continue;
        }
        if !word.is_empty() {
            words.push(xxhash_rust::xxh3::xxh3_64(word.as_bytes()));
            word.clear();
        }
        if alone {
            words.push(u64::from(c));
        }
    }
    words
}

fn hash(words: &[u64]) -> u64 {
    words.iter().fold(0, |sum: u64, word| sum.rotate_left(21).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ word)
}

#[cfg(test)]
mod tests {
    use super::{Line, View, decided_by_neighbours, elect, is_credible, leave_out_failed, words};
    use crate::page::Block;

    const PROSE: &str = "The harbour of Marwan was opened again on Thursday after repairs that lasted for nine months and cost \
                         the town two million crowns, said the mayor, who wore a blue hat and smiled.";

    fn line(text: &str) -> Line {
        Line { block: Block { text: text.to_owned(), ..Block::default() }, ..Line::default() }
    }

    fn link(text: &str) -> Line {
        let mut line = line(text);
        line.block.linked = text.len();
        line
    }

    fn unlikely(text: &str) -> Line {
        Line { unlikely: true, ..line(text) }
    }

    #[test]
    fn a_line_is_kept_where_most_of_its_words_follow_each_other_in_the_view() {
        let texts: Vec<Vec<u64>> =
            ["Boats left the harbour at noon.", "Boats are for sale here.", "Share", "Then", "合意文書に署名した"]
                .map(words)
                .to_vec();
        let view = View::of("Boats left the harbour at noon\nThen Share it\n両国は合意文書に署名した。");
        assert_eq!(view.keeps(&texts), [true, false, false, false, true]);
        let view = View::of("the harbour at noon. Then they came");
        assert_eq!(view.keeps(&["at noon.", "Then", "they came"].map(words)), [true, true, true]);
    }

    #[test]
    fn lines_of_links_are_decided_by_what_stands_around_them() {
        assert_eq!(
            decided_by_neighbours(&[None, Some(true), None, None, Some(true), None, Some(false), None]),
            [false, true, true, true, true, false, false, false]
        );
        let lines = [link("Home"), line(PROSE), link("The report"), line(PROSE), link("Older")];
        let kept = [vec![false, true, true, true, false], vec![true, true, false, true, true]];
        assert_eq!(elect(&kept, &lines), Some(vec![false, true, true, true, false]));
    }

    #[test]
    fn where_views_differ_prose_stays_unless_its_name_tells_otherwise() {
        let lines =
            [line(PROSE), line("One view has this."), unlikely("One view has this."), unlikely("Both have this.")];
        let kept = [vec![true, true, true, true], vec![true, false, false, true]];
        assert_eq!(elect(&kept, &lines), Some(vec![true, true, false, false]));
    }

    #[test]
    fn names_that_tell_against_the_article_itself_are_misleading() {
        let lines = [unlikely(PROSE), unlikely(PROSE), line("Both have this.")];
        assert_eq!(elect(&[vec![true; 3], vec![true; 3]], &lines), Some(vec![true; 3]));
    }

    #[test]
    fn a_view_that_finds_next_to_nothing_has_no_vote() {
        let lines = [line(PROSE), line(PROSE), line("Short.")];
        let mut kept = vec![vec![true, true, false], vec![false, false, true]];
        leave_out_failed(&mut kept, &lines);
        assert_eq!(kept, [[true, true, false]]);
        assert_eq!(elect(&kept, &lines), Some(vec![true, true, false]));
    }

    #[test]
    fn a_view_that_loses_a_report_of_a_digest_is_not_believed() {
        let lines = [line(PROSE), line(PROSE), line(PROSE), line("Contact us")];
        assert!(is_credible(&lines, &[true, true, true, false]));
        assert!(!is_credible(&lines, &[true, false, true, false]));
        assert!(!is_credible(&[line("No prose at all.")], &[true]));
    }
}
