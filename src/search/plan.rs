//! What of the query is searched: the tree without what no article has and without what helps nobody.

use super::answer::{FacetValue, Replacement, Understood};
use super::query::{self, Ending, Node, Query, Word};
use super::terms::{Rank, Term};
use crate::format::folding::{around, pieces};
use crate::format::manifest::Manifest;

/// At most so many other spellings of a word are named.
const MOST_NAMED: usize = 8;

/// More words than these, of which at least one in [`STOP_WORDS`] is a stop word, are a question.
const FEW_WORDS: usize = 4;
const STOP_WORDS: usize = 4;

/// The parts of a query that are searched, and how it was understood.
#[derive(Clone, Debug, Default)]
pub(super) struct Plan {
    pub(super) parts: Vec<Node>,
    /// The words by which articles are found, as indices; those that are excluded are not among them.
    pub(super) words: Vec<usize>,
    /// Whether it is a question in many words, which the best of them answer.
    pub(super) is_question: bool,
    pub(super) understood: Understood,
}

/// Makes the plan, when all words have been looked up.
pub(super) fn plan(query: &Query, terms: &mut [Term<'_>]) -> Plan {
    let mut plan = Plan::default();
    plan.understood.missing.extend_from_slice(&query.unknown);
    plan.understood.ignored.extend_from_slice(&query.ignored);
    for clause in &query.clauses {
        let part = found(clause, query, terms);
        let Some(part) = part else { continue };
        if !plan.adds_form(&part, query, terms) {
            plan.parts.push(part);
        }
    }
    plan.leave_out_stop_words(query, terms);
    for part in &plan.parts {
        collect(part, terms, &mut plan.words);
    }
    let content = plan.parts.iter().filter(|part| is_content(part, terms)).count();
    plan.is_question =
        content > FEW_WORDS && plan.understood.ignored.len() * STOP_WORDS >= content + plan.understood.ignored.len();
    plan
}

/// What is left of a part without words that no article has; `None` where that is nothing.
fn found(node: &Node, query: &Query, terms: &[Term<'_>]) -> Option<Node> {
    let is_there = |word: &usize| terms.get(*word).is_some_and(|term| term.is_found());
    let mut left = Vec::new();
    let (nodes, join): (_, fn(Vec<Node>) -> Node) = match node {
        // What must be there and is not matches nothing.
        Node::Word(word) => return (is_there(word) || node.is_required(&query.words)).then(|| node.clone()),
        Node::Phrase { words, required } => {
            return (*required || words.iter().all(is_there)).then(|| node.clone());
        }
        Node::Dates(_) => return Some(node.clone()),
        Node::Not(node) => return found(node, query, terms).map(|node| Node::Not(Box::new(node))),
        Node::Any(nodes) => (nodes, Node::Any),
        Node::All(nodes) => (nodes, Node::All),
    };
    for node in nodes {
        left.extend(found(node, query, terms));
    }
    // Of words in parentheses the rest answers, unless another choice is there whole.
    if matches!(node, Node::Any(_)) && nodes.iter().any(|node| is_whole(node, &is_there)) {
        left.clear();
        left.extend(nodes.iter().filter(|node| is_whole(node, &is_there)).cloned());
    }
    if left.len() > 1 { Some(join(left)) } else { left.pop() }
}

/// Adds the words by which a part finds articles.
fn collect(node: &Node, terms: &[Term<'_>], words: &mut Vec<usize>) {
    match node {
        Node::Word(word) => add_word(*word, terms, words),
        Node::Phrase { words: row, .. } => row.iter().for_each(|word| add_word(*word, terms, words)),
        Node::Any(nodes) | Node::All(nodes) => nodes.iter().for_each(|node| collect(node, terms, words)),
        Node::Dates(_) | Node::Not(_) => {}
    }
}

fn add_word(word: usize, terms: &[Term<'_>], words: &mut Vec<usize>) {
    if terms.get(word).is_some_and(|term| !term.is_value && term.is_found()) && !words.contains(&word) {
        words.push(word);
    }
}

/// Whether all words of a part are in the archive.
fn is_whole(node: &Node, is_there: &dyn Fn(&usize) -> bool) -> bool {
    match node {
        Node::Word(word) => is_there(word),
        Node::Phrase { words, .. } => words.iter().all(is_there),
        Node::Dates(_) | Node::Not(_) => true,
        Node::Any(nodes) => nodes.iter().any(|node| is_whole(node, is_there)),
        Node::All(nodes) => nodes.iter().all(|node| is_whole(node, is_there)),
    }
}

/// Whether a part asks for what articles say, not only for what is known of them.
pub(super) fn is_content(node: &Node, terms: &[Term<'_>]) -> bool {
    let is_word = |word: &usize| terms.get(*word).is_some_and(|term| !term.is_value);
    match node {
        Node::Word(word) => is_word(word),
        Node::Phrase { words, .. } => words.iter().any(is_word),
        Node::Dates(_) | Node::Not(_) => false,
        Node::Any(nodes) | Node::All(nodes) => nodes.iter().any(|node| is_content(node, terms)),
    }
}

impl Plan {
    /// Adds a word to the part that another form of it is already.
    fn adds_form(&self, part: &Node, query: &Query, terms: &mut [Term<'_>]) -> bool {
        let Node::Word(new) = part else { return false };
        let is_plain = |word: &Word| word.ending == Ending::Whole && !word.literal && word.field.is_none();
        let whole = |word: usize| query.words.get(word).is_some_and(is_plain);
        let Some(group) = group_of(terms, *new).filter(|_| whole(*new)) else { return false };
        for known in &self.parts {
            let Node::Word(known) = known else { continue };
            // Each form has one group, which may stand in several ranges.
            if whole(*known) && group_of(terms, *known).is_some_and(|other| other.forms.first() == group.forms.first())
            {
                let form = terms.get_mut(*new).map(|term| core::mem::take(&mut term.typed));
                if let Some(term) = terms.get_mut(*known) {
                    term.typed.extend(form.unwrap_or_default());
                }
                return true;
            }
        }
        false
    }

    /// Stop words don't help a query that has other words.
    fn leave_out_stop_words(&mut self, query: &Query, terms: &[Term<'_>]) {
        let is_particle = |word: usize| query.words.get(word).is_some_and(|word| word.particle);
        let is_stop = |node: &Node| match node {
            Node::Word(word) => is_particle(*word) || terms.get(*word).is_some_and(Term::is_stop_word),
            _ => false,
        };
        if !self.parts.iter().any(|part| !is_stop(part) && is_content(part, terms)) {
            return;
        }
        for part in &self.parts {
            if let (true, Node::Word(word)) = (is_stop(part), part)
                && !is_particle(*word)
            {
                self.understood.ignored.extend(query.words.get(*word).map(|word| word.written.clone()));
            }
        }
        self.parts.retain(|part| !is_stop(part));
    }

    /// Says in how many articles the words stand.
    pub(super) fn count(&mut self, manifest: &Manifest, words: &[&Term<'_>]) {
        for term in words.iter().filter(|term| !term.is_lost) {
            let Some(typed) = term.typed.first() else { continue };
            let word = FacetValue { value: typed.clone(), count: term.articles(manifest) };
            self.understood.words.push(word);
        }
    }

    /// Says which words were not found and which stand for others, when it is known which of these belong here.
    pub(super) fn tell(&mut self, query: &Query, terms: &[Term<'_>]) {
        for (word, term) in query.words.iter().zip(terms) {
            if let Some(typed) = &word.added {
                if term.is_found() {
                    name(&mut self.understood.expanded, typed, &word.written);
                }
                continue;
            }
            if !term.is_found() && word.ending != Ending::Short && !word.particle && !has_synonym(word, query, terms) {
                self.understood.missing.push(word.written.clone());
            }
            for source in &term.sources {
                match source.rank {
                    Rank::Typed => {}
                    Rank::Variant => name(&mut self.understood.expanded, &word.written, &source.shown),
                    Rank::Corrected => name(&mut self.understood.corrected, &word.written, &source.shown),
                }
            }
        }
    }
}

/// Whether something that the archive has is searched in a word's place.
pub(super) fn has_synonym(word: &Word, query: &Query, terms: &[Term<'_>]) -> bool {
    let mut added = query.words.iter().zip(terms).filter(|(_, term)| term.is_found());
    added.any(|(other, _)| {
        other.added.as_ref().is_some_and(|typed| pieces(typed, b' ').any(|typed| typed == word.written))
    })
}

/// Another query that the reader may have meant: with the words that were corrected or may be errors, or without quotation
/// marks where these leave nothing.
pub(super) fn suggestion(
    query: &str,
    total: u32,
    understood: &Understood,
    suspected: &[Replacement],
) -> Option<String> {
    let mut suggestion = query.to_owned();
    let mut last: Option<&str> = None;
    for Replacement { from, to } in understood.corrected.iter().chain(suspected) {
        // Of several corrections the first is the likeliest.
        if last != Some(from)
            && let Some((before, behind)) = around(&suggestion, from)
        {
            suggestion = [before, to, behind].concat();
        }
        last = Some(from);
    }
    if total == 0 && understood.missing.is_empty() && query.chars().any(query::is_quote) {
        suggestion = suggestion.chars().map(|sign| if query::is_quote(sign) { ' ' } else { sign }).collect();
    }
    (suggestion != query).then(|| suggestion.trim().to_owned())
}

fn name(names: &mut Vec<Replacement>, from: &str, to: &str) {
    let known = names.iter().filter(|known| known.from == from);
    if !known.clone().any(|known| known.to == to) && known.count() < MOST_NAMED {
        names.push(Replacement { from: from.to_owned(), to: to.to_owned() });
    }
}

/// The one group that a word stands for.
fn group_of<'s>(terms: &[Term<'s>], word: usize) -> Option<&'s crate::format::dictionary::Group> {
    terms.get(word)?.single().filter(|source| source.only.is_none()).map(|source| source.entry.group)
}
