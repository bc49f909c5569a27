//! Month names, as articles write them.

/// One row a language; Arabic has two, the second of the Levant and Iraq. Part of a name that is common stands after it.
const NAMES: [[&[&str]; 12]; 4] = [
    [
        &["january", "jan"],
        &["february", "feb", "febr"],
        &["march", "mar"],
        &["april", "apr"],
        &["may"],
        &["june", "jun"],
        &["july", "jul"],
        &["august", "aug"],
        &["september", "sep", "sept"],
        &["october", "oct"],
        &["november", "nov"],
        &["december", "dec"],
    ],
    [
        &["janvier", "janv"],
        &["février", "fevrier", "févr"],
        &["mars"],
        &["avril", "avr"],
        &["mai"],
        &["juin"],
        &["juillet", "juil"],
        &["août", "aout"],
        &["septembre"],
        &["octobre"],
        &["novembre"],
        &["décembre", "decembre", "déc"],
    ],
    [
        &["يناير"],
        &["فبراير"],
        &["مارس"],
        &["أبريل", "ابريل", "إبريل"],
        &["مايو"],
        &["يونيو", "يونيه"],
        &["يوليو", "يوليه"],
        &["أغسطس", "اغسطس"],
        &["سبتمبر"],
        &["أكتوبر", "اكتوبر"],
        &["نوفمبر"],
        &["ديسمبر"],
    ],
    [
        &["كانون الثاني"],
        &["شباط"],
        &["آذار", "اذار"],
        &["نيسان"],
        &["أيار", "ايار"],
        &["حزيران"],
        &["تموز"],
        &["آب", "اب"],
        &["أيلول", "ايلول"],
        &["تشرين الأول", "تشرين الاول"],
        &["تشرين الثاني"],
        &["كانون الأول", "كانون الاول"],
    ],
];

/// The number of the month that a lower-case word, or two, names.
#[must_use]
pub fn month(name: &str) -> Option<u8> {
    NAMES.iter().find_map(|language| {
        let place = language.iter().position(|names| names.contains(&name))?;
        u8::try_from(place + 1).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::month;

    #[test]
    fn months_are_known_in_english_french_and_both_arabic_sets() {
        for (name, number) in
            [("sept", 9), ("september", 9), ("août", 8), ("سبتمبر", 9), ("أيلول", 9), ("كانون الثاني", 1), ("may", 5)]
        {
            assert_eq!(month(name), Some(number), "{name}");
        }
        assert_eq!(month("monday"), None);
    }
}
