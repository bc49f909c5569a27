//! Whether two texts that look alike are the same article: what differs between them decides, not how much.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput};

use super::facts::is_fact;
use super::spelling::are_spellings;
use super::words::{Word, words};

/// In shorter texts nothing may be worded otherwise: who, where and how many may be all that differs.
const LONG: usize = 100;
/// A text of so many common words may have another date at its head and foot.
const VERY_LONG: usize = 200;
/// So many common words may have another introduction and another footer, not only one more.
const FRAMED: usize = 60;
/// The longest introduction or footer that stands against another, where it is less than a fifth of what is common.
const FRAME: usize = 30;
/// Changes with so few common words between them are one.
const CHANCE: usize = 2;

/// An article's words.
#[derive(Clone, Debug)]
pub(super) struct Wording {
    title: Vec<Word>,
    text: Vec<Word>,
    /// Capitals tell names from other words.
    is_cased: bool,
    /// Words that stand in the text without a capital.
    small: HashSet<Box<str>>,
}

impl Wording {
    pub(super) fn of(title: Option<&str>, text: &str) -> Self {
        let (title, text) = (words(title.unwrap_or_default()), words(text));
        let capitals = text.iter().filter(|word| word.is_capitalised).count();
        let small = text.iter().filter(|word| !word.is_capitalised).map(|word| word.folded.clone()).collect();
        // Neither a script without capitals nor a text in nothing else.
        let is_cased = capitals * 50 >= text.len() && capitals * 2 <= text.len();
        Self { title, text, is_cased, small }
    }
}

/// A stretch in which two texts differ, as places of words in each.
#[derive(Clone, Debug)]
struct Change {
    a: Range<usize>,
    b: Range<usize>,
}

/// What was found in the changes so far.
#[derive(Debug, Default)]
struct Differences {
    /// Names and other words that differ in spelling only.
    spellings: BTreeSet<(Box<str>, Box<str>)>,
    misprints: BTreeSet<(Box<str>, Box<str>)>,
    rewordings: usize,
    /// One text says this, the other that.
    contradicts: bool,
}

/// Whether two articles are one.
pub(super) fn is_same(a: &Wording, b: &Wording) -> bool {
    let (shorter, longer) = (a.text.len().min(b.text.len()), a.text.len().max(b.text.len()));
    let changes = changes(&a.text, &b.text);
    let removed: usize = changes.iter().map(|change| change.a.len()).sum();
    let common = a.text.len() - removed;
    let contained = if shorter < LONG { common * 10 >= shorter * 9 } else { common * 20 >= shorter * 17 };
    if !contained || common * 5 < longer * 3 || !titles_agree(a, b, common) {
        return false;
    }
    let is_prose = common >= VERY_LONG && a.text.iter().filter(|word| word.has_digit).count() * 10 < a.text.len();
    let mut found = Differences::default();
    for change in &changes {
        let left = a.text.get(change.a.clone()).unwrap_or_default();
        let right = b.text.get(change.b.clone()).unwrap_or_default();
        if left.is_empty() || right.is_empty() {
            continue;
        }
        if is_frame(change, a, b, common) {
            found.contradicts |= !is_prose && numbers_differ(&unshared(left, right), &unshared(right, left));
        } else {
            found.add(left, right, a, b);
        }
    }
    found.are_slight(shorter)
}

/// Where the two differ.
fn changes(a: &[Word], b: &[Word]) -> Vec<Change> {
    let mut input = InternedInput::default();
    input.update_before(a.iter().map(|word| &*word.folded));
    input.update_after(b.iter().map(|word| &*word.folded));
    let mut changes: Vec<Change> = Vec::new();
    for hunk in Diff::compute(Algorithm::Myers, &input).hunks() {
        let (a, b) = (places(hunk.before), places(hunk.after));
        match changes.last_mut() {
            Some(last) if a.start - last.a.end <= CHANCE => (last.a.end, last.b.end) = (a.end, b.end),
            _ => changes.push(Change { a, b }),
        }
    }
    changes
}

fn places(tokens: Range<u32>) -> Range<usize> {
    tokens.start as usize..tokens.end as usize
}

