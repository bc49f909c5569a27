//! How near two sounds are, and which count as one in a key.

use super::Sound;

/// The cost of two sounds that are nothing to each other: never worth paying.
pub(super) const FAR: u8 = 60;

/// What it costs to take one sound for another, and the sounds for which it is so, each with all others of its group.
const NEAR: [(u8, &str); 6] = [
    (
        0,
        "Qq Jj Jc 4d 6z 8w 8u 8U 8o 9y 9i 9I iy 1a 1e 1i 1o 1u 1A 1I 1U 7g 5X 5h 0a 0e 0h 21 2a 2e 2i 2o 2u 2A 3a 3A 23",
    ),
    (
        1,
        "cs Aa Ii Uu kK kq Qk QK Qg dD D4 D6 Dz 4z 6d tT Ts cj CS SZ jZ Jg JZ gj ae 9e ei eI iI yI ou oU wu wU vw 8v 7h 7G 03 3e",
    ),
    (2, "qg qG gG kX qX Xh Kj sz zT ao 3o 83 3y 93 Ae Ao A0 wo KC Kq 9a cC QG"),
    (3, "dz tz td 4s Kg kG Gh XG fv jy Jy Zz bv bw eo ey ew Ch C5 ij yj bp sS cg kg"),
    (4, "iu ai aI 57 eu au jC Cj kh zj Gr kC TD KS cK CX CK"),
    (5, "aU io oI uI aw ay pf cS Cs wb"),
];

/// Sounds that count as one in a key: by place of speaking, and by what is taken for what. Each class is named by its
/// first sound; what is in none is left out.
const CLASSES: [&str; 3] = [
    "kqKgQGX75C jJSZ szcTD6 td4 pbfv m n l r",
    // Where g is j, z is d, c is j, ch and kh are h, v is w, f is p.
    "kqKQG jJgZc sS tT zdD46 pbf m n l r",
    // Where j is y, ch and sh are s, z is d but g is k.
    "kqKgQGX75 sSCcTZJ t zdD46 pbfv m n l r",
];

/// How many keys one reading of a word has at most.
pub(super) const READINGS: usize = CLASSES.len();

/// The class of a sound.
pub(super) fn class(sound: Sound, reading: usize) -> Option<char> {
    let mut name = b' ';
    for member in CLASSES.get(reading)?.bytes() {
        if name == b' ' || member == b' ' {
            name = member;
        }
        if member == sound {
            return Some(char::from(name));
        }
    }
    None
}

/// The characters that sounds are written with begin here, and so many there are.
const FIRST: Sound = b'0';
const SOUNDS: usize = (b'z' - FIRST) as usize + 1;

static COSTS: [[u8; SOUNDS]; SOUNDS] = costs();

/// The table of [`NEAR`], made when this is compiled.
#[allow(clippy::indexing_slicing, reason = "a wrong index would not compile")]
const fn costs() -> [[u8; SOUNDS]; SOUNDS] {
    let mut costs = [[FAR; SOUNDS]; SOUNDS];
    let mut sound = 0;
    while sound < SOUNDS {
        costs[sound][sound] = 0;
        sound += 1;
    }
    let mut row = NEAR.len();
    // The cheapest last, so that it stays.
    while row > 0 {
        row -= 1;
        let (cost, groups) = NEAR[row];
        let groups = groups.as_bytes();
        let mut one = 0;
        while one < groups.len() {
            let mut other = one + 1;
            while other < groups.len() && groups[other] != b' ' && groups[one] != b' ' {
                let (a, b) = ((groups[one] - FIRST) as usize, (groups[other] - FIRST) as usize);
                costs[a][b] = cost;
                costs[b][a] = cost;
                other += 1;
            }
            one += 1;
        }
    }
    costs
}

/// What each sound costs where this one is expected.
pub(super) fn costs_of(sound: Sound) -> &'static [u8] {
    COSTS.get(usize::from(sound.wrapping_sub(FIRST))).map_or(&[], |row| row)
}

/// What a sound costs by such a row.
pub(super) fn cost(row: &[u8], sound: Sound) -> u8 {
    row.get(usize::from(sound.wrapping_sub(FIRST))).copied().unwrap_or(FAR)
}

/// Whether it is one of these. (The library's way looks for bytes fast, in texts of a few letters.)
#[inline(never)]
#[allow(clippy::manual_contains, reason = "contains() is compiled to a larger search")]
pub(super) fn is_of(sound: Sound, sounds: &[Sound]) -> bool {
    sounds.iter().any(|other| *other == sound)
}

/// Whether it is a vowel or may be one.
pub(super) fn is_vowel(sound: Sound) -> bool {
    is_of(sound, b"aeiouAIU13")
}

/// Whether it is neither a vowel nor one of the sounds that come and go with vowels.
pub(super) fn is_firm(sound: Sound) -> bool {
    !is_of(sound, b"aeiouAIU138902hwy")
}
