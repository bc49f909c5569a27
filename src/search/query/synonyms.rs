//! The archive's own terms: what its keeper wants searched together.

use super::{Ending, Node, Query, Word};
use crate::format::folding::{Folding, Part};
use crate::format::manifest::Manifest;

/// Puts beside each word, or words in a row, what the archive's keeper says is the same.
pub(super) fn widen(manifest: &Manifest, folding: &Folding, query: &mut Query) {
    if !manifest.synonyms.is_empty() {
        let clauses = core::mem::take(&mut query.clauses);
        query.clauses = sequence(manifest, folding, query, &clauses);
    }
}

/// Widens parts that stand one after the other.
fn sequence(manifest: &Manifest, folding: &Folding, query: &mut Query, nodes: &[Node]) -> Vec<Node> {
    let mut widened = Vec::new();
    let mut rest = nodes;
    while let Some((first, behind)) = rest.split_first() {
        let (mut length, mut others): (_, &[String]) = (0, &[]);
        for (from, to) in &manifest.synonyms {
            // The most words in a row decide: "Tell Sahra" before "Tell".
            if let Some(longer) = begins(folding, query, rest, from).filter(|longer| *longer >= length) {
                (length, others) = (longer, to);
            }
        }
        if length > 0 {
            let (own, behind) = rest.split_at(length);
            let mut choices = vec![if let [word] = own { word.clone() } else { Node::All(own.to_vec()) }];
            let typed = typed(query, own);
            for other in others {
                choices.extend(added(folding, query, other, &typed));
            }
            widened.push(Node::Any(choices));
            rest = behind;
            continue;
        }
        widened.push(match first {
            Node::Any(choices) => {
                let mut widened = Vec::new();
                for choice in choices {
                    widened.append(&mut sequence(manifest, folding, query, core::slice::from_ref(choice)));
                }
                Node::Any(widened)
            }
            Node::All(nodes) => Node::All(sequence(manifest, folding, query, nodes)),
            other => other.clone(),
        });
        rest = behind;
    }
    widened
}

/// How many of the nodes are the words of `from`, if all of these are there.
fn begins(folding: &Folding, query: &Query, nodes: &[Node], from: &str) -> Option<usize> {
    let wanted = words(folding, from);
    let (mut length, mut matched) = (0, 0);
    while matched < wanted.len() {
        let node = nodes.get(length)?;
        let of_node = match node {
            Node::Word(word) => core::slice::from_ref(word),
            Node::Phrase { words, required: false } => words,
            _ => return None,
        };
        for word in of_node {
            let word = query.words.get(*word)?;
            let plain = word.ending != Ending::Star && word.field.is_none() && !word.literal;
            if !plain || wanted.get(matched) != Some(&word.folded) {
                return None;
            }
            matched += 1;
        }
        length += 1;
    }
    (length > 0).then_some(length)
}

/// The words of a text as they are asked for.
fn words(folding: &Folding, text: &str) -> Vec<String> {
    let (mut words, mut stream, mut word) = (Vec::new(), folding.words(text), String::new());
    while stream.next_into(&mut word).is_some() {
        if stream.part() != Part::Last {
            words.push(word.clone());
        }
    }
    words
}

/// The words as they were typed.
fn typed(query: &Query, nodes: &[Node]) -> String {
    let mut typed = String::new();
    for node in nodes {
        // Of letters without blanks the pairs overlap: they are told by what they begin with.
        let word = match node {
            Node::Word(word) => Some(word),
            Node::Phrase { words, .. } => words.first(),
            _ => None,
        };
        if !typed.is_empty() {
            typed.push(' ');
        }
        typed.push_str(word.and_then(|word| query.words.get(*word)).map_or("", |word| &word.written));
    }
    typed
}

/// What is searched as well: a word, or words literally in a row.
fn added(folding: &Folding, query: &mut Query, written: &str, typed: &str) -> Option<Node> {
    let found = words(folding, written);
    let literal = found.len() > 1;
    let mut row = Vec::new();
    for folded in found {
        let word = Word {
            written: written.to_owned(),
            folded,
            ending: Ending::Whole,
            field: None,
            literal,
            particle: false,
            added: Some(typed.to_owned()),
        };
        row.extend(query.intern(word));
    }
    match row.as_slice() {
        [] => None,
        [word] => Some(Node::Word(*word)),
        _ => Some(Node::Phrase { words: row, required: true }),
    }
}
