//! Writing: to one text, byte for byte as serde_json writes it.

use crate::format::folding::{behind, part};

/// Writes JSON piece by piece. Commas come by themselves.
#[derive(Debug, Default)]
pub struct Writer {
    text: String,
}

impl Writer {
    /// What was written.
    #[must_use]
    pub fn finish(self) -> String {
        self.text
    }

    fn divide(&mut self) {
        if !matches!(self.text.as_bytes().last(), None | Some(b'{' | b'[' | b':')) {
            self.text.push(',');
        }
    }

    /// Opens an array or an object.
    pub fn open(&mut self, bracket: char) {
        self.divide();
        self.text.push(bracket);
    }

    /// Closes what was opened.
    pub fn close(&mut self, bracket: char) {
        self.text.push(bracket);
    }

    /// Writes a key of an object that needs no escapes; its value comes next.
    pub fn key(&mut self, key: &'static str) {
        self.divide();
        self.text.push('"');
        self.text.push_str(key);
        self.text.push_str("\":");
    }

    /// Writes a key of an object that may be any text.
    pub fn name(&mut self, name: &str) {
        self.text(name);
        self.text.push(':');
    }

    /// Writes what is JSON already.
    pub fn raw(&mut self, json: &str) {
        self.divide();
        self.text.push_str(json);
    }

    /// Writes a whole number.
    pub fn number(&mut self, number: u64) {
        self.divide();
        push_number(&mut self.text, number);
    }

    /// Writes `number / 2^bits` to its last digit; `bits` at most 60.
    pub fn fraction(&mut self, number: u64, bits: u32) {
        self.number(number >> bits);
        let mask = (1 << bits) - 1;
        let mut rest = number & mask;
        self.text.push('.');
        loop {
            rest *= 10;
            self.text.push(char::from(b'0' + (rest >> bits) as u8));
            rest &= mask;
            if rest == 0 {
                break;
            }
        }
    }

    /// Writes `true` or `false`.
    pub fn flag(&mut self, flag: bool) {
        self.raw(if flag { "true" } else { "false" });
    }

    /// Writes a text.
    pub fn text(&mut self, text: &str) {
        self.divide();
        self.text.push('"');
        let mut rest = text;
        loop {
            // What is escaped is ASCII; all between is copied as it is.
            let end = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20));
            self.text.push_str(part(rest, 0..end.unwrap_or(rest.len())));
            let Some(byte) = end.and_then(|end| rest.as_bytes().get(end)) else { break };
            self.escaped(*byte);
            rest = behind(rest, end.unwrap_or_default() + 1);
        }
        self.text.push('"');
    }

    fn escaped(&mut self, byte: u8) {
        let short = match byte {
            0x8 => 'b',
            0xc => 'f',
            b'\n' => 'n',
            b'\r' => 'r',
            b'\t' => 't',
            0..0x20 => 'u',
            _ => char::from(byte),
        };
        self.text.push('\\');
        self.text.push(short);
        if short == 'u' {
            self.text.push_str(if byte < 0x10 { "000" } else { "001" });
            self.text.push(char::from_digit(u32::from(byte) & 15, 16).unwrap_or_default());
        }
    }

    /// Writes a text, or `null`.
    pub fn optional_text(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.text(text),
            None => self.raw("null"),
        }
    }

    /// Writes an array of texts.
    pub fn texts(&mut self, texts: &[String]) {
        self.open('[');
        for text in texts {
            self.text(text);
        }
        self.close(']');
    }
}

/// The number that these digits write, where they are digits and nothing else.
#[must_use]
pub fn parse_number(digits: &str) -> Option<u32> {
    let mut number = None;
    for digit in digits.chars() {
        number = Some(number.unwrap_or(0_u32).checked_mul(10)?.checked_add(digit.to_digit(10)?)?);
    }
    number
}

/// Appends a number's digits: formatting by the standard library would bring all of it.
pub fn push_number(text: &mut String, number: u64) {
    if number >= 10 {
        push_number(text, number / 10);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}
