//! Problems, put together by what mends them.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::lists::{SHOWN, folded};
use super::path::{path, sentence, text};
use crate::problem::Problem;
use crate::report::Report;

/// What costs whole files comes first, then what is most frequent.
pub fn section(report: &Report) -> Option<Markup> {
    let mut by_mend: BTreeMap<&str, Vec<&Problem>> = BTreeMap::new();
    for problem in &report.problems {
        by_mend.entry(problem.reason.mend()).or_default().push(problem);
    }
    let mut groups: Vec<(&str, Vec<&Problem>)> = by_mend.into_iter().collect();
    let costs = |group: &[&Problem]| group.iter().any(|problem| problem.reason.costs_the_file());
    groups.sort_by_key(|(_, group)| (!costs(group), usize::MAX - group.len()));
    (!groups.is_empty()).then(|| html! { @for (mend, problems) in &groups { (group(mend, problems)) } })
}

fn group(mend: &str, problems: &[&Problem]) -> Markup {
    html! {
        h3 { (sentence(&capital(mend))) }
        (folded("problem", "problems", problems.len(), problems.len(), html! {
            table {
                thead { tr { th scope="col" { "File" } th scope="col" { "What is wrong" } } }
                tbody {
                    @for problem in problems.iter().take(SHOWN) {
                        tr {
                            td { (path(&problem.file)) @if let Some(line) = problem.line { ", line " (line) } }
                            td { (text(&problem.reason.to_string())) }
                        }
                    }
                }
            }
        }))
    }
}

/// With a capital at its beginning and a full stop at its end.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}
