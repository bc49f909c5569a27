//! Lists of pages and articles, folded away where they are long.

use maud::{Markup, html};

use super::path::{path, text};
use crate::report::listing::Listing;
use crate::report::summary::{count, number};
use crate::report::{Report, Why};

/// Of a longer list, so many are shown.
pub const SHOWN: usize = 500;
/// A list of so many is not folded away.
const SHORT: usize = 12;

pub fn undated(report: &Report) -> Option<Markup> {
    let why = "They match no search that asks for a date, and stand last in order of date. A date in the path, over the text or in \
               the markup would be found; dalil.toml can tell where it stands (html.date).";
    ids("article", "articles", why, &report.articles.undated)
}

pub fn untitled(report: &Report) -> Option<Markup> {
    let why =
        "Readers see their first sentence instead. If they have headlines, html.title in dalil.toml can tell where.";
    ids("article", "articles", why, &report.articles.untitled)
}

pub fn index_pages(report: &Report) -> Option<Markup> {
    let why = "They help to find dates and sections and are not searched themselves. If one is an article, name it under \
               pages.not-index in dalil.toml.";
    ids("page", "pages", why, &report.index_pages)
}

pub fn without_text(report: &Report) -> Option<Markup> {
    let why = "Frames, pictures and forwarding pages: nothing in them can be searched.";
    let pages = &report.without_text;
    let listing = Listing { total: pages.len(), first: pages.iter().take(SHOWN).cloned().collect() };
    // All of them are in the JSON.
    (!pages.is_empty())
        .then(|| html! { p { (why) } (list("page", "pages", listing.total, listing.total, &paths(&listing.first))) })
}

pub fn repaired(report: &Report) -> Option<Markup> {
    let why =
        "Their letters had been read in a wrong encoding before they were saved, and are searched as they were meant.";
    ids("file", "files", why, &report.repaired)
}

pub fn left_out(report: &Report) -> Option<Markup> {
    let of = |why: Why| match why {
        Why::Noindex => "Pages that ask search engines to leave them out (noindex).",
        Why::DalilToml => "Pages that dalil.toml leaves out (pages.only, pages.leave-out).",
        Why::Draft => "Pages that are marked as drafts.",
        Why::WithoutMark => "Pages without data-pagefind-body, while others have it.",
    };
    let lines: Vec<String> = report.taken_down.keys().map(ToString::to_string).collect();
    let taken_down: usize = report.taken_down.values().sum();
    (!report.left_out.is_empty() || taken_down > 0).then(|| {
        html! {
            @for (why, pages) in &report.left_out { @if let Some(list) = ids("page", "pages", of(*why), pages) { (list) } }
            @if taken_down > 0 {
                p {
                    (count(taken_down, "article", "articles")) " taken down by articles.leave-out of dalil.toml, "
                    @if let [line] = lines.as_slice() { "line " (line) } @else { "lines " (lines.join(", ")) }
                    "; this report does not name them."
                }
            }
        }
    })
}

pub fn copies(report: &Report) -> Option<Markup> {
    let rows: Vec<Markup> = report.duplicates.first.iter().take(SHOWN).map(|copies| {
        html! { (path(&copies.id)) ul.also { @for other in copies.also.iter().take(SHOWN) { li { "also at " (path(other)) } }
            @if copies.also.len() > SHOWN { li { "and " (number(copies.also.len() - SHOWN)) " more" } } } }
    }).collect();
    let Listing { total, first } = &report.duplicates;
    (*total > 0).then(|| {
        html! {
            p { "Each is searched once, and shown with its other places." }
            (list("article", "articles", *total, first.len(), &rows))
        }
    })
}

pub fn contradictions(report: &Report) -> Option<Markup> {
    let Listing { total, first } = &report.contradictions;
    (*total > 0).then(|| {
        html! {
            p { "Where a page, its path and the lines over its text disagree, one was believed." }
            (folded("article", "articles", *total, first.len(), html! {
                table {
                    thead { tr { th scope="col" { "Article" } th scope="col" { "Against it" } th scope="col" { "Decided" } } }
                    tbody {
                        @for found in first.iter().take(SHOWN) {
                            tr {
                                td { (path(&found.id)) }
                                td { (text(&found.clue)) }
                                td { (found.decided.as_deref().map_or_else(|| html! { "no date" }, text)) }
                            }
                        }
                    }
                }
            }))
        }
    })
}

pub fn notices(report: &Report) -> Option<Markup> {
    (!report.notices.is_empty()).then(|| {
        html! {
            p { "Repeated by many pages; no part of any article, and shown once with the archive." }
            @for notice in report.notices.iter().take(SHOWN) {
                figure { figcaption { "on " (count(notice.pages, "page", "pages")) } blockquote dir="auto" { (text(&notice.text)) } }
            }
        }
    })
}

fn ids(one: &str, many: &str, why: &str, listing: &Listing<String>) -> Option<Markup> {
    let Listing { total, first } = listing;
    (*total > 0).then(|| html! { p { (why) } (list(one, many, *total, first.len(), &paths(first))) })
}

fn paths(ids: &[String]) -> Vec<Markup> {
    ids.iter().take(SHOWN).map(|id| path(id)).collect()
}

fn list(one: &str, many: &str, total: usize, kept: usize, shown: &[Markup]) -> Markup {
    folded(one, many, total, kept, html! { ul.paths { @for item in shown { li { (item) } } } })
}

/// A long list opens when it is asked to, and says how much of it there is.
pub fn folded(one: &str, many: &str, total: usize, kept: usize, content: Markup) -> Markup {
    html! {
        details open[total <= SHORT] {
            summary { (count(total, one, many)) }
            @if total > SHOWN { p.more { (rest(total, kept)) } }
            (content)
        }
    }
}

fn rest(total: usize, kept: usize) -> String {
    let of = format!("The first {} of {}", SHOWN, number(total));
    if kept < total {
        format!("{of}; the first {} are in the .json beside this page.", number(kept))
    } else {
        format!("{of}; all are in the .json beside this page.")
    }
}
