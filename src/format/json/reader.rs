//! Reading: strict as RFC 8259 is, without recursion that input could deepen at will.

/// How deep arrays and objects may lie in each other.
const DEEPEST: u32 = 128;

/// Reads a whole payload with `read`.
///
/// # Errors
/// What was wrong first, and at which byte.
pub fn decode<T>(payload: &[u8], read: impl FnOnce(&mut Reader<'_>) -> T) -> Result<T, String> {
    let mut reader = Reader::new(payload);
    let value = read(&mut reader);
    reader.finish().map(|()| value)
}

/// Reads JSON piece by piece, in the order in which it stands there.
///
/// Nothing returns an error by itself: the first fault is kept until the end, and everything after it reads as empty, so that
/// loops end at once. Whoever uses a `Reader` asks [`Reader::finish`] before believing what was read; [`decode`] does.
#[derive(Debug)]
pub struct Reader<'j> {
    text: &'j str,
    at: usize,
    depth: u32,
    fault: Option<String>,
}

impl<'j> Reader<'j> {
    /// Begins at the payload's beginning.
    #[must_use]
    pub fn new(payload: &'j [u8]) -> Self {
        let mut reader = Self { text: "", at: 0, depth: 0, fault: None };
        match core::str::from_utf8(payload) {
            Ok(text) => reader.text = text,
            Err(_) => reader.fail("it is not UTF-8"),
        }
        reader
    }

    /// Whether all was read and nothing was wrong.
    ///
    /// # Errors
    /// What was wrong first, and at which byte.
    pub fn finish(mut self) -> Result<(), String> {
        if self.peek() != 0 || self.at < self.text.len() {
            self.fail("nothing more is expected");
        }
        self.fault.map_or(Ok(()), Err)
    }

    /// Keeps the first fault, with its place, and moves to the end.
    pub fn fail(&mut self, what: &str) {
        if self.fault.is_none() {
            let mut fault = [what, " at byte "].concat();
            super::push_number(&mut fault, self.at as u64);
            self.fault = Some(fault);
        }
        self.at = self.text.len();
    }

