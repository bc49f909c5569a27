//! The report as one page that needs nothing else: no script, no font, no picture from elsewhere.

mod counts;
mod lists;
mod path;
mod problems;
mod years;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::Report;

/// Part of the page under a heading of its own.
struct Section {
    id: &'static str,
    title: &'static str,
    content: Markup,
}

/// The whole page.
pub fn page(report: &Report) -> String {
    let sections = sections(report);
    let page = html! {
        (DOCTYPE)
        html lang="en" dir="ltr" {
            head {
                meta charset="utf-8";
                // By this line a later build knows the page for a report; it must stay as it is.
                meta name="generator" content="dalil report";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="robots" content="noindex";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                title { "What Dalil understood" }
                style { (PreEscaped(include_str!("style.css"))) }
            }
            body {
                main {
                    h1 { "What Dalil understood" }
                    div.summary { @for sentence in report.summary() { p { (sentence) } } }
                    nav aria-label="Contents" {
                        ul { @for section in &sections { li { a href={ "#" (section.id) } { (section.title) } } } }
                    }
                    @for Section { id, title, content } in &sections {
                        section aria-labelledby=(id) {
                            h2 id=(id) tabindex="-1" { (title) }
                            (content)
                        }
                    }
                    p.end { "The same, for programs, is in " code { ".json" } " beside this page." }
                }
            }
        }
    };
    page.into_string()
}

/// What is wrong comes first, then what is there, then what was left out; what there is nothing of is not mentioned.
fn sections(report: &Report) -> Vec<Section> {
    let all = [
        ("problems", "What is wrong, and how to mend it", problems::section(report)),
        ("years", "Articles by year", years::section(&report.articles.years)),
        ("sections", "Articles by section", counts::tally("Section", &report.articles.sections)),
        ("sources", "Articles by source", counts::tally("Source", &report.articles.sources)),
        ("languages", "Articles by language", counts::languages(&report.articles)),
        ("undated", "Articles without a date", lists::undated(report)),
        ("untitled", "Articles without a title", lists::untitled(report)),
        ("contradictions", "Dates that contradict each other", lists::contradictions(report)),
        ("copies", "Articles at several places", lists::copies(report)),
        ("index-pages", "Pages that only list others", lists::index_pages(report)),
        ("left-out", "Left out", lists::left_out(report)),
        ("without-text", "Pages without text", lists::without_text(report)),
        ("notices", "Notices", lists::notices(report)),
        ("repaired", "Files whose letters were mended", lists::repaired(report)),
        ("files", "Files", counts::files(report)),
    ];
    let sections = all.into_iter();
    sections.filter_map(|(id, title, content)| content.map(|content| Section { id, title, content })).collect()
}

#[cfg(test)]
mod tests;
