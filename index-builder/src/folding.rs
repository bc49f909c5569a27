//! The archive's folding table: what Unicode knows of the archive's characters, written down for an engine that knows
//! nothing of Unicode.

use std::collections::{BTreeMap, BTreeSet};

use dalil::format::folding::{FoldingTable, small};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::article::Article;

/// Apostrophes that join the letters at their sides.
const JOINERS: &str = "’‘＇׳";

/// Marks that are left out of words: accents, points and vowel signs that writers leave out themselves, and what is not
/// seen at all: soft hyphens, places where a line may break, signs of direction, joiners, choices of a glyph.
const DROPPED: [(char, char); 20] = [
    ('\u{ad}', '\u{ad}'),
    ('\u{2b9}', '\u{2bf}'),
    ('\u{300}', '\u{36f}'),
    ('\u{483}', '\u{487}'),
    ('\u{591}', '\u{5c7}'),
    ('\u{610}', '\u{61a}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{640}', '\u{640}'),
    ('\u{64b}', '\u{65f}'),
    ('\u{670}', '\u{670}'),
    ('\u{6d6}', '\u{6ed}'),
    ('\u{1ab0}', '\u{1aff}'),
    ('\u{1dc0}', '\u{1dff}'),
    ('\u{200b}', '\u{200f}'),
    ('\u{2060}', '\u{2060}'),
    ('\u{20d0}', '\u{20ff}'),
    ('\u{fe00}', '\u{fe0f}'),
    ('\u{fe20}', '\u{fe2f}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{e0100}', '\u{e01ef}'),
];

/// Letters that people write otherwise where a keyboard or a habit lacks them, and that Unicode does not decompose.
const WRITTEN_AS: [(&str, &str); 25] = [
    ("ß", "ss"),
    ("æ", "ae"),
    ("œ", "oe"),
    ("ø", "o"),
    ("đ", "d"),
    ("ð", "d"),
    ("þ", "th"),
    ("ł", "l"),
    ("ı", "i"),
    ("ħ", "h"),
    ("ŧ", "t"),
    ("ŋ", "n"),
    ("ĸ", "k"),
    ("ς", "σ"),
    ("ى", "ي"),
    ("ی", "ي"),
    ("ې", "ي"),
    ("ة", "ه"),
    ("ۃ", "ه"),
    ("ہ", "ه"),
    ("ھ", "ه"),
    ("ە", "ه"),
    ("ک", "ك"),
    ("ڪ", "ك"),
    ("ٱ", "ا"),
];

/// Letters that a reader may type whatever the archive is written in, of scripts in which names are spelt; and where there
/// are some of a script without blanks, the first, as all that follow it are then one range, and all kana.
const ALWAYS: [(char, char); 15] = [
    ('\u{3b1}', '\u{3c9}'),
    ('\u{430}', '\u{44f}'),
    ('\u{5d0}', '\u{5ea}'),
    ('\u{621}', '\u{63a}'),
    ('\u{641}', '\u{64a}'),
    // Persian and Urdu.
    ('\u{679}', '\u{698}'),
    ('\u{6af}', '\u{6ba}'),
    ('\u{6d2}', '\u{6d2}'),
    ('\u{e01}', '\u{e01}'),
    ('\u{e81}', '\u{e81}'),
    ('\u{1000}', '\u{1000}'),
    ('\u{1780}', '\u{1780}'),
    ('\u{3041}', '\u{309f}'),
    ('\u{30a1}', '\u{30ff}'),
    ('\u{4e00}', '\u{4e00}'),
];