    /// The next byte behind white space; 0, which no JSON holds, at the end.
    fn peek(&mut self) -> u8 {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.byte() {
            self.at += 1;
        }
        self.byte().unwrap_or(0)
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn next_byte(&mut self) -> u8 {
        let byte = self.byte().unwrap_or(0);
        self.at = self.text.len().min(self.at + 1);
        byte
    }

    /// Passes over a sign where it stands next.
    fn passes(&mut self, sign: u8) -> bool {
        let is_next = self.peek() == sign;
        self.at += usize::from(is_next);
        is_next
    }

    fn expect(&mut self, sign: u8, what: &str) {
        if !self.passes(sign) {
            self.fail(what);
        }
    }

    /// Passes over a word like `null` where it stands next.
    fn passes_word(&mut self, word: &str) -> bool {
        let is_next = self.text.as_bytes().get(self.at..).is_some_and(|rest| rest.starts_with(word.as_bytes()));
        self.at += if is_next { word.len() } else { 0 };
        is_next
    }

    /// Reads what stands between two brackets, divided by commas.
    fn sequence(&mut self, close: u8, read: &mut dyn FnMut(&mut Self)) {
        self.at += 1;
        self.depth += 1;
        if self.depth > DEEPEST {
            self.fail("it is nested too deeply");
        } else if !self.passes(close) {
            loop {
                read(self);
                if self.fault.is_some() || self.passes(close) {
                    break;
                }
                self.expect(b',', "a comma or the end is expected");
            }
        }
        self.depth -= 1;
    }

    /// Reads an array: `read` is called at each element and has to read it.
    pub fn array(&mut self, read: &mut dyn FnMut(&mut Self)) {
        if self.peek() == b'[' {
            self.sequence(b']', read);
        } else {
            self.fail("an array is expected");
        }
    }

    /// Reads an array of just so many elements; `read` gets the number of each.
    pub fn tuple(&mut self, count: usize, read: &mut dyn FnMut(&mut Self, usize)) {
        let end = self.elements(&mut |reader, next| if next < count { read(reader, next) } else { reader.skip() });
        self.hold_length(end == count);
    }

    /// Reads an array of so many elements or more; `read` gets the number of each and skips what it does not know.
    pub fn fields(&mut self, required: usize, read: &mut dyn FnMut(&mut Self, usize)) {
        let end = self.elements(read);
        self.hold_length(end >= required);
    }

    fn elements(&mut self, read: &mut dyn FnMut(&mut Self, usize)) -> usize {
        let mut next = 0;
        self.array(&mut |reader| {
            read(reader, next);
            next += 1;
        });
        next
    }

    fn hold_length(&mut self, fits: bool) {
        if !fits {
            self.fail("an array has the wrong length");
        }
    }

    /// Reads an object: `read` is called behind each key and has to read the value.
    pub fn map(&mut self, read: &mut dyn FnMut(&mut Self, &str)) {
        if self.peek() != b'{' {
            return self.fail("an object is expected");
        }
        let mut key = String::new();
        self.sequence(b'}', &mut |reader| {
            key.clear();
            reader.text_into(&mut key);
            reader.expect(b':', "a colon is expected");
            read(reader, &key);
        });
    }

    /// Reads an object of these fields (32 at most), of which the first `required` ones must be there; none may stand twice. Fields of other names are
    /// passed over. `read` gets the number of the field and has to read the value.
    pub fn object(&mut self, fields: &[&str], required: usize, read: &mut dyn FnMut(&mut Self, usize)) {
        let mut seen = 0_u32;
        self.map(&mut |reader, key| {
            let Some(field) = fields.iter().position(|field| *field == key) else { return reader.skip() };
            if seen >> field & 1 == 1 {
                return reader.fail(&["the field ", key, " stands twice"].concat());
            }
            seen |= 1 << field;
            read(reader, field);
        });
        let missing = fields.iter().take(required).nth(seen.trailing_ones() as usize);
        if let Some(missing) = missing {
            self.fail(&["the field ", missing, " is missing"].concat());
        }
    }

    /// Passes over whatever value stands next, as long as it is one.
    pub fn skip(&mut self) {
        match self.peek() {
            b'{' => self.map(&mut |reader, _| reader.skip()),
            b'[' => self.array(&mut Self::skip),
            b'"' => self.text_into(&mut String::new()),
            b'-' | b'0'..=b'9' => self.skip_number(),
            _ => {
                if !["null", "true", "false"].iter().any(|word| self.passes_word(word)) {
                    self.fail("a value is expected");
                }
            }
        }
    }

    fn skip_number(&mut self) {
        self.passes(b'-');
        if self.byte() == Some(b'0') {
            self.at += 1;
        } else {
            self.skip_digits();
        }
        if self.byte() == Some(b'.') {
            self.at += 1;
            self.skip_digits();
        }
        if let Some(b'e' | b'E') = self.byte() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.byte() {
                self.at += 1;
            }
            self.skip_digits();
        }
    }

    fn skip_digits(&mut self) {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.byte() {
            self.at += 1;
        }
        if self.at == start {
            self.fail("a digit is expected");
        }
    }

    /// Reads a whole number from 0 to `most`.
    pub fn number(&mut self, most: u64) -> u64 {
        let first = self.peek();
        let start = self.at;
        let mut number = Some(0_u64);
        while let Some(digit @ b'0'..=b'9') = self.byte() {
            number = number.and_then(|number| number.checked_mul(10)?.checked_add(u64::from(digit - b'0')));
            self.at += 1;
        }
        let is_whole = !matches!(self.byte(), Some(b'.' | b'e' | b'E'));
        if self.at == start || (first == b'0' && self.at > start + 1) || !is_whole {
            self.fail("a whole number is expected");
            return 0;
        }
        number.filter(|number| *number <= most).unwrap_or_else(|| {
            self.fail("the number is too large");
            0
        })
    }

