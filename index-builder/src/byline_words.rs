//! The words before the name of an author, in the languages of the archives we know. Lower case.
//!
//! How much a word says differs: what is surely one in a field for bylines may begin a sentence in a line of its own.

/// Before a name, wherever they begin a line.
pub const BY: &[&str] = &["by", "par", "por", "von", "بقلم", "به قلم", "نوشته", "מאת"];
/// The same in a line of its own; in a field, names begin with them: `Di Natale`.
pub const BY_OR_NAME: &[&str] = &["di", "av", "door"];
/// The same with what the author did.
pub const DONE_BY: &[&str] = &[
    "compiled by",
    "contributed by",
    "edited by",
    "interview by",
    "posted by",
    "prepared by",
    "published by",
    "reported by",
    "story by",
    "submitted by",
    "text by",
    "translated by",
    "words by",
    "written by",
    "from our correspondent",
    "de notre correspondant",
    "de notre correspondante",
    "propos recueillis par",
    "بقلم الكاتب",
];
/// That somebody wrote. What follows is a name in a field or a short line; a sentence may begin so.
pub const WROTE: &[&str] = &["كتب", "yazan"];
/// What an author is called: before a name where a colon follows, or in a field.
pub const AUTHOR: &[&str] = &[
    "author",
    "authors",
    "writer",
    "auteur",
    "autor",
    "correspondent",
    "correspondant",
    "كتبت",
    "الكاتب",
    "نویسنده",
    "yazar",
    "hazırlayan",
    "автор",
];
/// What authors do: before a name where a colon follows. In a field it may be a name: Fritz Haber.
pub const LABEL: &[&str] = &["haber", "إعداد", "تقرير"];
/// Before a name in a field only.
pub const FROM: &[&str] = &["from"];
/// Before a name in the middle of a line, with the blanks around it.
pub const AMID_A_LINE: &[&str] = &[" by ", " By ", " BY ", " par ", " بقلم "];

/// What stands behind the longest of the words that the text begins with, and behind the colon that may follow it.
pub fn strip<'t>(text: &'t str, words: &[&[&str]]) -> Option<&'t str> {
    let rests = words.iter().copied().flatten().filter_map(|word| {
        // Lower case may be longer or shorter than what it is of; then it is not one of these words.
        let start = text.get(..word.len()).filter(|start| start.to_lowercase() == **word)?;
        let rest = text.get(start.len()..).filter(|rest| rest.starts_with([' ', ':']))?;
        Some(rest.trim_start_matches([' ', ':']))
    });
    rests.min_by_key(|rest| rest.len())
}

#[cfg(test)]
mod tests {
    use super::{BY, DONE_BY, strip};

    #[test]
    fn the_longest_word_is_taken_off_and_nothing_else() {
        let rest = |text| strip(text, &[BY, DONE_BY]);
        assert_eq!(rest("Written by: Anna Petrova"), Some("Anna Petrova"));
        assert_eq!(rest("De notre correspondante Anne Lamy"), Some("Anne Lamy"));
        assert_eq!(rest("بقلم : ليلى تمراني"), Some("ليلى تمراني"));
        for none in ["Byron", "By", "Anna Petrova", "", "پ"] {
            assert_eq!(rest(none), None, "{none}");
        }
    }
}
