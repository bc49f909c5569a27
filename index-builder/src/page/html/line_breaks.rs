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

#[cfg(test)]
mod tests {
    use crate::page::html::{Rules, read};

    fn lines(html: &str) -> Vec<String> {
        read(html, &Rules::default()).blocks.into_iter().map(|block| block.text).collect()
    }

    #[test]
    fn two_breaks_end_a_paragraph_and_one_within_a_sentence_does_not() {
        let html = "The harbour of Marwan was opened again on Thursday<br>after repairs that lasted for nine months.<br><br>Fishermen came.<br>&nbsp;<br>They left.";
        assert_eq!(
            lines(html),
            [
                "The harbour of Marwan was opened again on Thursday after repairs that lasted for nine months.",
                "Fishermen came.",
                "They left."
            ]
        );
    }

    #[test]
    fn wrapped_prose_is_put_together_with_its_links() {
        let html = "<p>The harbour of Marwan was opened again on Thursday after<br>repairs that lasted for nine months and cost the town<br>\
                    two million <a href=crowns.htm>crowns</a>, the mayor said to all the<br>reporters who had come.";
        let page = read(html, &Rules::default());
        assert_eq!((page.blocks.len(), page.blocks[0].links.len(), page.blocks[0].linked), (1, 1, 6));
    }

    #[test]
    fn what_was_broken_for_a_reason_stays_on_lines_of_its_own() {
        for html in [
            "Harbour Reopens After Nine Months Of Repairs<br>By Anna Petrova<br>Marwan Times, June 14, 2012",
            "Boats left Marwan before noon and came back at night.<br>Fishermen were glad about it and sang all the way.",
            "<a href=a>Harbour of Marwan reopens after nine months of repairs</a><br><a href=b>Council meets on the price of all the new boats</a><br><a href=c>Lighthouse stays closed until the end of the summer</a>",
            "<b>The harbour of Marwan was opened again on</b><br>thursday by the mayor and by all of the council.",
            "الميناء يفتح من جديد بعد تسعة أشهر من الإصلاح<br>المجلس يجتمع لبحث أسعار القوارب الجديدة كلها<br>المنارة تبقى مغلقة حتى نهاية هذا الصيف الحار",
        ] {
            assert_eq!(lines(html).len(), 1 + html.matches("<br>").count(), "{html}");
        }
    }

    #[test]
    fn a_heading_broken_by_hand_is_one() {
        assert_eq!(lines("<h2>Harbour<br>Reopens</h2><p>x"), ["Harbour Reopens", "x"]);
    }
}
