//! The archive's own terms: what its keeper wants searched together.

use super::{Ending, Node, Query, Word};
use crate::format::folding::Folding;
use crate::format::manifest::Manifest;

/// Puts beside each word, or words in a row, what the archive's keeper says is the same.
pub(super) fn widen(manifest: &Manifest, folding: &Folding, query: &mut Query) {
    if !manifest.synonyms.is_empty() {
        let clauses = core::mem::take(&mut query.clauses);
        query.clauses = sequence(manifest, folding, query, clauses);
    }
}

/// Widens parts that stand one after the other.
fn sequence(manifest: &Manifest, folding: &Folding, query: &mut Query, nodes: Vec<Node>) -> Vec<Node> {
    let mut widened = Vec::new();
    let mut rest = nodes.as_slice();
    while let Some((first, behind)) = rest.split_first() {
        let found = manifest.synonyms.iter().filter_map(|(from, to)| Some((begins(query, rest, from)?, to)));
        // The most words in a row decide: "Tell Sahra" before "Tell".
        if let Some((length, to)) = found.max_by_key(|(length, _)| *length) {
            let (own, behind) = rest.split_at(length);
            let mut choices = vec![if let [word] = own { word.clone() } else { Node::All(own.to_vec()) }];
            let typed = typed(query, own);
            choices.extend(to.iter().filter_map(|other| added(folding, query, other, &typed)));
            widened.push(Node::Any(choices));
            rest = behind;
            continue;
        }
        widened.push(match first.clone() {
            Node::Any(choices) => {
                let one = |choice| sequence(manifest, folding, query, vec![choice]);
                Node::Any(choices.into_iter().flat_map(one).collect())
            }
            Node::All(nodes) => Node::All(sequence(manifest, folding, query, nodes)),
            other => other,
        });
        rest = behind;
    }
    widened
}

/// How many of the nodes are the words of `from`, if all of these are there.
fn begins(query: &Query, nodes: &[Node], from: &str) -> Option<usize> {
    let mut length = 0;
    for wanted in from.split(' ') {
        let Some(Node::Word(word)) = nodes.get(length) else { return None };
        let word = query.words.get(*word)?;
        let plain = word.ending != Ending::Star && word.field.is_none() && !word.literal;
        if !plain || word.folded != wanted {
            return None;
        }
        length += 1;
    }
    Some(length)
}

/// The words as they were typed.
fn typed(query: &Query, nodes: &[Node]) -> String {
    let mut typed = String::new();
    for node in nodes {
        let Node::Word(word) = node else { continue };
        if !typed.is_empty() {
            typed.push(' ');
        }
        typed.push_str(query.words.get(*word).map_or("", |word| &word.written));
    }
    typed
}

/// What is searched as well: a word, or words literally in a row.
fn added(folding: &Folding, query: &mut Query, written: &str, typed: &str) -> Option<Node> {
    let found: Vec<_> = folding.words(written).collect();
    let literal = found.len() > 1;
    let mut words = Vec::new();
    for (folded, _) in found {
        let word = Word {
            written: written.to_owned(),
            folded,
            ending: Ending::Whole,
            field: None,
            literal,
            added: Some(typed.to_owned()),
        };
        words.extend(query.intern(word));
    }
    match words.as_slice() {
        [] => None,
        [word] => Some(Node::Word(*word)),
        _ => Some(Node::Phrase { words, required: true }),
    }
}
