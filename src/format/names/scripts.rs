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
//! - `2` is ayn; `3` is an alif, `1` one that begins a word, which is any vowel.

/// One script's way of writing sounds.
pub(super) struct Script {
    /// All its letters are between these.
    pub(super) range: (char, char),
    /// Whether it leaves short vowels out.
    pub(super) unvowelled: bool,
    /// What is written and how it sounds, where it is not one letter and one sound. The first that fits is taken: `^` stands
    /// for the word's beginning, `$` for its end.
    pub(super) rules: &'static [(&'static str, &'static str)],
    /// Its other letters, and how each sounds.
    pub(super) letters: (&'static str, &'static str),
}

pub(super) const SCRIPTS: [Script; 3] = [LATIN, ARABIC, CYRILLIC];

/// English, French, German, Turkish and Persian habits at once.
const LATIN: Script = Script {
    range: ('a', 'z'),
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
        ("cz", "C"),
        ("dj", "j"),
        ("dsch", "j"),
        ("dzh", "j"),
        ("dh", "D"),
        ("ee", "I"),
        ("elle$", "el"),
        ("eyy", "i"),
        ("gh", "G"),
        ("ii", "I"),
        ("iyah$", "i0"),
        ("iyeh$", "i0"),
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
        ("shch", "S"),
        ("sh", "S"),
        ("tsch", "C"),
        ("tch", "C"),
        ("th", "T"),
        ("tz", "ts"),
        ("uu", "U"),
        ("x", "ks"),
        ("zh", "Z"),
    ],
    letters: ("abdefghijklmnopqrstuvwyzc", "abdefghijklmnopqrstuvwyzK"),
};

/// With the letters of Persian, Urdu and Kurdish.
const ARABIC: Script = Script {
    range: ('\u{621}', '\u{6d5}'),
    unvowelled: true,
    rules: &[("الله$", "1l0"), ("الدين$", "1d9n"), ("^ا", "1"), ("ه$", "0")],
    letters: ("ابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگٹڈڑںھےڤۆێڵڕ", "3btTJhXdDrzsSs4t62GfQklmnh89pCZgtdrnh9v89lr"),
};

/// Russian, Ukrainian and Turkic languages.
const CYRILLIC: Script = Script {
    range: ('\u{430}', '\u{4ff}'),
    unvowelled: false,
    rules: &[("дж", "j"), ("кс", "ks"), ("ц", "ts"), ("ю", "yu"), ("я", "ya")],
    letters: ("абвгґғдеєжзиікқлмнопрстуүфхһҳчҷшщыэ", "abv7gGdeeZziikqlmnoprstuuf5hhCjSSie"),
};
