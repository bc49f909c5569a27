//! From signs to a tree, by recursive descent.

use core::ops::Range;

use super::lexer::{Token, tokens};
use super::{Ending, Node, Query, Word};
use crate::format::date::PartialDate;
use crate::format::folding::{self, Folding, Part, around, behind, is_letter_or_digit};
use crate::format::manifest::Manifest;
use crate::format::names::{Particle, particle};
use crate::search::dates::Span;

/// Parentheses inside one another; deeper ones are passed over.
const DEEPEST: usize = 16;
/// Of so many pieces between blanks, and words in them, a query is read: each costs time, be it the same few words again and again.
/// What follows is ignored.
const MOST_PARTS: usize = 512;
/// A query of more words than these excludes none.
const LONG: usize = 5;
/// A half-typed word has all its completions from this many letters on.
const SHORTEST_BEGINNING: usize = 3;
/// A run of letters without blanks of at most so many pairs is literal; a longer one is a sentence.
const LONGEST_RUN: usize = 3;
/// The fields by which every archive can be searched.
const FIELDS: [&str; 4] = ["title", "source", "section", "byline"];

pub(super) struct Parser<'q> {
    manifest: &'q Manifest,
    folding: &'q Folding,
    tokens: Vec<Token<'q>>,
    at: usize,
    /// How many pieces and words were read.
    parts: usize,
    /// Where a word ends that is still being typed; past every place where none is.
    typed_end: usize,
    query: Query,
    /// Words excluded by a minus alone.
    dashes: Vec<Node>,
}

/// How the words of one piece of text are to be taken.
#[derive(Clone, Copy, Default)]
struct Manner<'q> {
    field: Option<&'q str>,
    literal: bool,
    /// Whether its last word is still being typed.
    typed: bool,
}

impl<'q> Parser<'q> {
    pub(super) fn new(manifest: &'q Manifest, folding: &'q Folding, text: &'q str, typing: bool) -> Self {
        let typed_end = if typing { text.len() } else { usize::MAX };
        Self {
            manifest,
            folding,
            tokens: tokens(text),
            at: 0,
            parts: 0,
            typed_end,
            query: Query::default(),
            dashes: Vec::new(),
        }
    }

    pub(super) fn parse(mut self) -> Query {
        while self.at < self.tokens.len() {
            for clause in self.all(0) {
                if !self.query.clauses.contains(&clause) {
                    self.query.clauses.push(clause);
                }
            }
            // What closes here was never opened.
            self.at += 1;
        }
        let is_plain = |clause: &&Node| matches!(clause, Node::Word(_)) && !clause.is_required(&self.query.words);
        if self.query.clauses.iter().filter(is_plain).count() > LONG {
            self.take_dashes();
        }
        self.query
    }

    /// In front of a word of a long query a minus is a dash: such queries are titles and sentences.
    fn take_dashes(&mut self) {
        for clause in &mut self.query.clauses {
            if let Node::Not(excluded) = clause
                && let Node::Word(word) = **excluded
                && self.dashes.contains(clause)
            {
                *clause = Node::Word(word);
            }
        }
    }