/// Scripts of which a reader may type a letter that no article has but that folds to one it has: where one of the first
/// characters occurs, those of the second range are in the table.
const RELATED: [(char, char, char, char); 20] = [
    // What folds to ASCII, and the letters that are always there.
    ('a', 'z', '\u{c0}', '\u{24f}'),
    ('a', 'z', '\u{1e00}', '\u{1eff}'),
    ('a', 'z', '\u{660}', '\u{669}'),
    ('a', 'z', '\u{6f0}', '\u{6f9}'),
    ('a', 'z', '\u{386}', '\u{3ce}'),
    ('a', 'z', '\u{400}', '\u{45f}'),
    ('a', 'z', '\u{5d0}', '\u{5ea}'),
    ('a', 'z', '\u{621}', '\u{6d3}'),
    ('\u{5d0}', '\u{5ea}', '\u{591}', '\u{5ea}'),
    ('\u{370}', '\u{3ff}', '\u{370}', '\u{3ff}'),
    ('\u{400}', '\u{52f}', '\u{400}', '\u{52f}'),
    ('\u{620}', '\u{6ff}', '\u{610}', '\u{6ff}'),
    ('\u{e01}', '\u{e4e}', '\u{e01}', '\u{e01}'),
    ('\u{e81}', '\u{ece}', '\u{e81}', '\u{e81}'),
    ('\u{1000}', '\u{103f}', '\u{1000}', '\u{1000}'),
    ('\u{1780}', '\u{17d3}', '\u{1780}', '\u{1780}'),
    ('\u{3041}', '\u{30ff}', '\u{3041}', '\u{30ff}'),
    ('\u{4e00}', '\u{9fff}', '\u{4e00}', '\u{4e00}'),
    // Full and half width.
    ('\u{3041}', '\u{30ff}', '\u{ff10}', '\u{ff9f}'),
    ('\u{4e00}', '\u{9fff}', '\u{ff10}', '\u{ff5a}'),
];

/// The noughts of scripts that have digits of their own.
const NOUGHTS: [char; 18] = [
    '\u{660}', '\u{6f0}', '\u{7c0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{b66}', '\u{be6}', '\u{c66}',
    '\u{ce6}', '\u{d66}', '\u{de6}', '\u{e50}', '\u{ed0}', '\u{f20}', '\u{1040}', '\u{17e0}',
];

enum Fold {
    Divides,
    Itself,
    To(String),
}

/// The characters that occur in articles.
#[derive(Debug, Default)]
pub(crate) struct Occurring(BTreeSet<char>);

impl Occurring {
    /// Adds those of an article.
    pub(crate) fn note(&mut self, article: &Article) {
        let fields = [&article.source, &article.section, &article.byline, &article.captions];
        let fields = fields.into_iter().flatten().chain(article.metadata.values().flatten());
        let texts = fields.chain(&article.title).chain([&article.text]);
        self.0.extend(texts.flat_map(|text| text.chars()).filter(|c| !c.is_ascii()));
    }

    /// Adds those of other articles.
    pub(crate) fn add(&mut self, more: Self) {
        self.0.extend(more.0);
    }

    /// The table for all of them, and for those a query may have in their place.
    pub(crate) fn table(&self) -> FoldingTable {
        table_of(&self.0)
    }
}

/// Letters of which there are thousands and which fold to themselves: kana, Chinese, Korean.
const OF_THOUSANDS: [(char, char); 5] = [
    ('\u{3041}', '\u{3096}'),
    ('\u{30a1}', '\u{30fe}'),
    ('\u{3400}', '\u{4dbf}'),
    ('\u{4e00}', '\u{9fff}'),
    ('\u{ac00}', '\u{d7a3}'),
];

/// The table for every character that an archive may have: for comparing texts before the whole archive is known.
pub(crate) fn table_of_all() -> FoldingTable {
    let mut table = table_of(&('\u{80}'..='\u{2fff}').chain('\u{f900}'..='\u{ffff}').collect());
    table.letters.extend(OF_THOUSANDS);
    table
}

fn table_of(occurring: &BTreeSet<char>) -> FoldingTable {
    let occurring: &BTreeSet<char> = &occurring.iter().map(|character| small(*character)).collect();
    let always = |c: char| ALWAYS.iter().any(|(first, last)| (*first..=*last).contains(&c));
    let found = |c: char| c.is_ascii() || always(c) || occurring.contains(&c);
    let related =
        RELATED.iter().filter(|(first, last, ..)| first.is_ascii() || occurring.range(first..=last).next().is_some());
    let mut characters: BTreeSet<char> = related.flat_map(|(_, _, from, to)| *from..=*to).collect();
    characters.extend('\u{300}'..='\u{36f}');
    // The marks of Arabic ones: vowel signs, tatweel, joiners.
    characters.extend(('\u{64b}'..='\u{652}').chain(['\u{640}', '\u{670}', '\u{200c}', '\u{200e}', '\u{200f}']));
    characters.extend(occurring);
    let mut table = FoldingTable { joiners: JOINERS.to_owned(), ..FoldingTable::default() };
    let mut folds: BTreeMap<String, String> = BTreeMap::new();
    for character in characters.into_iter().filter(|c| !c.is_ascii() && small(*c) == *c && !JOINERS.contains(*c)) {
        match fold(character) {
            Fold::To(text) if found(character) || text.chars().all(found) => {
                folds.entry(text).or_default().push(character);
            }
            Fold::Itself if found(character) && table.letters.last().is_none_or(|(_, last)| *last < character) => {
                table.letters.push(run_of_letters(character));
            }
            _ => {}
        }
    }
    table.folds = folds.into_iter().collect();
    table
}

