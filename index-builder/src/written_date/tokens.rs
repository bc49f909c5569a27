//! The words, numbers and marks of a line.

/// One piece of a line; blanks divide and are left out.
#[derive(Debug, PartialEq)]
pub enum Token {
    /// Digits of any script that archives write dates in.
    Number {
        /// At most nine digits long.
        value: u32,
        /// How many digits were written.
        digits: usize,
    },
    /// Letters, in lower case.
    Word(String),
    /// Any other character.
    Mark(char),
}

/// Takes a line apart.
#[must_use]
pub fn of(line: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut joined = false;
    for c in line.chars() {
        let last = if joined { tokens.last_mut() } else { None };
        joined = true;
        match (last, digit(c)) {
            (Some(Token::Number { value, digits }), Some(digit)) => {
                // A longer number is no part of a date: its length says so.
                *value = value.saturating_mul(10).saturating_add(digit);
                *digits += 1;
            }
            (_, Some(value)) => tokens.push(Token::Number { value, digits: 1 }),
            (Some(Token::Word(word)), None) if c.is_alphabetic() => word.extend(c.to_lowercase()),
            (_, None) if c.is_alphabetic() => tokens.push(Token::Word(c.to_lowercase().collect())),
            (_, None) if c.is_whitespace() => joined = false,
            (_, None) => tokens.push(Token::Mark(c)),
        }
    }
    tokens
}

/// European, Arabic-Indic and Persian digits.
fn digit(c: char) -> Option<u32> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        _ => return None,
    };
    Some(u32::from(c) - u32::from(zero))
}

#[cfg(test)]
mod tests {
    use super::{Token, of};

    #[test]
    fn a_line_is_taken_apart_at_blanks_and_changes_of_kind() {
        let word = |text: &str| Token::Word(text.to_owned());
        assert_eq!(
            of("28th SEP,٢٠٢٠"),
            [
                Token::Number { value: 28, digits: 2 },
                word("th"),
                word("sep"),
                Token::Mark(','),
                Token::Number { value: 2020, digits: 4 },
            ]
        );
    }
}
