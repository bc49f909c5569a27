//! Lines that were broken by hand: which of them are one paragraph.

use super::lines::Line;
use crate::page::block::{Block, Role};
use crate::paragraphs::continuations;

/// Puts lines together that only a line break divides and that are one sentence, one paragraph, one heading.
pub fn join(lines: Vec<Line>) -> Vec<Line> {
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    let continues = continued(&lines);
    for (line, continues) in lines.into_iter().zip(continues) {
        match joined.last_mut().filter(|_| continues) {
            Some(before) => append(&mut before.block, line.block),
            None => joined.push(line),
        }
    }
    joined
}

/// For each line, whether it goes on with the one before.
fn continued(lines: &[Line]) -> Vec<bool> {
    let mut continued = Vec::with_capacity(lines.len());
    while let Some(rest) = lines.get(continued.len()..).filter(|rest| !rest.is_empty()) {
        let length = 1 + rest.iter().skip(1).take_while(|line| line.after_break).count();
        let group = rest.get(..length).unwrap_or(rest);
        let texts: Vec<&str> = group.iter().map(|line| line.block.text.as_str()).collect();
        let by_text = continuations(&texts);
        continued.push(false);
        for (pair, by_text) in group.windows(2).zip(by_text.into_iter().skip(1)) {
            continued.push(matches!(pair, [before, line] if go_together(&before.block, &line.block, by_text)));
        }
    }
    continued
}

fn go_together(before: &Block, line: &Block, by_text: bool) -> bool {
    let silent = before.text.is_empty() || line.text.is_empty();
    let alike = before.role == line.role && before.strong == line.strong;
    let is_link = |block: &Block| block.linked >= block.text.len();
    match line.role {
        Role::Heading(_) => alike && !silent,
        _ => alike && !silent && by_text && !(is_link(before) && is_link(line)),
    }
}

fn append(before: &mut Block, line: Block) {
    if !before.text.ends_with('-') {
        before.text.push(' ');
    }
    before.text.push_str(&line.text);
    before.linked += line.linked;
    before.links.extend(line.links);
    before.pictures.extend(line.pictures);
    before.weight = before.weight.max(line.weight);
    before.anchor = before.anchor.take().or(line.anchor);
}
