//! What a typist may have done to a word: how many slips make one word of another, and how likely they are.

use crate::format::folding::holds;

/// The slips between what was typed and what was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Slips {
    pub(super) edits: u32,
    /// The sum of how unlikely each is.
    pub(super) penalty: u32,
}

/// Letters side by side in one row or the next: a finger's breadth is two.
const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
/// Letters that are taken for each other because they sound or look alike.
const ALIKE: [&str; 15] =
    ["aeiouy", "ckq", "csz", "dt", "bp", "mn", "fv", "gj", "اىهةع", "دذضظ", "ستثصط", "حهخ", "كق", "аоеиыэ", "дт"];

/// A letter left out, doubled wrongly, or two in the wrong order.
const FREQUENT: u32 = 0;
/// The next key, or a letter that sounds alike.
const EXPLAINED: u32 = 1;
/// Any other letter too many or in place of another.
const UNEXPLAINED: u32 = 3;
/// What an error in the very first letter counts beside its kind: people see it.
const FIRST: u32 = 1;

/// The fewest slips, at most `limit`, that make `typed` of `meant`, and of as few the likeliest; two letters in the wrong
/// order are one slip. With `unfinished`, of the best beginning of `meant`.
pub(super) fn between(typed: &[char], meant: &[char], limit: u32, unfinished: bool) -> Option<Slips> {
    let most = typed.len().saturating_add(usize::try_from(limit).unwrap_or(0));
    if meant.len() > most && !unfinished || meant.len().saturating_add(most) < typed.len().saturating_mul(2) {
        return None;
    }
    rest(typed, meant, None, limit, unfinished)
}

/// The slips between two remainders; `before` is the letter in front of them, which both have if neither slipped there.
fn rest(typed: &[char], meant: &[char], before: Option<char>, limit: u32, unfinished: bool) -> Option<Slips> {
    let (mut typed, mut meant, mut before) = (typed, meant, before);
    while let ([a, typed_rest @ ..], [b, meant_rest @ ..]) = (typed, meant) {
        if a != b {
            break;
        }
        (typed, meant, before) = (typed_rest, meant_rest, Some(*a));
    }
    if typed.is_empty() && (meant.is_empty() || unfinished) {
        return Some(Slips { edits: 0, penalty: 0 });
    }
    let limit = limit.checked_sub(1)?;
    let first = if before.is_none() { FIRST } else { 0 };
    let mut best: Option<Slips> = None;
    let mut consider = |typed: &[char], meant: &[char], letter: char, penalty: u32| {
        if let Some(slips) = rest(typed, meant, Some(letter), limit, unfinished) {
            let slips = Slips { edits: slips.edits + 1, penalty: slips.penalty + penalty + first };
            best = Some(best.map_or(slips, |best| best.min(slips)));
        }
    };
    if let [_, meant_rest @ ..] = meant {
        consider(typed, meant_rest, *meant.first()?, FREQUENT);
    }
    if let [a, typed_rest @ ..] = typed {
        let next = meant.first().copied();
        let is_near = |letter| near(letter, *a);
        let penalty = match before {
            Some(letter) if letter == *a => FREQUENT,
            _ if before.is_some_and(is_near) || next.is_some_and(is_near) => EXPLAINED,
            _ => UNEXPLAINED,
        };
        consider(typed_rest, meant, *a, penalty);
    }
    if let ([a, typed_rest @ ..], [b, meant_rest @ ..]) = (typed, meant) {
        let penalty = if near(*a, *b) || alike(*a, *b) { EXPLAINED } else { UNEXPLAINED };
        consider(typed_rest, meant_rest, *b, penalty);
    }
    if let ([a, b, typed_rest @ ..], [c, d, meant_rest @ ..]) = (typed, meant)
        && (a, b) == (d, c)
    {
        consider(typed_rest, meant_rest, *d, FREQUENT);
    }
    best
}

fn alike(a: char, b: char) -> bool {
    ALIKE.iter().any(|letters| holds(letters, a) && holds(letters, b))
}

/// Whether two keys lie side by side.
fn near(a: char, b: char) -> bool {
    let (Some((row_a, place_a)), Some((row_b, place_b))) = (key(a), key(b)) else { return false };
    place_a.abs_diff(place_b) + row_a.abs_diff(row_b) <= 2
}

