//! How each script writes sounds: a new script is a new table.
//!
//! A sound is one ASCII character:
//!
//! - `p b t d k g q f v s z j m n l r h w y` as they look, `T D` English th unvoiced and voiced, `S` sh, `Z` the s of
//!   pleasure, `X` kh, `G` gh;
//! - `a e i o u`, and `A I U` where they are written as long;
//! - letters that are read in several ways: `C` is ch; `c` and `K` are c before e, i, y and before others (also the Turkish
//!   j); `J Q 4 6` are the Arabic letters jim, qaf, dad and za; `8 9 0` are waw, ya, and the h that ends feminine words;
//!   `7 5` are the Cyrillic letters ge and kha, which also stand for h;
//! - `'` is ayn; `1` is an alif that begins a word, which is any vowel.

/// One script's way of writing sounds.
pub(super) struct Script {
    /// Its letters, all between these.
    pub(super) letters: (char, char),
    /// Whether it leaves short vowels out.
    pub(super) unvowelled: bool,
    /// What is written and how it sounds. The first that fits is taken: `^` stands for the word's beginning, `$` for its
    /// end.
    pub(super) rules: &'static [(&'static str, &'static str)],
}

pub(super) const SCRIPTS: [Script; 3] = [LATIN, ARABIC, CYRILLIC];

/// Letters without a rule sound as they look.
const LATIN: Script = Script {
    letters: ('a', 'z'),
    unvowelled: false,
    rules: &[
        ("aa", "A"),
        ("aie", "ai"),
        ("aye", "ai"),
        ("ayy", "ai"),
        ("che$", "C"),
        ("ch", "C"),
        ("ck", "k"),
        ("ce", "ce"),
        ("ci", "ci"),
        ("cy", "ci"),
        ("cqu", "k"),
        ("c", "K"),
        ("dj", "j"),
        ("dh", "D"),
        ("ee", "I"),
        ("elle$", "el"),
        ("eyy", "i"),
        ("gh", "G"),
        ("ii", "I"),
        ("iyy", "i"),
        ("iy", "i"),
        ("kh", "X"),
        ("oo", "U"),
        ("ou", "U"),
        ("ph", "f"),
        ("que$", "q"),
        ("que", "qe"),
        ("qui", "qi"),
        ("sch", "S"),
        ("sh", "S"),
        ("tsch", "C"),
        ("tch", "C"),
        ("th", "T"),
        ("tz", "ts"),
        ("uu", "U"),
        ("x", "ks"),
        ("zh", "Z"),
    ],
};

/// Arabic, with the letters of Persian, Urdu and Kurdish.
const ARABIC: Script = Script {
    letters: ('\u{621}', '\u{6d5}'),
    unvowelled: true,
    rules: &[
        ("^ا", "1"),
        ("ا", "A"),
        ("ب", "b"),
        ("ت", "t"),
        ("ث", "T"),
        ("ج", "J"),
        ("ح", "h"),
        ("خ", "X"),
        ("د", "d"),
        ("ذ", "D"),
        ("ر", "r"),
        ("ز", "z"),
        ("س", "s"),
        ("ش", "S"),
        ("ص", "s"),
        ("ض", "4"),
        ("ط", "t"),
        ("ظ", "6"),
        ("ع", "'"),
        ("غ", "G"),
        ("ف", "f"),
        ("ق", "Q"),
        ("ك", "k"),
        ("ل", "l"),
        ("م", "m"),
        ("ن", "n"),
        ("ه$", "0"),
        ("ه", "h"),
        ("و", "8"),
        ("ي", "9"),
        ("پ", "p"),
        ("چ", "C"),
        ("ژ", "Z"),
        ("گ", "g"),
        ("ٹ", "t"),
        ("ڈ", "d"),
        ("ڑ", "r"),
        ("ں", "n"),
        ("ھ", "h"),
        ("ے", "9"),
        ("ڤ", "v"),
        ("ۆ", "8"),
        ("ێ", "9"),
        ("ڵ", "l"),
        ("ڕ", "r"),
    ],
};

const CYRILLIC: Script = Script {
    letters: ('\u{430}', '\u{4ff}'),
    unvowelled: false,
    rules: &[
        ("дж", "j"),
        ("кс", "ks"),
        ("а", "a"),
        ("б", "b"),
        ("в", "v"),
        ("г", "7"),
        ("ґ", "g"),
        ("ғ", "G"),
        ("д", "d"),
        ("е", "e"),
        ("є", "e"),
        ("ж", "Z"),
        ("з", "z"),
        ("и", "i"),
        ("і", "i"),
        ("к", "k"),
        ("қ", "q"),
        ("л", "l"),
        ("м", "m"),
        ("н", "n"),
        ("о", "o"),
        ("п", "p"),
        ("р", "r"),
        ("с", "s"),
        ("т", "t"),
        ("у", "u"),
        ("ү", "u"),
        ("ф", "f"),
        ("х", "5"),
        ("һ", "h"),
        ("ҳ", "h"),
        ("ц", "ts"),
        ("ч", "C"),
        ("ҷ", "j"),
        ("ш", "S"),
        ("щ", "S"),
        ("ы", "i"),
        ("э", "e"),
        ("ю", "yu"),
        ("я", "ya"),
    ],
};
