//! Small words that are written together with others: articles, conjunctions and prepositions of Arabic and Hebrew,
//! particles of Korean, endings of Urdu.
//!
//! Many a word only begins like one, so that nothing is taken off without evidence: what remains must stand in the
//! archive by itself, and often enough beside the whole.

/// Tells in how many articles a folded word stands.
pub(super) type Known<'k> = &'k dyn Fn(&str) -> u32;

/// One small word.
struct Clitic {
    /// As it is written, folded.
    written: &'static str,
    /// What is left of it: of Arabic "lil-", "to the", the article.
    left: &'static str,
    /// The rest has at least so many letters.
    least: usize,
    /// The rest stands in at least so many hundredths as many articles as the whole; 0 asks for no evidence.
    share: u32,
}

/// The small words of one language.
pub(super) struct Clitics {
    before: &'static [Clitic],
    behind: &'static [Clitic],
    /// The article. What has it in front of it begins with no other small word, as these stand before the article.
    article: &'static str,
    /// Whether a stemmer may only take away endings, as the beginnings are known here.
    pub(super) keeps_beginning: bool,
}

const fn clitic(written: &'static str, left: &'static str, least: usize, share: u32) -> Clitic {
    Clitic { written, left, least, share }
}

/// The article goes where it is; what stands before it needs some evidence, and single letters much.
const ARABIC: Clitics = Clitics {
    before: &[
        clitic("وبال", "ال", 5, 1),
        clitic("وكال", "ال", 5, 1),
        clitic("فبال", "ال", 5, 1),
        clitic("ولل", "ال", 5, 1),
        clitic("فلل", "ال", 5, 1),
        clitic("وال", "ال", 5, 1),
        clitic("بال", "ال", 5, 1),
        clitic("كال", "ال", 5, 1),
        clitic("فال", "ال", 5, 1),
        clitic("لل", "ال", 5, 1),
        clitic("ال", "", 3, 0),
        clitic("وب", "", 4, 100),
        clitic("ول", "", 4, 100),
        clitic("سي", "ي", 4, 200),
        clitic("ست", "ت", 4, 200),
        clitic("و", "", 3, 100),
        clitic("ب", "", 3, 100),
        clitic("ل", "", 3, 100),
        clitic("ف", "", 4, 200),
        clitic("ك", "", 4, 200),
    ],
    // Whose it is; the ending of the feminine is another letter in front of these.
    behind: &[
        clitic("تهما", "ه", 4, 50),
        clitic("تها", "ه", 4, 50),
        clitic("تهم", "ه", 4, 50),
        clitic("تنا", "ه", 4, 50),
        clitic("ته", "ه", 4, 50),
        clitic("هما", "", 3, 50),
        clitic("ها", "", 3, 50),
        clitic("هم", "", 3, 50),
        clitic("نا", "", 3, 50),
        clitic("كم", "", 3, 50),
    ],
    article: "ال",
    keeps_beginning: true,
};

const HEBREW: Clitics = Clitics {
    before: &[
        clitic("וכשה", "", 3, 100),
        clitic("כשה", "", 3, 100),
        clitic("ומה", "", 3, 100),
        clitic("ושה", "", 3, 100),
        clitic("וה", "", 3, 50),
        clitic("שה", "", 3, 50),
        clitic("מה", "", 3, 100),
        clitic("וב", "", 3, 100),
        clitic("ול", "", 3, 100),
        clitic("ומ", "", 3, 100),
        clitic("ה", "", 3, 25),
        clitic("ו", "", 3, 100),
        clitic("ב", "", 3, 100),
        clitic("ל", "", 3, 100),
        clitic("מ", "", 3, 100),
        clitic("ש", "", 3, 100),
        clitic("כ", "", 3, 200),
    ],
    behind: &[],
    article: "ה",
    keeps_beginning: true,
};

const KOREAN: Clitics = Clitics {
    before: &[],
    behind: &[
        clitic("에서는", "", 2, 10),
        clitic("으로는", "", 2, 10),
        clitic("으로부터", "", 2, 10),
        clitic("에게서", "", 2, 10),
        clitic("에서", "", 2, 10),
        clitic("에게", "", 2, 10),
        clitic("에는", "", 2, 10),
        clitic("에도", "", 2, 10),
        clitic("으로", "", 2, 10),
        clitic("부터", "", 2, 10),
        clitic("까지", "", 2, 10),
        clitic("이나", "", 2, 25),
        clitic("이라", "", 2, 25),
        clitic("보다", "", 2, 25),
        clitic("처럼", "", 2, 10),
        clitic("은", "", 2, 10),
        clitic("는", "", 2, 10),
        clitic("을", "", 2, 10),
        clitic("를", "", 2, 10),
        clitic("이", "", 2, 50),
        clitic("가", "", 2, 50),
        clitic("의", "", 2, 25),
        clitic("에", "", 2, 10),
        clitic("와", "", 2, 10),
        clitic("과", "", 2, 25),
        clitic("도", "", 2, 50),
        clitic("로", "", 2, 25),
        clitic("만", "", 2, 50),
    ],
    article: "",
    keeps_beginning: false,
};

const URDU: Clitics = Clitics {
    before: &[],
    behind: &[
        clitic("يوں", "ي", 3, 10),
        clitic("ياں", "ي", 3, 10),
        clitic("يں", "", 3, 10),
        clitic("وں", "", 3, 10),
        clitic("وں", "ا", 3, 10),
        clitic("وں", "ه", 3, 10),
        clitic("ے", "ا", 3, 10),
        clitic("ے", "ه", 3, 10),
    ],
    article: "",
    keeps_beginning: false,
};

