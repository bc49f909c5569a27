//! What is known of a language: stems, the small words that are written together with others, and stop words.

use std::collections::HashSet;

use dalil::format::folding::Folding;
use dalil::format::unspaced::is_unspaced;
use frostem::Stemmer;

use super::clitics::{Clitics, Known};
use crate::understanding::language::primary;

/// What is known of one language.
pub(super) struct Language {
    code: String,
    stemmer: Option<Stemmer>,
    clitics: Option<&'static Clitics>,
    /// Folded as the archive's words are.
    stop_words: HashSet<String>,
}

/// Codes of languages of which the stemmers and lists know another name, or a near relative.
const KNOWN_AS: [(&str, &[&str]); 9] = [
    ("no", &["nb", "nn", "nob", "nno"]),
    ("sr", &["hr", "bs", "sh", "cnr", "hrv", "bos"]),
    ("fa", &["prs", "pes"]),
    ("ar", &["arb", "arz", "apc", "acm", "ary", "afb", "aeb", "ajp"]),
    ("he", &["iw", "heb"]),
    ("id", &["in"]),
    ("yi", &["ji"]),
    ("ro", &["mo"]),
    ("zh", &["cmn", "yue"]),
];

/// A stemmer that knows no names may take this many letters off the end of a word ...
const MOST_OFF: usize = 2;
/// ... and more only where so many are left.
const FEWEST_LEFT: usize = 4;

/// A word's stem, and whether nearly every text has the word.
pub(super) struct Stemmed {
    pub(super) stem: String,
    pub(super) stop: bool,
}

impl Language {
    /// Knows nothing of languages that have neither a stemmer nor a list of stop words.
    pub(super) fn new(tag: &str, folding: &Folding) -> Self {
        let code = code(tag);
        let stop_words = stop_words::lookup(code).unwrap_or_default();
        // A list may hold "don't" or "ain't": what the archive's words become of it.
        let stop_words = stop_words.iter().map(|word| folding.fold(word)).filter(|word| !word.contains(' ')).collect();
        Self {
            stemmer: Stemmer::try_from_name(code).ok(),
            clitics: Clitics::of(code),
            stop_words,
            code: code.to_owned(),
        }
    }

    /// Its code, one for all its countries: words of both have one stem.
    pub(super) fn code(&self) -> &str {
        &self.code
    }

    /// The stem of a folded word that is written so in lower case.
    pub(super) fn stem(&self, folded: &str, written: &str, known: Known<'_>) -> Stemmed {
        let stop = self.is_stop_word(folded);
        // A number has no inflections, and a stemmer might think otherwise; nor have two letters of a longer word.
        if folded.bytes().any(|byte| byte.is_ascii_digit()) {
            return Stemmed { stem: folded.to_owned(), stop };
        }
        if folded.starts_with(is_unspaced) {
            return Stemmed { stem: folded.to_owned(), stop: false };
        }
        let Some(clitics) = self.clitics else {
            return Stemmed { stem: self.stem_of_written(written), stop };
        };
        if stop {
            return Stemmed { stem: folded.to_owned(), stop };
        }
        let has_article = !written.starts_with(['أ', 'إ', 'آ']);
        let bare = clitics.bare(folded, has_article, known);
        // What has an article is a noun, whatever the list says of the word without it.
        let stop = self.is_stop_word(&bare) && !clitics.is_with_article(folded, &bare);
        let stem =
            if clitics.keeps_beginning { self.without_ending(&bare, clitics) } else { self.stem_of_written(&bare) };
        Stemmed { stem, stop }
    }

    fn stem_of_written(&self, written: &str) -> String {
        let Some(stemmer) = &self.stemmer else { return written.to_owned() };
        // What becomes of a capital I with a dot.
        let stem = stemmer.stem(&written.replace("i\u{307}", "i")).into_owned();
        if self.code == "tr" { stem.replace('ı', "i") } else { stem }
    }

    /// What a stemmer leaves of a word, as long as it takes nothing off its beginning and not too much off its end. It takes
    /// less off a word with its article.
    fn without_ending(&self, word: &str, clitics: &Clitics) -> String {
        let Some(stemmer) = &self.stemmer else { return word.to_owned() };
        let letters = word.chars().count();
        let fits = |stem: &&str| {
            let left = stem.chars().count();
            !stem.is_empty() && word.starts_with(stem) && (left + MOST_OFF >= letters || left >= FEWEST_LEFT)
        };
        let with_article = clitics.with_article(word);
        let (stem, other) = (stemmer.stem(word), stemmer.stem(&with_article));
        let other = other.strip_prefix(clitics.article()).unwrap_or(&other);
        [stem.as_ref(), other].into_iter().find(fits).unwrap_or(word).to_owned()
    }

    /// Whether a folded word is one that nearly every text has.
    pub(super) fn is_stop_word(&self, folded: &str) -> bool {
        self.stop_words.contains(folded)
    }
}

/// The code by which stemmers and lists know a language.
fn code(tag: &str) -> &str {
    let own = primary(tag);
    KNOWN_AS.iter().find(|(_, others)| others.contains(&own)).map_or(own, |(code, _)| code)
}

#[cfg(test)]
mod tests {
    use super::Language;
    use crate::folding::table_of_all;
    use dalil::format::folding::Folding;
    use frostem::Algorithm;

    fn language(tag: &str) -> Language {
        Language::new(tag, &Folding::new(&table_of_all()))
    }

