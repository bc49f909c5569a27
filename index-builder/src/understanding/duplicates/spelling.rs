//! Two spellings of one word, as an editor corrects them: `Haniya` and `Haneyya`, `recieved` and `received`.

use strsim::osa_distance;

/// Shorter words that differ in a letter are different words: Iran and Iraq.
const SHORTEST: usize = 5;
/// So long a word remains itself with one letter wrong.
const LONG: usize = 8;

/// Whether two different folded words may be spellings of one.
///
/// Of names only the vowels and doubled letters may differ, within equal first and last letters: Niger is not Nigeria, nor
/// Slovakia Slovenia. A possessive is the same name. Of other words one letter may
/// differ, or a short ending.
pub(super) fn are_spellings(a: &str, b: &str, names: bool) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let (length, other) = (a.chars().count(), b.chars().count());
    if length.min(other) < SHORTEST || a.chars().next() != b.chars().next() {
        return false;
    }
    // A possessive or a plural; of other words any short ending.
    if let Some(ending) = long.strip_prefix(short)
        && (ending == "s" || (!names && ending.chars().count() <= 2))
    {
        return true;
    }
    // Folded words have 64 bytes at most.
    let distance = osa_distance(a, b);
    if distance == 1 && (!names || length.min(other) >= LONG) {
        return true;
    }
    distance <= 2 && a.chars().next_back() == b.chars().next_back() && skeleton(a) == skeleton(b)
}

/// The consonants of a word, a doubled one once.
fn skeleton(word: &str) -> String {
    let mut skeleton = String::new();
    for letter in word.chars().filter(|letter| !is_vowel(*letter)) {
        if !skeleton.ends_with(letter) {
            skeleton.push(letter);
        }
    }
    skeleton
}

fn is_vowel(letter: char) -> bool {
    "aeiouyw\u{627}\u{648}\u{64a}аеиоуыэюяйαειουηω".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::are_spellings;

    #[test]
    fn names_may_differ_in_vowels_and_doubled_letters() {
        for (a, b) in [
            ("haniya", "haneyya"),
            ("kadhimi", "kadhemi"),
            ("hasan", "hassan"),
            ("harper", "harpers"),
            ("الهاشمي", "الهشمي"),
        ] {
            assert!(are_spellings(a, b, true), "{a} {b}");
        }
    }

    #[test]
    fn other_names_are_no_spellings() {
        for (a, b) in [
            ("iran", "iraq"),
            ("niger", "nigeria"),
            ("slovakia", "slovenia"),
            ("austria", "australia"),
            ("hassan", "hussein"),
            ("john", "joan"),
            ("martin", "martinez"),
        ] {
            assert!(!are_spellings(a, b, true), "{a} {b}");
        }
    }

    #[test]
    fn other_words_may_have_a_letter_wrong_or_another_ending() {
        assert!(are_spellings("business", "businesses", false));
        assert!(are_spellings("recieved", "received", false) && are_spellings("goverment", "government", false));
        assert!(!are_spellings("increased", "decreased", false) && !are_spellings("east", "west", false));
    }
}