    fn peek(&self) -> Option<Token<'q>> {
        self.tokens.get(self.at).copied()
    }

    /// Parts one after the other, until a parenthesis closes.
    fn all(&mut self, depth: usize) -> Vec<Node> {
        let mut parts: Vec<Node> = Vec::new();
        while let Some(token) = self.peek().filter(|token| *token != Token::Close) {
            let choice = token == Token::Or && !parts.is_empty() && self.at + 1 < self.tokens.len();
            self.at += usize::from(choice);
            let Some(part) = self.part(depth) else { continue };
            match parts.last_mut() {
                Some(Node::Any(choices)) if choice => {
                    if !choices.contains(&part) {
                        choices.push(part);
                    }
                }
                Some(before) if choice && *before == part => {}
                Some(before) if choice => {
                    let first = core::mem::replace(before, Node::Any(Vec::new()));
                    *before = Node::Any(vec![first, part]);
                }
                _ => parts.push(part),
            }
        }
        let mut flat = Vec::new();
        for part in parts {
            match part {
                Node::All(mut parts) => flat.append(&mut parts),
                part => flat.push(part),
            }
        }
        flat
    }

    /// One word, phrase, field or parenthesis; `None` where nothing is left of it.
    fn part(&mut self, depth: usize) -> Option<Node> {
        let token = self.peek()?;
        self.at += 1;
        if let Token::Quoted(text) | Token::Chunk(text, _) = token
            && self.is_full(text)
        {
            return None;
        }
        match token {
            Token::Open if depth < DEEPEST => {
                let inside = self.all(depth + 1);
                self.at += 1;
                joined(inside)
            }
            Token::Open | Token::Close => None,
            Token::Minus => {
                let is_word = matches!(self.peek(), Some(Token::Chunk(..)));
                let excluded = Node::Not(Box::new(self.part(depth)?));
                if is_word {
                    self.dashes.push(excluded.clone());
                }
                Some(excluded)
            }
            Token::Or => joined(self.words("OR", Manner::default())),
            Token::Quoted(text) => self.phrase(text, None),
            Token::Chunk(text, end) => self.chunk(text, end == self.typed_end),
        }
    }

    /// Counts a piece or a word, which is ignored where there are too many.
    fn is_full(&mut self, text: &str) -> bool {
        self.parts += 1;
        if self.parts > MOST_PARTS {
            self.query.ignored.push(text.to_owned());
        }
        self.parts > MOST_PARTS
    }

    /// A field with its value, a date, or plain words.
    fn chunk(&mut self, text: &'q str, typed: bool) -> Option<Node> {
        let (name, value) = around(text, ":").unwrap_or_default();
        let name = name.to_ascii_lowercase();
        if let Some(span) = span(&name, value) {
            return Some(Node::Dates(span));
        }
        if let Some(field) = self.field(&name) {
            if let (true, Some(Token::Quoted(quoted))) = (value.is_empty(), self.peek()) {
                self.at += 1;
                return self.phrase(quoted, Some(field));
            }
            let words = self.words(value, Manner { field: Some(field), literal: false, typed });
            if !words.is_empty() {
                return joined(words);
            }
        }
        joined(self.words(text, Manner { typed, ..Manner::default() }))
    }

    fn field(&self, name: &str) -> Option<&'q str> {
        let fixed = FIELDS.into_iter().find(|field| *field == name);
        let counted = self.manifest.terms.facets.iter().map(|field| field.name.as_str());
        fixed.or_else(|| counted.into_iter().find(|field| *field == name))
    }

    /// The words of a quotation.
    fn phrase(&mut self, text: &'q str, field: Option<&'q str>) -> Option<Node> {
        let mut words = Vec::new();
        for node in self.words(text, Manner { field, literal: true, typed: false }) {
            match node {
                Node::Word(word) => words.push(word),
                Node::Phrase { words: run, .. } => words.extend(run),
                _ => {}
            }
        }
        (!words.is_empty()).then_some(Node::Phrase { words, required: true })
    }

    /// The words of a text in order.
    fn words(&mut self, text: &'q str, manner: Manner<'_>) -> Vec<Node> {
        let (mut nodes, mut run, mut end) = (Vec::new(), Vec::new(), 0);
        let mut stream = self.folding.words(text);
        while let Some((word, place)) = stream.next() {
            // The last letter of a run asks for nothing that its pairs don't.
            if stream.part() == Part::Last {
                continue;
            }
            // Pairs of letters overlap where a script divides no words: they are one run.
            if place.start >= end {
                end_run(&mut run, &mut nodes);
            }
            end = place.end;
            if self.is_full(folding::part(text, place.clone())) {
                continue;
            }
            run.extend(self.word(word, place, stream.part(), text, manner));
        }
        end_run(&mut run, &mut nodes);
        if end == 0 && text.chars().any(is_letter_or_digit) {
            self.query.unknown.push(text.to_owned());
        }
        nodes
    }

    fn word(
        &mut self,
        folded: String,
        place: Range<usize>,
        part: Part,
        text: &str,
        manner: Manner<'_>,
    ) -> Option<usize> {
        let rest = behind(text, place.end);
        let ending = match folded.chars().fold(0, |count, _| count + 1) {
            _ if manner.literal || part == Part::Pair => Ending::Whole,
            _ if rest == "*" => Ending::Star,
            _ if !manner.typed || !rest.is_empty() => Ending::Whole,
            letters if letters < SHORTEST_BEGINNING => Ending::Short,
            _ => Ending::Beginning,
        };
        self.query.intern(Word {
            written: folding::part(text, place).to_owned(),
            ending,
            field: manner.field.map(str::to_owned),
            literal: manner.literal,
            particle: !manner.literal && is_hyphen(rest) && particle(&folded) == Some(Particle::Loose),
            folded,
            added: None,
        })
    }
}

/// Adds the words of a run.
fn end_run(run: &mut Vec<usize>, nodes: &mut Vec<Node>) {
    if run.len() > 1 && run.len() <= LONGEST_RUN {
        nodes.push(Node::Phrase { words: core::mem::take(run), required: false });
    } else {
        nodes.extend(run.drain(..).map(Node::Word));
    }
}

/// Whether a hyphen stands first.
fn is_hyphen(rest: &str) -> bool {
    matches!(rest.chars().next(), Some('-' | '‐' | '‑'))
}

/// Several nodes as one.
fn joined(mut nodes: Vec<Node>) -> Option<Node> {
    if nodes.len() > 1 { Some(Node::All(nodes)) } else { nodes.pop() }
}

/// The days of `after:2006-07`, `before:2009`, `date:2003..2005`.
fn span(name: &str, value: &str) -> Option<Span> {
    let given = |value: &str| if value.is_empty() { Some(None) } else { PartialDate::parse(value).map(Some) };
    match name {
        "after" => Span::new(PartialDate::parse(value), None),
        "before" => Span::new(None, PartialDate::parse(value)),
        "date" => match around(value, "..") {
            Some((first, last)) => Span::during(given(first)?, given(last)?),
            None => Span::during(given(value)?, given(value)?),
        },
        _ => None,
    }
}