    fn stem(language: &Language, written: &str) -> String {
        language.stem(written, written, &|_| 0).stem
    }

    #[test]
    fn a_language_knows_its_stems_and_stop_words() {
        let english = language("en-GB");
        assert_eq!(stem(&english, "embassies"), stem(&english, "embassy"));
        assert!(english.is_stop_word("the") && english.is_stop_word("dont") && !english.is_stop_word("embassy"));
        assert_eq!(stem(&language("tlh"), "nuqneH"), "nuqneH");
        assert_eq!(language("en-GB").code(), language("en-US").code());
    }

    /// Two forms of one word in every language that has a stemmer.
    const FORMS: [(&str, &str, &str); 36] = [
        ("ar", "مدرسة", "مدرستهم"),
        ("hy", "քաղաք", "քաղաքների"),
        ("eu", "mendi", "mendiak"),
        ("ca", "ambaixada", "ambaixades"),
        ("cs", "město", "města"),
        ("da", "havn", "havnen"),
        ("nl", "school", "scholen"),
        ("en", "embassy", "embassies"),
        ("eo", "domo", "domoj"),
        ("et", "maja", "majad"),
        ("fi", "talo", "talossa"),
        ("fr", "ambassade", "ambassades"),
        ("de", "schule", "schulen"),
        ("el", "λιμανι", "λιμανια"),
        ("hi", "लड़का", "लड़के"),
        ("hu", "ház", "házak"),
        ("id", "pelabuhan", "pelabuhannya"),
        ("ga", "fear", "d'fhear"),
        ("it", "scuola", "scuole"),
        ("lt", "namas", "namai"),
        ("ne", "घर", "घरमा"),
        ("no", "havn", "havnen"),
        ("fa", "کتاب", "کتابها"),
        ("pl", "szkoła", "szkoły"),
        ("pt", "escola", "escolas"),
        ("ro", "casă", "case"),
        ("ru", "город", "города"),
        ("sr", "škola", "škole"),
        ("st", "motse", "metse"),
        ("es", "embajada", "embajadas"),
        ("sv", "hamn", "hamnen"),
        ("ta", "வீடு", "வீடுகள்"),
        ("tr", "kitap", "kitaplar"),
        ("uk", "місто", "міста"),
        ("yi", "הויז", "הויזן"),
        ("nb-NO", "skole", "skoler"),
    ];

    #[test]
    fn every_stemmer_is_reached_by_the_code_of_its_language() {
        let mut reached = Vec::new();
        for (tag, one, other) in FORMS {
            let language = language(tag);
            assert_eq!(stem(&language, one), stem(&language, other), "{tag}");
            assert!(language.stemmer.is_some(), "{tag}");
            reached.extend(language.stemmer.map(|stemmer| stemmer.algorithm()));
        }
        // Beside the older ones of English and of Dutch, and that of an English nobody writes any more.
        let others: Vec<_> = Algorithm::all().iter().filter(|a| !reached.contains(a)).map(|a| a.name()).collect();
        assert_eq!(others, ["dutch_porter", "earlymodernenglish", "lovins", "porter"]);
    }

    #[test]
    fn further_codes_of_a_language_lead_to_its_stemmer() {
        for (tag, code) in [("nn", "no"), ("nb", "no"), ("hr", "sr"), ("arz", "ar"), ("iw", "he"), ("prs", "fa")] {
            assert_eq!(language(tag).code(), code);
        }
    }

    #[test]
    fn letters_of_scripts_without_blanks_and_numbers_have_no_inflections_and_are_no_stop_words() {
        let chinese = language("zh");
        let found = chinese.stem("我们", "我们", &|_| 0);
        assert_eq!((found.stem.as_str(), found.stop), ("我们", false));
        assert_eq!(stem(&language("en"), "1990s"), "1990s");
    }

    #[test]
    fn an_arabic_word_keeps_the_letter_it_begins_with() {
        let arabic = language("ar");
        let known = |word: &str| u32::from(word == "وزير");
        for word in ["الوزير", "وزيرها", "للوزير", "الوزيرين"] {
            assert_eq!(arabic.stem(word, word, &known).stem, "وزير", "{word}");
        }
        // A stemmer alone takes the name for "round".
        assert_ne!(stem(&arabic, "الجولاني"), stem(&arabic, "جولة"));
        // "Games" begins like the article, but is written with a hamza.
        assert_ne!(arabic.stem("العاب", "ألعاب", &|_| 0).stem, arabic.stem("عاب", "عاب", &|_| 0).stem);
    }

    #[test]
    fn a_noun_that_a_list_has_among_its_stop_words_is_none_with_its_article() {
        let arabic = language("ar");
        let known = |word: &str| u32::from(word == "الذي" || word == "يوان");
        let stop = |word: &str| arabic.stem(word, word, &known).stop;
        assert_eq!((stop("الذي"), stop("والذي"), stop("يوان"), stop("اليوان")), (true, true, true, false));
    }

    #[test]
    fn turkish_stems_are_one_with_and_without_the_dot() {
        let turkish = language("tr");
        assert_eq!(turkish.stem("kitaplari", "kitapları", &|_| 0).stem, turkish.stem("kitap", "kitap", &|_| 0).stem);
        assert_eq!(turkish.stem("isparta", "ısparta", &|_| 0).stem, turkish.stem("isparta", "isparta", &|_| 0).stem);
    }
}
