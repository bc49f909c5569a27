//! Words that every text of a language has, and which tell languages in Latin letters apart even in one sentence.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Languages whose words come from the lists of stop words.
const LISTED: [&str; 15] = ["en", "fr", "de", "es", "it", "pt", "nl", "sv", "da", "no", "fi", "hu", "ro", "tr", "id"];

/// Languages of which there is no list: the words that are met first.
const FURTHER: [(&str, &str); 18] = [
    ("sl", "in je da se na za so ki pa z v ne tudi bil bila po kot bi od ni med zaradi"),
    ("pl", "i w na z do nie się jest że to jak ale po od za przez był było dla oraz są który która tego"),
    ("cs", "a v se na je že to s z do ale jako jsou byl byla který podle pro při není po od"),
    ("sk", "a v sa na je že to s z do ale ako sú bol bola ktorý podľa pre pri nie po od"),
    ("hr", "i u je na se da za su od s koji koja nije bio bila što kao ili nakon"),
    ("vi", "và của là có được trong cho không những một các với này đã người"),
    ("ca", "el la els les de i que en per amb és una un no del dels aquest aquesta més també"),
    ("sq", "dhe në të e një për me nga është që si u ka janë por"),
    ("sw", "na ya wa kwa ni katika za la kuwa hiyo huo baada kama watu"),
    ("et", "ja on ei et see ning oli kui mis ka aga ta"),
    ("lt", "ir yra kad į su iš tai bet buvo kaip per po jo"),
    ("lv", "un ir ka no ar par uz tas bija kas pēc arī"),
    ("af", "die en van in is het nie vir wat op om te was dat met sy"),
    ("is", "og að er í á sem um við til var en það ekki"),
    ("tl", "ang ng sa mga na ay at si ito para hindi"),
    ("eo", "la kaj de en estas ne al por kiu estis pri oni"),
    ("ku", "û ji li bi ku di de ya yê ev ew jî wê"),
    ("so", "iyo oo ka ku in ee uu waa la ay kale"),
];

/// Letters that few languages have: a word with one of them says half as much as a function word.
const LETTERS: [(&str, &[&str]); 16] = [
    ("ğ", &["tr"]),
    ("ış", &["tr", "ku"]),
    ("ß", &["de"]),
    ("ñ", &["es"]),
    ("ãõ", &["pt", "vi"]),
    ("łąężśź", &["pl"]),
    ("řěů", &["cs"]),
    ("ľĺŕ", &["sk"]),
    ("őű", &["hu"]),
    ("șțţ", &["ro"]),
    ("å", &["sv", "no", "da"]),
    ("øæ", &["no", "da"]),
    ("þð", &["is"]),
    ("ėų", &["lt"]),
    ("ģķļņ", &["lv"]),
    ("ơưđạếệ", &["vi"]),
];

/// Which languages have a letter, a bit each.
static LANGUAGES_WITH: LazyLock<FxHashMap<char, u64>> = LazyLock::new(|| {
    let bit = |code: &&str| codes().position(|known| known == *code).map_or(0, |index| 1 << index);
    let bits = |languages: &[&str]| languages.iter().map(bit).fold(0, |all, bit| all | bit);
    LETTERS.iter().flat_map(|(letters, languages)| letters.chars().map(move |c| (c, bits(languages)))).collect()
});

/// Which languages have a word, a bit each.
static LANGUAGES_OF: LazyLock<FxHashMap<&'static str, u64>> = LazyLock::new(|| {
    let listed = LISTED.iter().map(|code| stop_words::lookup(code).unwrap_or_default().to_vec());
    let further = FURTHER.iter().map(|(_, words)| words.split(' ').collect::<Vec<&str>>());
    let mut languages: FxHashMap<&str, u64> = FxHashMap::default();
    for (index, words) in listed.chain(further).enumerate() {
        // Nor is the "haven" of "haven't" one.
        let is_cut = |word: &str| words.iter().any(|other: &&str| other.strip_suffix("'t") == Some(word));
        for word in words.iter().filter(|word| is_word(word) && !is_cut(word)) {
            *languages.entry(word).or_default() |= 1 << index;
        }
    }
    languages
});

