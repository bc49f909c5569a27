//! The head of a letter or of a posting that was saved as text: `From: …`, `Subject: …`, `Date: …`, and a blank line.

use crate::page::Metadata;
use crate::paragraphs::fold;
use crate::written_date;

/// More lines are no head.
const MOST_LINES: usize = 100;
/// What stands behind `-- ` is a signature, if it has no more lines.
const LONGEST_SIGNATURE: usize = 8;

/// Takes the head off a text and says what it states; `None` where the text has none.
#[must_use]
pub fn divide(text: &str) -> Option<(Metadata, &str)> {
    let (fields, body) = fields(text)?;
    let value = |name: &str| {
        let field = fields.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
        field.map(|(_, value)| fold(value)).filter(|value| !value.is_empty())
    };
    let sender = value("From")?;
    let (subject, date) = (value("Subject"), value("Date").or_else(|| value("Sent")));
    if subject.is_none() && date.is_none() || body.trim().is_empty() {
        return None;
    }
    let metadata = Metadata {
        // Words in a code for letters that letters once couldn't carry would be a bad title.
        page_title: subject.filter(|subject| !subject.contains("=?")),
        dates: date.and_then(|date| written_date::parse(&date)).into_iter().collect(),
        byline: name_of(&sender).into_iter().collect(),
        ..Metadata::default()
    };
    Some((metadata, without_signature(body)))
}

/// The fields of the head, continued lines joined, and what stands below.
fn fields(text: &str) -> Option<(Vec<(&str, String)>, &str)> {
    let mut fields: Vec<(&str, String)> = Vec::new();
    let mut place = 0;
    for (number, whole) in text.split_inclusive('\n').take(MOST_LINES).enumerate() {
        place += whole.len();
        let line = whole.trim_end();
        let is_postmark = number == 0 && line.starts_with("From ");
        if line.is_empty() {
            return Some((fields, text.get(place..)?)).filter(|(fields, _)| !fields.is_empty());
        }
        match (line.starts_with([' ', '\t']), fields.last_mut()) {
            (true, Some((_, value))) => value.push_str(line),
            _ if is_postmark => {}
            _ => {
                let (name, value) = line.split_once(':')?;
                let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
                fields.push((Some(name).filter(|_| is_name)?, value.to_owned()));
            }
        }
    }
    None
}

/// `Leila Morsund` of `"Leila Morsund" <leila@lantern.example>` and of `leila@lantern.example (Leila Morsund)`.
fn name_of(sender: &str) -> Option<String> {
    let before = sender.split_once('<').map_or(sender, |(name, _)| name);
    let name = match sender.split_once('(') {
        Some((address, name)) if address.contains('@') => name.trim_end_matches(')'),
        _ => before,
    };
    let name = name.trim().trim_matches('"').trim();
    (!name.is_empty() && !name.contains(['@', '='])).then(|| name.to_owned())
}

fn without_signature(body: &str) -> &str {
    let mark = body.rfind("\n-- \n").or_else(|| body.rfind("\n-- \r\n"));
    let text = mark.and_then(|mark| Some((body.get(..mark)?, body.get(mark + 1..)?)));
    let short =
        text.filter(|(text, signature)| !text.trim().is_empty() && signature.lines().count() <= LONGEST_SIGNATURE + 1);
    short.map_or(body, |(text, _)| text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::divide;

    #[test]
    fn the_head_of_a_letter_says_who_wrote_it_when_and_about_what() {
        let text = "From nobody Tue Jun 14 10:22:01 2005\nReceived: from hill.example\n\tby well.example; Tue\n\
            From: \"Leila Morsund\" <leila@lantern.example>\nSubject: The well\n is dry\n\
            Date: Tue, 14 Jun 2005 10:22:01 +0200\n\nNobody knows why.\n\n-- \nLeila Morsund\nThe Lantern\n";
        let (metadata, body) = divide(text).unwrap();
        assert_eq!(metadata.page_title.as_deref(), Some("The well is dry"));
        assert!(metadata.dates[0].starts_with("2005-06-14"), "{:?}", metadata.dates);
        assert_eq!(metadata.byline, ["Leila Morsund"]);
        assert_eq!(body.trim(), "Nobody knows why.");
    }

    #[test]
    fn lines_with_colons_are_no_head_of_a_letter() {
        for text in [
            "Harbour: the ferry sails\n\nNobody knows why.",
            "From: the hills\n\nA letter.",
            "From: Leila\nSubject: Wells\nNo blank line behind.",
            "From: Leila\nSubject: Wells\n\n",
        ] {
            assert_eq!(divide(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_crashes_the_reader(text in "(From: ?|Subject: |Date: |-- |[<>()\"=]|\\PC|\n){0,60}") {
            let _ = divide(&text);
        }
    }
}
