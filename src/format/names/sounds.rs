//! How near two sounds are, and which count as one in a key.

use super::Sound;

/// The cost of two sounds that are nothing to each other: never worth paying.
pub(super) const FAR: u8 = 60;

/// What it costs to take one sound for another, and the sounds for which it is so, each with all others of its group.
const NEAR: [(u8, &str); 6] = [
    (
        0,
        "cs kK Qq Jj Jc 4d 6z 8w 8u 8U 8o 9y 9i 9I Aa Ii Uu iy 1a 1e 1i 1o 1u 1A 1I 1U 7g 5X 5h 0a 0e 0h '1 'a 'e 'i 'o 'u 'A",
    ),
    (1, "kKq Qk QK Qg dD D4 D6 Dz 4z 6d tT Ts cj CS SZ jZ Jg JZ ae 9e ei eI iI yI ou oU wu wU vw 8v 7h 7G 0A"),
    (2, "qg qG gG kX qX Xh gj Kj sz zT ao 8A wo Ay Ae Ao A0 KC 9a A9 cC QG"),
    (3, "dz tz td 4s Kg kG Gh XG fv jy Jy Zz bv bw eo ey ew Ch ij yj bp sS"),
    (4, "iu ai aI 57 eu au jC Cj kh zj Gr kC TD KS cK CX CK"),
    (5, "aU io oI uI aw ay kg pf cS Cs wb"),
];

/// Sounds that count as one in a key: by place of speaking, and by what is taken for what. Each class is named by its
/// first sound; what is in none is left out.
const CLASSES: [&str; 3] = [
    "kqKgQGX75 jJSZC szcTD6 td4 pbfv m n l r",
    // Where g is j, z is d, c is j, ch is k, kh is h, v is w, f is p.
    "kqKQGC jJgZc7 sS tT zdD46 pbf m n l r",
    // Where j is y, ch is h, sh is s, z is d but g is k.
    "kqKgQGX75 sScTZJ t zdD46 pbfv m n l r",
];

/// How many keys one reading of a word has at most.
pub(super) const READINGS: usize = CLASSES.len();

/// The class of a sound.
pub(super) fn class(sound: Sound, reading: usize) -> Option<Sound> {
    let classes = CLASSES.get(reading)?;
    let class = classes.split(' ').find(|class| class.as_bytes().contains(&sound))?;
    class.bytes().next()
}

/// What each sound costs where this one is expected.
pub(super) fn costs(sound: Sound) -> [u8; 128] {
    let mut costs = [FAR; 128];
    let mut set = |other: Sound, cost: u8| {
        if let Some(place) = costs.get_mut(usize::from(other)) {
            *place = cost.min(*place);
        }
    };
    set(sound, 0);
    for (cost, groups) in NEAR {
        for group in groups.split(' ').filter(|group| group.as_bytes().contains(&sound)) {
            group.bytes().for_each(|other| set(other, cost));
        }
    }
    costs
}

/// Whether it is a vowel or may be one.
pub(super) fn is_vowel(sound: Sound) -> bool {
    b"aeiouAIU1".contains(&sound)
}

/// Whether it is neither a vowel nor one of the sounds that come and go with vowels.
pub(super) fn is_firm(sound: Sound) -> bool {
    !b"aeiouAIU1890'hwy".contains(&sound)
}