/// What an apostrophe cuts off, and initials, are no words: of one letter there are only vowels and a few Slavic ones.
fn is_word(word: &str) -> bool {
    word.chars().count() > 1 && !word.contains('\'')
        || !word.is_ascii()
        || matches!(word, "a" | "e" | "i" | "o" | "u" | "y" | "w" | "z" | "v" | "s")
}

/// The languages in the order of their bits.
fn codes() -> impl Iterator<Item = &'static str> {
    LISTED.iter().copied().chain(FURTHER.iter().map(|(code, _)| *code))
}

/// What the words of a text say about its language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Evidence {
    pub(super) language: &'static str,
    /// How many words the text has.
    pub(super) words: usize,
    /// How many of them are function words of the language.
    pub(super) hits: usize,
    /// Those, each divided by the number of languages that have it; a word with a rare letter is half a hit.
    pub(super) weight: f64,
    /// The language that comes second, and its weight.
    pub(super) second: (&'static str, f64),
}

impl Evidence {
    /// The text is in this language or in the second one.
    pub(super) fn has_enough(&self) -> bool {
        self.hits >= 2 && self.weight >= 0.6 && self.hits * 7 >= self.words
    }

    /// Enough to believe it of a sentence.
    pub(super) fn is_likely(&self) -> bool {
        let is_dense = self.hits >= 3 || self.hits * 4 >= self.words;
        self.has_enough() && is_dense && self.weight >= 1.0 && self.weight >= 1.5 * self.second.1
    }

    /// Whether another language has as good as the same words.
    pub(super) fn is_close_to(&self, other: &str) -> bool {
        self.second.0 == other && self.weight < 1.5 * self.second.1
    }

    /// Enough to believe it against what somebody declared.
    pub(super) fn is_strong(&self) -> bool {
        self.words >= 12 && self.hits * 5 >= self.words && self.weight >= 2.5 && self.weight >= 2.0 * self.second.1
    }
}

/// Counts the function words of a text.
pub(super) fn evidence(text: &str) -> Option<Evidence> {
    let mut weights = [0.0_f64; LISTED.len() + FURTHER.len()];
    let mut hits = [0_usize; LISTED.len() + FURTHER.len()];
    let (mut words, mut lower) = (0, String::new());
    let in_capitals = !text.chars().any(char::is_lowercase);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        words += 1;
        lower.clear();
        if word.is_ascii() {
            lower.push_str(word);
            lower.make_ascii_lowercase();
        } else {
            lower.extend(word.chars().flat_map(char::to_lowercase));
        }
        let with = || lower.chars().filter(|c| !c.is_ascii()).find_map(|c| LANGUAGES_WITH.get(&c));
        let (languages, weight) = match LANGUAGES_OF.get(lower.as_str()) {
            Some(&languages) => (languages, 1.0),
            None => (with().copied().unwrap_or_default(), 0.5),
        };
        if languages == 0 {
            continue;
        }
        // San Francisco is no Italian.
        let weight = if word.starts_with(char::is_uppercase) && !in_capitals { weight / 2.0 } else { weight };
        let weight = weight / f64::from(languages.count_ones());
        let mut left = languages;
        while left != 0 {
            let index = left.trailing_zeros() as usize;
            left &= left - 1;
            if let (Some(sum), Some(count)) = (weights.get_mut(index), hits.get_mut(index)) {
                *sum += weight;
                *count += 1;
            }
        }
    }
    // Of equals the first.
    let (mut best, mut second) = (None::<(&str, f64, usize)>, None::<(&str, f64)>);
    for ((language, weight), hits) in codes().zip(weights).zip(hits) {
        if best.is_none_or(|(_, most, _)| weight > most) {
            second = best.map(|(language, weight, _)| (language, weight));
            best = Some((language, weight, hits));
        } else if second.is_none_or(|(_, most)| weight > most) {
            second = Some((language, weight));
        }
    }
    let (language, weight, hits) = best.filter(|(_, weight, _)| *weight > 0.0)?;
    Some(Evidence { language, words, hits, weight, second: second.unwrap_or((language, 0.0)) })
}

/// Whether the words of a language are known here.
pub(super) fn knows(language: &str) -> bool {
    codes().any(|code| code == language)
}