/// The longest run from `first` on of letters that fold to themselves: scripts of thousands of letters are one range.
fn run_of_letters(first: char) -> (char, char) {
    let last = (first..).take_while(|c| matches!(fold(*c), Fold::Itself)).last();
    (first, last.unwrap_or(first))
}

fn fold(character: char) -> Fold {
    if DROPPED.iter().any(|(first, last)| (*first..=*last).contains(&character)) {
        return Fold::To(String::new());
    }
    if !is_word(character) {
        return Fold::Divides;
    }
    let kept = character.to_lowercase().nfkd().filter(|c| !DROPPED.iter().any(|(a, b)| (*a..=*b).contains(c)));
    let folded: String = kept.map(written).collect::<String>().nfc().collect();
    if folded.chars().eq([character]) || !folded.chars().all(is_word) || folded.is_empty() {
        Fold::Itself
    } else {
        Fold::To(folded)
    }
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || is_combining_mark(character)
}

fn written(character: char) -> String {
    let code = u32::from(character);
    let digit = NOUGHTS.iter().find_map(|nought| char::from_digit(code.wrapping_sub(u32::from(*nought)), 10));
    let other =
        || WRITTEN_AS.iter().find(|(letter, _)| letter.chars().eq([character])).map(|(_, text)| (*text).to_owned());
    digit.map(String::from).or_else(other).unwrap_or_else(|| character.to_string())
}

#[cfg(test)]
mod tests {
    use super::Occurring;
    use crate::article::Article;
    use dalil::format::folding::{Folding, FoldingTable};
    use proptest::prelude::{any, prop_oneof};
    use proptest::strategy::Strategy;

    fn table(text: &str) -> FoldingTable {
        let mut occurring = Occurring::default();
        occurring.note(&Article { text: text.to_owned(), ..Article::default() });
        occurring.table()
    }

    fn folding(text: &str) -> Folding {
        Folding::new(&table(text))
    }

    #[test]
    fn case_and_accents_do_not_matter_even_where_the_archive_has_none() {
        let folding = folding("plain");
        for (text, folded) in [
            ("CAFÉ", "cafe"),
            ("cafe\u{301}", "cafe"),
            ("Łódź", "lodz"),
            ("İstanbul", "istanbul"),
            ("Straße", "strasse"),
            ("Đặng", "dang"),
        ] {
            assert_eq!(folding.fold(text), folded);
        }
    }

    #[test]
    fn arabic_is_folded_to_how_it_is_typed() {
        let folding = folding("ابتثجحخدذرزسشصضطظعغفقكلمنهوي");
        assert_eq!(folding.fold("الكـاظِمي"), "الكاظمي");
        assert_eq!(folding.fold("أحمد إلى آخره"), "احمد الي اخره");
        assert_eq!(folding.fold("مدرسة ٢٠٢٠ ایران"), "مدرسه 2020 ايران");
    }

    #[test]
    fn persian_and_urdu_are_folded_to_one_way_of_writing() {
        let folding = folding("plain");
        for (one, other) in [
            ("کاظمی", "كاظمي"),
            ("كاظمى", "كاظمي"),
            ("می\u{200c}خواهم", "ميخواهم"),
            ("پاكستان", "پاکستان"),
            ("مدرسۂ", "مدرسه"),
            ("مدرسۀ", "مدرسة"),
            ("بھائی", "بهايي"),
            ("مسؤول", "مسوول"),
            ("۲۰۲۰", "٢٠٢٠"),
        ] {
            assert_eq!(folding.fold(one), folding.fold(other));
        }
        assert_ne!(folding.fold("ٹ"), folding.fold("ت"));
        let folding = self::folding("ﻛﺎﻇﻤﻲ");
        assert_eq!(folding.fold("ﻛﺎﻇﻤﻲ"), "كاظمي");
    }

