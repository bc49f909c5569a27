//! Words in order, each without the beginning that it shares with the one before: a capital letter says how many characters these
//! are, `A` for none. So the words themselves have no capitals.

use super::json::Reader;

/// The most characters of the word before that one letter can stand for.
const MOST_SHARED: usize = 25;

/// Appends words, none of them empty and none with a capital of ASCII.
pub fn write(words: &mut dyn Iterator<Item = &str>, text: &mut String) {
    let mut before = "";
    for word in words {
        let shared = before.chars().zip(word.chars()).take_while(|(a, b)| a == b).take(MOST_SHARED).count();
        text.push(char::from(b'A' + u8::try_from(shared).unwrap_or(0)));
        text.extend(word.chars().skip(shared));
        before = word;
    }
}

/// Shows every word of a text.
pub(super) fn visit(text: &str, see: &mut dyn FnMut(&str)) {
    let mut word = String::new();
    for character in text.chars() {
        if !character.is_ascii_uppercase() {
            word.push(character);
            continue;
        }
        if !word.is_empty() {
            see(&word);
        }
        let shared = u32::from(character) - u32::from('A');
        let end = word.char_indices().nth(usize::try_from(shared).unwrap_or(0)).map(|(end, _)| end);
        word.truncate(end.unwrap_or(word.len()));
    }
    if !word.is_empty() {
        see(&word);
    }
}

/// Reads words from JSON: a text as it is written here, or an array of them.
pub(super) fn read(reader: &mut Reader<'_>, words: &mut Vec<String>) {
    if reader.is_text() {
        visit(&reader.text(), &mut |word| words.push(word.to_owned()));
    } else {
        reader.texts_into(words);
    }
}

/// Writes words to JSON: as an array where one has a capital, since the names of fields may have some. The signature is serde's.
pub(super) fn serialize<S: serde::Serializer>(words: &[String], serializer: S) -> Result<S::Ok, S::Error> {
    let is_plain = |word: &String| !word.is_empty() && !word.contains(|character: char| character.is_ascii_uppercase());
    if words.is_empty() || !words.iter().all(is_plain) {
        return serializer.collect_seq(words);
    }
    let mut text = String::new();
    write(&mut words.iter().map(String::as_str), &mut text);
    serializer.serialize_str(&text)
}

/// The way back by serde, which holds our own reader to it.
#[cfg(test)]
pub(super) fn deserialize<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(serde::Deserialize)]
    #[serde(untagged)]
    enum Either {
        Text(String),
        Words(Vec<String>),
    }
    let mut words = Vec::new();
    match serde::Deserialize::deserialize(deserializer)? {
        Either::Text(text) => visit(&text, &mut |word| words.push(word.to_owned())),
        Either::Words(array) => words = array,
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::{visit, write};

    #[test]
    fn words_come_back_as_they_were_whatever_they_share() {
        let long = "z".repeat(60);
        let longer = long.clone() + "y";
        let words = ["e", "embassies", "embassy", "سفارة", "سفير", "source=x", &long, &longer];
        let (mut text, mut read) = (String::new(), Vec::new());
        write(&mut words.into_iter(), &mut text);
        visit(&text, &mut |word| read.push(word.to_owned()));
        assert_eq!(read, words);
        assert!(text.starts_with("AeBmbassiesGy"), "{text}");
    }
}