    /// Reads a number of 32 bits.
    pub fn small(&mut self) -> u32 {
        self.number(u64::from(u32::MAX)) as u32
    }

    /// Reads an array of numbers of 32 bits.
    pub fn numbers(&mut self) -> Vec<u32> {
        let mut numbers = Vec::new();
        self.numbers_into(&mut numbers);
        numbers
    }

    /// Reads an array of numbers of 32 bits and appends them.
    pub fn numbers_into(&mut self, numbers: &mut Vec<u32>) {
        self.array(&mut |reader| numbers.push(reader.small()));
    }

    /// Reads `true` or `false`.
    pub fn flag(&mut self) -> bool {
        self.peek();
        let flag = self.passes_word("true");
        if !flag && !self.passes_word("false") {
            self.fail("true or false is expected");
        }
        flag
    }

    /// Passes over `null` where it stands next.
    pub fn is_null(&mut self) -> bool {
        self.peek();
        self.passes_word("null")
    }

    /// Whether a text is next.
    pub fn is_text(&mut self) -> bool {
        self.peek() == b'"'
    }

    /// Reads a text.
    pub fn text(&mut self) -> String {
        let mut text = String::new();
        self.text_into(&mut text);
        text
    }

    /// Reads a text, or `null`.
    pub fn optional_text(&mut self) -> Option<String> {
        if self.is_null() { None } else { Some(self.text()) }
    }

    /// Reads a text, or `null`, into a place that holds none.
    pub fn optional_text_into(&mut self, text: &mut Option<String>) {
        if !self.is_null() {
            self.text_into(text.get_or_insert_default());
        }
    }

    /// Reads an array of texts.
    pub fn texts(&mut self) -> Vec<String> {
        let mut texts = Vec::new();
        self.texts_into(&mut texts);
        texts
    }

    /// Reads an array of texts and appends them.
    pub fn texts_into(&mut self, texts: &mut Vec<String>) {
        self.array(&mut |reader| texts.push(reader.text()));
    }

    /// Reads a text and appends it.
    pub fn text_into(&mut self, text: &mut String) {
        self.expect(b'"', "a text is expected");
        while self.fault.is_none() {
            let start = self.at;
            while self.byte().is_some_and(|byte| byte >= b' ' && byte != b'"' && byte != b'\\') {
                self.at += 1;
            }
            text.push_str(self.text.get(start..self.at).unwrap_or_default());
            match self.next_byte() {
                b'"' => break,
                b'\\' => text.push(self.escaped()),
                _ => self.fail("a text has no end or holds a control character"),
            }
        }
    }

    /// The character behind a backslash.
    fn escaped(&mut self) -> char {
        match self.next_byte() {
            sign @ (b'"' | b'\\' | b'/') => char::from(sign),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => self.numbered(),
            _ => self.wrong_escape(),
        }
    }

    /// The character behind `\u`, which may be written as two surrogates.
    fn numbered(&mut self) -> char {
        let mut code = self.hexadecimal();
        if code >> 10 == 0xD800 >> 10 {
            let is_pair = self.next_byte() == b'\\' && self.next_byte() == b'u';
            let low = if is_pair { self.hexadecimal() } else { 0 };
            if low >> 10 != 0xDC00 >> 10 {
                return self.wrong_escape();
            }
            code = 0x1_0000 + ((code & 0x3FF) << 10) + (low & 0x3FF);
        }
        char::from_u32(code).unwrap_or_else(|| self.wrong_escape())
    }

    fn hexadecimal(&mut self) -> u32 {
        (0..4).fold(0, |code, _| {
            let digit = char::from(self.next_byte()).to_digit(16);
            code << 4 | digit.unwrap_or_else(|| u32::from(self.wrong_escape()))
        })
    }

    fn wrong_escape(&mut self) -> char {
        self.fail("a backslash stands before what it can't stand for");
        '\0'
    }
}