/// What has an article has so many letters without it.
const FEWEST_BARE: usize = 3;
/// Of Arabic "and to the" there are three; no word has more.
const MOST_STEPS: usize = 3;

impl Clitics {
    /// The small words of a language, by its code; `None` for one that writes them apart, or has a stemmer that knows
    /// them.
    pub(super) fn of(language: &str) -> Option<&'static Self> {
        match language {
            "ar" => Some(&ARABIC),
            "he" => Some(&HEBREW),
            "ko" => Some(&KOREAN),
            "ur" => Some(&URDU),
            _ => None,
        }
    }

    pub(super) fn article(&self) -> &'static str {
        self.article
    }

    pub(super) fn with_article(&self, word: &str) -> String {
        [self.article, word].concat()
    }

    /// Whether a word was written with its article, when this is left of it.
    pub(super) fn is_with_article(&self, word: &str, bare: &str) -> bool {
        !self.article.is_empty() && word.strip_suffix(bare).is_some_and(|front| front.ends_with(self.article))
    }

    /// A folded word without its small words. `has_article` is false where its spelling tells that it has none.
    pub(super) fn bare(&self, word: &str, has_article: bool, known: Known<'_>) -> String {
        let mut bare = word.to_owned();
        for _ in 0..MOST_STEPS {
            let before = self.before.iter().filter(|clitic| has_article || clitic.written != self.article);
            let mut shorter = before.filter_map(|clitic| self.without_beginning(&bare, clitic, known));
            let Some(next) = shorter.next() else { break };
            bare = next;
        }
        let shorter = self.behind.iter().find_map(|clitic| {
            let rest = bare.strip_suffix(clitic.written)?.to_owned() + clitic.left;
            is_there(&bare, &rest, clitic.least, clitic, known).then_some(rest)
        });
        shorter.unwrap_or(bare)
    }

    fn without_beginning(&self, word: &str, clitic: &Clitic, known: Known<'_>) -> Option<String> {
        let rest = word.strip_prefix(clitic.written)?;
        let rest = clitic.left.to_owned() + rest;
        let with_article = clitic.left == self.article && !self.article.is_empty();
        let has_article = || clitic.written != self.article && known(&self.with_article(word)) > 0;
        if !with_article && !self.article.is_empty() && has_article() {
            return None;
        }
        let bare =
            || rest.strip_prefix(self.article).is_some_and(|bare| is_there(word, bare, FEWEST_BARE, clitic, known));
        (is_there(word, &rest, clitic.least, clitic, known) || with_article && bare()).then_some(rest)
    }
}

/// Whether there is evidence for what is left of a word.
fn is_there(word: &str, rest: &str, least: usize, clitic: &Clitic, known: Known<'_>) -> bool {
    let enough = || u64::from(known(rest)) * 100 >= u64::from(known(word)) * u64::from(clitic.share);
    rest.chars().count() >= least && (clitic.share == 0 || known(rest) > 0 && enough())
}

#[cfg(test)]
mod tests {
    use super::Clitics;

    /// The words of an archive, each with the number of its articles.
    fn bare(language: &str, archive: &[(&str, u32)], word: &str) -> String {
        let known = |word: &str| archive.iter().find(|(known, _)| *known == word).map_or(0, |(_, count)| *count);
        Clitics::of(language).unwrap().bare(word, true, &known)
    }

    #[test]
    fn a_word_loses_its_article_and_what_stands_before_it() {
        let archive = [("الكاظمي", 5), ("كاظمي", 1), ("ببغداد", 3), ("بغداد", 9), ("وبغداد", 2)];
        for word in ["الكاظمي", "والكاظمي", "بالكاظمي", "للكاظمي", "وللكاظمي", "وبالكاظمي", "كاظمي"]
        {
            assert_eq!(bare("ar", &archive, word), "كاظمي", "{word}");
        }
        for word in ["بغداد", "ببغداد", "وبغداد"] {
            assert_eq!(bare("ar", &archive, word), "بغداد", "{word}");
        }
    }

    #[test]
    fn a_word_that_only_begins_like_one_is_left_whole() {
        // Each has a rest that is a word, too, but a rarer one; or an article, before which nothing else stands.
        let archive = [("وزير", 40), ("زير", 1), ("بلديه", 9), ("لديه", 90), ("البلديه", 7), ("فيصل", 2), ("يصل", 30)];
        for word in ["وزير", "بلديه", "فيصل", "والد", "الله", "لبنان"] {
            assert_eq!(bare("ar", &archive, word), word);
        }
    }

    #[test]
    fn hebrew_loses_its_prefixes_likewise() {
        let archive = [("ממשלה", 9), ("הממשלה", 30), ("בממשלה", 3), ("בית", 9), ("הבית", 5), ("ית", 1)];
        for word in ["הממשלה", "בממשלה", "והממשלה", "ממשלה"] {
            assert_eq!(bare("he", &archive, word), "ממשלה", "{word}");
        }
        assert_eq!(bare("he", &archive, "בית"), "בית");
    }

    #[test]
    fn korean_loses_its_particles_and_urdu_its_plurals() {
        let archive = [("정부", 9), ("정부는", 20), ("고양", 1), ("고양이", 30), ("كتاب", 5), ("لڑكا", 4)];
        assert_eq!(bare("ko", &archive, "정부는"), "정부");
        assert_eq!(bare("ko", &archive, "고양이"), "고양이");
        assert_eq!(bare("ur", &archive, "كتابوں"), "كتاب");
        assert_eq!(bare("ur", &archive, "لڑكے"), "لڑكا");
    }
}
