//! The language of each article, and what is known of it: stems and stop words.

use std::collections::{BTreeMap, HashSet};

use dalil::format::folding::Folding;
use frostem::Stemmer;
use rayon::prelude::*;
use whatlang::detect;

use crate::article::Article;

/// So much of an article is looked at to find its language.
const SAMPLE: usize = 1500;
/// Shorter texts are taken to be in the archive's main language unless they say otherwise.
const SHORTEST: usize = 200;
/// The language of an archive in which none could be found.
const FALLBACK: &str = "en";

/// Gives every article a language, from what it declares, from its text, or the language of most others, and returns
/// that last one.
pub(super) fn assign(articles: &mut [Article]) -> String {
    articles.par_iter_mut().for_each(|article| {
        let declared = article.language.as_deref().and_then(normalized);
        article.language = declared.or_else(|| detected(&article.text));
    });
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for language in articles.iter().filter_map(|article| article.language.as_deref()) {
        *counts.entry(primary(language)).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(language, count)| (*count, std::cmp::Reverse(*language)));
    let main = most.map_or_else(|| FALLBACK.to_owned(), |(language, _)| language.to_owned());
    for article in articles.iter_mut().filter(|article| article.language.is_none()) {
        article.language = Some(main.clone());
    }
    main
}

/// A tag as BCP 47 writes it, where it can be one: `en_us` is `en-US`.
fn normalized(tag: &str) -> Option<String> {
    let tag = tag.trim().replace('_', "-");
    let mut parts = tag.split('-');
    let language = parts.next().filter(|part| (2..=3).contains(&part.len()) && is_alphabetic(part))?;
    let mut normalized = language.to_ascii_lowercase();
    for part in parts.filter(|part| (2..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())) {
        normalized.push('-');
        normalized.push_str(&if part.len() == 2 { part.to_ascii_uppercase() } else { part.to_owned() });
    }
    Some(normalized)
}

fn is_alphabetic(part: &str) -> bool {
    part.chars().all(|c| c.is_ascii_alphabetic())
}

fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

fn detected(text: &str) -> Option<String> {
    if text.len() < SHORTEST {
        return None;
    }
    let end = (0..=SAMPLE.min(text.len())).rev().find(|end| text.is_char_boundary(*end))?;
    let found = detect(text.get(..end)?).filter(whatlang::Info::is_reliable)?;
    let language = isolang::Language::from_639_3(found.lang().code())?;
    Some(language.to_639_1().unwrap_or_else(|| language.to_639_3()).to_owned())
}

/// What is known of one language.
pub(super) struct Language {
    stemmer: Option<Stemmer>,
    /// Folded as the archive's words are.
    stop_words: HashSet<String>,
}

impl Language {
    /// Knows nothing of languages that have neither a stemmer nor a list of stop words.
    pub(super) fn new(tag: &str, folding: &Folding) -> Self {
        let code = primary(tag);
        let stop_words = stop_words::lookup(code).unwrap_or_default();
        // A list may hold "don't" or "ain't": what the archive's words become of it.
        let stop_words = stop_words.iter().map(|word| folding.fold(word)).filter(|word| !word.contains(' ')).collect();
        Self { stemmer: Stemmer::try_from_name(code).ok(), stop_words }
    }

    /// The stem of a word in lower case.
    pub(super) fn stem(&self, word: &str) -> String {
        self.stemmer.as_ref().map_or_else(|| word.to_owned(), |stemmer| stemmer.stem(word).into_owned())
    }

    /// Whether a folded word is one that nearly every text has.
    pub(super) fn is_stop_word(&self, folded: &str) -> bool {
        self.stop_words.contains(folded)
    }
}

#[cfg(test)]
mod tests {
    use super::{Language, assign, normalized};
    use crate::article::Article;
    use dalil::format::folding::{Folding, FoldingTable};

    fn language_of(text: &str, declared: Option<&str>) -> Option<String> {
        let mut article =
            [Article { text: text.repeat(8), language: declared.map(str::to_owned), ..Article::default() }];
        assign(&mut article);
        article[0].language.clone()
    }

    #[test]
    fn a_text_tells_its_language_unless_it_is_declared() {
        let english = "The harbour was closed for a week after the storm. ";
        assert_eq!(language_of(english, None).as_deref(), Some("en"));
        assert_eq!(
            language_of("أغلق الميناء أسبوعا بعد العاصفة وعاد الصيادون إلى البحر. ", None).as_deref(),
            Some("ar")
        );
        assert_eq!(language_of(english, Some("en_gb")).as_deref(), Some("en-GB"));
        assert_eq!(language_of(english, Some("not a language")).as_deref(), Some("en"));
    }

    #[test]
    fn a_short_note_is_in_the_language_of_the_others() {
        let long = "Le port est resté fermé une semaine après la tempête, et les pêcheurs attendent. ".repeat(5);
        let article = |text: &str| Article { text: text.to_owned(), ..Article::default() };
        let mut articles = [article(&long), article("Ok.")];
        assert_eq!(assign(&mut articles), "fr");
        assert_eq!(articles[1].language.as_deref(), Some("fr"));
    }

    #[test]
    fn tags_are_written_as_browsers_want_them() {
        assert_eq!(normalized(" AR_eg ").as_deref(), Some("ar-EG"));
        assert_eq!(normalized("zh-hant-tw").as_deref(), Some("zh-hant-TW"));
        assert_eq!(normalized("english"), None);
    }

    #[test]
    fn a_language_knows_its_stems_and_stop_words() {
        let english = Language::new("en-GB", &Folding::new(&FoldingTable::default()));
        assert_eq!(english.stem("embassies"), english.stem("embassy"));
        assert!(english.is_stop_word("the") && english.is_stop_word("dont") && !english.is_stop_word("embassy"));
        assert_eq!(Language::new("tlh", &Folding::new(&FoldingTable::default())).stem("nuqneH"), "nuqneH");
    }
}