/// The row of a letter, and its place in it, each row half a key further to the right.
fn key(letter: char) -> Option<(usize, usize)> {
    let found = ROWS
        .iter()
        .enumerate()
        .find_map(|(row, letters)| Some((row, letters.chars().position(|other| other == letter)?)));
    found.map(|(row, place)| (row, place * 2 + row))
}

#[cfg(test)]
mod tests {
    use super::{Slips, between, near};

    fn letters(word: &str) -> Vec<char> {
        word.chars().collect()
    }

    fn slips(typed: &str, meant: &str, limit: u32) -> Option<(u32, u32)> {
        between(&letters(typed), &letters(meant), limit, false).map(|slips| (slips.edits, slips.penalty))
    }

    /// The same as a plain matrix: optimal string alignment. Each row is for a beginning of `typed`.
    fn matrix(typed: &[char], meant: &[char]) -> Vec<Vec<u32>> {
        let mut rows = vec![vec![0; meant.len() + 1]; typed.len() + 1];
        for i in 0..=typed.len() {
            for j in 0..=meant.len() {
                rows[i][j] = match (i, j) {
                    (0, n) | (n, 0) => n as u32,
                    _ => {
                        let same = u32::from(typed[i - 1] != meant[j - 1]);
                        let mut least = (rows[i - 1][j] + 1).min(rows[i][j - 1] + 1).min(rows[i - 1][j - 1] + same);
                        if i > 1 && j > 1 && typed[i - 1] == meant[j - 2] && typed[i - 2] == meant[j - 1] {
                            least = least.min(rows[i - 2][j - 2] + 1);
                        }
                        least
                    }
                };
            }
        }
        rows
    }

    /// All words of up to `longest` letters of an alphabet of three.
    fn words(longest: u32) -> Vec<Vec<char>> {
        let of = |length: u32| (0..3_u32.pow(length)).map(move |n| (0..length).map(move |i| n / 3_u32.pow(i) % 3));
        (0..=longest).flat_map(of).map(|word| word.map(|n| ['a', 'b', 'k'][n as usize]).collect()).collect()
    }

    #[test]
    fn the_number_of_slips_is_that_of_a_plain_matrix() {
        for typed in words(5) {
            for meant in words(5) {
                let rows = matrix(&typed, &meant);
                let whole = rows[typed.len()][meant.len()];
                let beginning = *rows[typed.len()].iter().min().unwrap();
                for limit in 0..=2 {
                    for (unfinished, wanted) in [(false, whole), (true, beginning)] {
                        let found = between(&typed, &meant, limit, unfinished).map(|slips| slips.edits);
                        assert_eq!(
                            found,
                            (wanted <= limit).then_some(wanted),
                            "{typed:?} {meant:?} {limit} {unfinished}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn frequent_slips_count_less_than_letters_out_of_the_blue() {
        for (typed, penalty) in [("embasy", 0), ("embasssy", 0), ("embsasy", 0), ("emvassy", 1), ("embessy", 1)] {
            assert_eq!(slips(typed, "embassy", 1), Some((1, penalty)), "{typed}");
        }
        assert_eq!(slips("embasqy", "embassy", 1), Some((1, 3)));
        assert_eq!(slips("mbassy", "embassy", 1), Some((1, 1)));
        assert_eq!(slips("السفاره", "السفارة", 1), Some((1, 1)));
    }

    #[test]
    fn of_several_ways_the_likeliest_counts() {
        let two = between(&letters("abpd"), &letters("bad"), 2, false);
        assert_eq!(two, Some(Slips { edits: 2, penalty: 4 }));
    }

    #[test]
    fn keys_side_by_side_are_near() {
        for (a, b) in [('q', 'w'), ('a', 'q'), ('a', 'w'), ('s', 'z'), ('s', 'x'), ('g', 'v'), ('o', 'p'), ('m', 'n')] {
            assert!(near(a, b) && near(b, a), "{a} {b}");
        }
        for (a, b) in [('q', 'e'), ('a', 'e'), ('q', 'z'), ('a', 'x'), ('p', 'a'), ('é', 'e')] {
            assert!(!near(a, b), "{a} {b}");
        }
    }
}