/// Whether a change is one introduction for another or one footer for another: whole lines, or what stands before a dash.
fn is_frame(change: &Change, a: &Wording, b: &Wording, common: usize) -> bool {
    let length = change.a.len().max(change.b.len());
    if common < FRAMED || length > FRAME.max(common / 5) {
        return false;
    }
    let opens = |wording: &Wording, place: usize| wording.text.get(place).is_none_or(|word| word.opens);
    let begins = |wording: &Wording, place: usize| wording.text.get(place).is_none_or(|word| word.begins);
    let is_head = change.a.start == 0 && change.b.start == 0;
    let is_foot = change.a.end == a.text.len() && change.b.end == b.text.len();
    (is_head && opens(a, change.a.end) && opens(b, change.b.end))
        || (is_foot && begins(a, change.a.start) && begins(b, change.b.start))
}

/// Whether titles leave it possible: another headline may stand above the same text, but not the same with another number, nor,
/// above a short text, the same with another name.
fn titles_agree(a: &Wording, b: &Wording, common: usize) -> bool {
    let (left, right) = (unshared(&a.title, &b.title), unshared(&b.title, &a.title));
    let shared = a.title.len() - left.len();
    let same_form = shared * 2 >= a.title.len().min(b.title.len());
    if left.is_empty() || right.is_empty() || !same_form || common >= VERY_LONG {
        return true;
    }
    if numbers_differ(&left, &right) {
        return false;
    }
    common >= LONG || joined(&left) == joined(&right)
}

impl Differences {
    /// Adds a change within the text.
    fn add(&mut self, left: &[Word], right: &[Word], a: &Wording, b: &Wording) {
        let (mut left, mut right) = (unshared(left, right), unshared(right, left));
        if left.is_empty() || right.is_empty() || joined(&left) == joined(&right) {
            return;
        }
        if numbers_differ(&left, &right) {
            self.contradicts = true;
            return;
        }
        let is_name = |word: &Word| {
            if a.is_cased && b.is_cased {
                word.is_capitalised && !a.small.contains(&word.folded) && !b.small.contains(&word.folded)
            } else {
                // Who can tell? Only the shortest words are never names.
                word.folded.chars().count() > 2 && !word.has_digit
            }
        };
        self.take_spellings(&mut left, &mut right, &is_name);
        if left.is_empty() || right.is_empty() {
            return;
        }
        self.contradicts |= left.iter().any(|word| is_name(word)) && right.iter().any(|word| is_name(word));
        self.rewordings += 1;
    }

    /// Takes out the words that are only spelt differently. Words are few in a change that may still be slight.
    fn take_spellings(&mut self, left: &mut Vec<&Word>, right: &mut Vec<&Word>, is_name: &dyn Fn(&Word) -> bool) {
        left.truncate(FRAME);
        right.truncate(FRAME);
        left.retain(|word| {
            let names = is_name(word);
            let spelt = |other: &&Word| !other.has_digit && are_spellings(&word.folded, &other.folded, names);
            let Some(place) = right.iter().position(spelt).filter(|_| !word.has_digit) else { return true };
            let pair = (word.folded.clone(), right.remove(place).folded.clone());
            if names {
                self.spellings.insert(pair)
            } else {
                self.misprints.insert(pair)
            };
            false
        });
    }

    /// Whether so much may differ in a text of so many words.
    fn are_slight(&self, words: usize) -> bool {
        let (spellings, rewordings) = if words < LONG { (0, 0) } else { (words / 50, words / 60) };
        !self.contradicts
            && self.spellings.len() <= spellings
            && self.misprints.len() <= (words / 40).max(1)
            && self.rewordings <= rewordings
    }
}

/// The words that the others don't have, each as often as they don't.
fn unshared<'w>(words: &'w [Word], others: &[Word]) -> Vec<&'w Word> {
    let mut held: HashMap<&str, usize> = HashMap::new();
    for other in others {
        *held.entry(&other.folded).or_default() += 1;
    }
    let is_unshared = |word: &&Word| match held.get_mut(&*word.folded) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    words.iter().filter(is_unshared).collect()
}

/// Whether both have numbers (or days, or months), and not the same written otherwise, as 1,200 and 1200.
fn numbers_differ(left: &[&Word], right: &[&Word]) -> bool {
    let numbers = |words: &[&Word]| {
        let numbers = words.iter().filter(|word| word.has_digit || is_fact(&word.folded));
        numbers.map(|word| &*word.folded).collect::<String>()
    };
    let (left, right) = (numbers(left), numbers(right));
    !left.is_empty() && !right.is_empty() && left != right
}

fn joined(words: &[&Word]) -> String {
    words.iter().map(|word| &*word.folded).collect()
}