    #[test]
    fn the_dotless_and_the_dotted_i_are_one_in_every_language() {
        let folding = folding("plain");
        for text in ["ISPARTA", "ısparta", "Isparta", "İSPARTA", "i\u{307}sparta"] {
            assert_eq!(folding.fold(text), "isparta");
        }
        assert_eq!(folding.fold("İstanbul istanbul ISTANBUL"), "istanbul istanbul istanbul");
    }

    #[test]
    fn apostrophes_join_and_hyphens_divide() {
        let folding = folding("x");
        assert_eq!(folding.fold("Kadhimi’s al-Kadhimi O'Brien"), "kadhimis al kadhimi obrien");
    }

    #[test]
    fn letters_in_which_names_are_spelt_are_words_in_every_archive() {
        let folding = folding("plain");
        assert_eq!(folding.fold("Иванов ЁЛКА"), "иванов елка");
        assert_eq!(folding.fold("Παπαδόπουλος ΆΝΝΑ"), "παπαδοπουλοσ αννα");
        assert_eq!(folding.fold("נתניהו"), "נתניהו");
        assert_eq!(self::folding("נתניהו").fold("נְתַנְיָהוּ"), "נתניהו");
        assert_eq!(folding.fold("الكاظمي الكـاظِمي گورباچف"), "الكاظمي الكاظمي گورباچف");
    }

    #[test]
    fn what_is_not_seen_divides_nothing() {
        let folding = folding("Har\u{ad}bour x\u{200b}y 葛\u{e0100} ខ្មែរ\u{200b}ខ្មែរ");
        assert_eq!(folding.fold("Har\u{ad}bour x\u{200b}y 葛\u{e0100}"), "harbour xy 葛");
        assert_eq!(folding.fold("ខ្មែរ\u{200b}ខ្មែរ"), "ខ្មែរខ្មែរ");
    }

    #[test]
    fn full_and_half_width_are_one() {
        let folding = folding("ガ東京");
        assert_eq!(folding.fold("ＩＢＭ２０２０"), "ibm2020");
        assert_eq!(folding.fold("ｶｶﾞ"), "カガ");
        assert_eq!(folding.fold("カカ\u{3099}"), folding.fold("カガ"));
    }

    #[test]
    fn a_script_of_thousands_of_letters_takes_one_line_in_the_table() {
        let found = table("日本語の記事 東京");
        let plain = table("plain");
        assert!(found.letters.len() <= plain.letters.len() + 6, "{:?}", found.letters);
        assert_eq!(Folding::new(&found).fold("東京 一"), "東京 一");
    }

    #[test]
    fn vowel_signs_that_make_another_word_are_kept() {
        let folding = folding("की का ガ カ");
        assert_ne!(folding.fold("की"), folding.fold("का"));
        assert_ne!(folding.fold("ガ"), folding.fold("カ"));
    }
    /// Two texts in one script, mostly: letters, marks and signs of those that the table knows most of, and of any.
    fn two_texts() -> impl Strategy<Value = (String, String)> {
        let scripts = [
            "[\\PC]",
            "[À-ɏ]",
            "[Ͱ-Ͽ]",
            "[Ѐ-ԯ]",
            "[֑-״]",
            "[؀-ۿ]",
            "[ऀ-ॿ]",
            "[ก-๛]",
            "[က-႟]",
            "[ក-៹]",
            "[ぁ-ヿ]",
            "[！-ﾟ]",
        ];
        proptest::sample::select(scripts.to_vec()).prop_flat_map(|script| {
            let text = |longest| {
                let letter = prop_oneof![4 => script, 2 => "[a-zA-Z '’-]", 1 => any::<char>().prop_map(String::from)];
                proptest::collection::vec(letter, 0..longest).prop_map(|letters| letters.concat())
            };
            (text(24), text(160))
        })
    }

    proptest::proptest! {
        // Each makes four tables.
        #![proptest_config(proptest::test_runner::Config::with_cases(64))]

        /// Words that were kept by an earlier build rest on this.
        #[test]
        fn how_a_text_is_folded_no_other_text_of_the_archive_changes((own, other) in two_texts()) {
            let both = format!("{own}\n{other}");
            proptest::prop_assert_eq!(folding(&own).fold(&own), folding(&both).fold(&own));
            let words = |folding: &Folding| folding.words(&own).collect::<Vec<_>>();
            proptest::prop_assert_eq!(words(&folding(&own)), words(&folding(&both)));
        }
    }
}
