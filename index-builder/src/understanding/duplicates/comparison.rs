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
const FRAMED: usize = 50;
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

impl Change {
    /// Leaves out what both sides begin or end with: an article may have been taken for the one before it.
    fn trim(&mut self, a: &[Word], b: &[Word]) {
        let is_same = |one: usize, other: usize| {
            a.get(one).zip(b.get(other)).is_some_and(|(one, other)| one.folded == other.folded)
        };
        let is_open = |change: &Self| !change.a.is_empty() && !change.b.is_empty();
        while is_open(self) && is_same(self.a.end - 1, self.b.end - 1) {
            (self.a.end, self.b.end) = (self.a.end - 1, self.b.end - 1);
        }
        while is_open(self) && is_same(self.a.start, self.b.start) {
            (self.a.start, self.b.start) = (self.a.start + 1, self.b.start + 1);
        }
    }
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
    let changes = changes(&a.text, &b.text);
    let common = a.text.len() - changes.iter().map(|change| change.a.len()).sum::<usize>();
    let (frames, inner): (Vec<Change>, Vec<Change>) = changes
        .into_iter()
        .filter(|change| !change.a.is_empty() && !change.b.is_empty())
        .partition(|change| is_frame(change, a, b, common));
    let own_a = a.text.len() - frames.iter().map(|frame| frame.a.len()).sum::<usize>();
    let own_b = b.text.len() - frames.iter().map(|frame| frame.b.len()).sum::<usize>();
    let shorter = own_a.min(own_b);
    if !is_contained(common, shorter, own_a.max(own_b)) || !titles_agree(a, b, common) {
        return false;
    }
    let is_prose = common >= VERY_LONG && a.text.iter().filter(|word| word.has_digit).count() * 10 < a.text.len();
    let sides = |change: &Change| (words_of(a, &change.a), words_of(b, &change.b));
    let frames_differ =
        frames.iter().map(sides).any(|(left, right)| numbers_differ(&unshared(left, right), &unshared(right, left)));
    if frames_differ && !is_prose {
        return false;
    }
    let mut found = Differences::default();
    for (left, right) in inner.iter().map(sides) {
        found.add(left, right, a, b);
    }
    found.are_slight(shorter)
}

/// Whether the shorter text stands in the longer one, but for little, and is more than half of it.
fn is_contained(common: usize, shorter: usize, longer: usize) -> bool {
    let but_for_little = if shorter < LONG { common * 10 >= shorter * 9 } else { common * 20 >= shorter * 17 };
    but_for_little && common * 5 >= longer * 3
}

fn words_of<'w>(wording: &'w Wording, places: &Range<usize>) -> &'w [Word] {
    wording.text.get(places.clone()).unwrap_or_default()
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
    changes.iter_mut().for_each(|change| change.trim(a, b));
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

/// Whether titles leave it possible: another headline may stand above the same text, but not the same with another number in
/// its place, nor, above a short text, the same with another word.
fn titles_agree(a: &Wording, b: &Wording, common: usize) -> bool {
    let changes = changes(&a.title, &b.title);
    let shared = a.title.len() - changes.iter().map(|change| change.a.len()).sum::<usize>();
    if common >= VERY_LONG || shared * 2 < a.title.len().min(b.title.len()) {
        return true;
    }
    changes.iter().all(|change| {
        let left = a.title.get(change.a.clone()).unwrap_or_default();
        let right = b.title.get(change.b.clone()).unwrap_or_default();
        let (mut left, mut right) = (unshared(left, right), unshared(right, left));
        if left.is_empty() || right.is_empty() {
            return true;
        }
        if numbers_differ(&left, &right) {
            return false;
        }
        let states_a_number = |words: &[&Word]| words.iter().any(|word| word.has_digit || is_fact(&word.folded));
        if common >= LONG || joined(&left) == joined(&right) || (states_a_number(&left) && states_a_number(&right)) {
            return true;
        }
        Differences::default().take_spellings(&mut left, &mut right, &|_| false);
        left.is_empty() || right.is_empty()
    })
}

impl Differences {
    /// Adds a change within the text.
    fn add(&mut self, left: &[Word], right: &[Word], a: &Wording, b: &Wording) {
        let (mut left, mut right) = (unshared(left, right), unshared(right, left));
        if left.is_empty() || right.is_empty() {
            return;
        }
        if numbers_differ(&left, &right) {
            self.contradicts = true;
            return;
        }
        if joined(&left) == joined(&right) {
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

/// Whether both have figures, or both numbers (or days, or months) in letters, and not the same. Figures against letters say
/// nothing.
fn numbers_differ(left: &[&Word], right: &[&Word]) -> bool {
    let in_letters = |words: &[&Word]| -> Vec<Box<str>> {
        words.iter().filter(|word| is_fact(&word.folded)).map(|word| word.folded.clone()).collect()
    };
    let (one, other) = (figures(left), figures(right));
    if !one.is_empty() && !other.is_empty() {
        return one != other;
    }
    let (one_in_letters, other_in_letters) = (in_letters(left), in_letters(right));
    let are_told = !one_in_letters.is_empty() && !other_in_letters.is_empty();
    are_told && one_in_letters != other_in_letters
}

/// The figures among these words: 1,200 is 1200, but 1.4 is not 14.
fn figures(words: &[&Word]) -> Vec<String> {
    let mut figures: Vec<String> = Vec::new();
    for word in words.iter().filter(|word| word.has_digit) {
        match figures.last_mut() {
            Some(last) if word.folded.len() == 3 => last.push_str(&word.folded),
            _ => figures.push(word.folded.clone().into()),
        }
    }
    figures
}

fn joined(words: &[&Word]) -> String {
    words.iter().map(|word| &*word.folded).collect()
}
