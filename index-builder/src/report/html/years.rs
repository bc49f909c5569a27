//! Articles by year, as bars and as a table.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::counts::table;
use crate::report::summary::{count, number};

/// So many bars can still be told apart; of more years, decades or centuries are put together.
const MOST_BARS: u16 = 150;
const WIDTH: f64 = 720.0;
/// Of the highest bar.
const HEIGHT: f64 = 160.0;
/// For the figures over and the years under the bars.
const MARGIN: f64 = 24.0;

/// Articles from the first of so many years on.
struct Bar {
    from: u16,
    years: u16,
    articles: usize,
}

pub fn section(years: &BTreeMap<u16, usize>) -> Option<Markup> {
    let bars = bars(years)?;
    let rows: Vec<(Markup, usize)> =
        bars.iter().filter(|bar| bar.articles > 0).map(|bar| (html! { (bar.name()) }, bar.articles)).collect();
    Some(html! {
        @if bars.len() > 1 { (picture(&bars)) }
        details open[bars.len() == 1] {
            summary { "As a table" }
            (table("Year", "Articles", &rows))
        }
    })
}

/// From the first year to the last, without a gap.
fn bars(years: &BTreeMap<u16, usize>) -> Option<Vec<Bar>> {
    let (&first, &last) = (years.keys().next()?, years.keys().next_back()?);
    let width = [1, 10, 100].into_iter().find(|width| last / width - first / width < MOST_BARS).unwrap_or(1000);
    let bar = |number: u16| {
        let from = number.saturating_mul(width);
        let articles = years.range(from..=from.saturating_add(width - 1)).map(|(_, count)| count).sum();
        Bar { from, years: width, articles }
    };
    Some((first / width..=last / width).map(bar).collect())
}

impl Bar {
    fn name(&self) -> String {
        if self.years == 1 { self.from.to_string() } else { format!("{} to {}", self.from, self.from + self.years - 1) }
    }
}

fn picture(bars: &[Bar]) -> Markup {
    let most = bars.iter().map(|bar| bar.articles).max().unwrap_or(0).max(1);
    let highest = bars.iter().position(|bar| bar.articles == most);
    let step = WIDTH / bars.len() as f64;
    let gap = (step * 0.2).min(4.0);
    // Years are written as far apart as they can be read.
    let every = (56.0 / step).ceil().max(1.0) as usize;
    let view = format!("0 0 {WIDTH} {}", HEIGHT + 2.0 * MARGIN);
    html! {
        svg.years viewBox=(view) role="img" aria-labelledby="years-picture" direction="ltr" {
            title id="years-picture" { (described(bars, most)) }
            line.base x1="0" x2=(WIDTH) y1=(HEIGHT + MARGIN) y2=(HEIGHT + MARGIN) {}
            @for (place, bar) in bars.iter().enumerate() {
                // A single article can be seen too.
                @let height = if bar.articles == 0 { 0.0 } else { (bar.articles as f64 / most as f64 * HEIGHT).max(1.5) };
                @let x = place as f64 * step;
                g {
                    title { (bar.name()) ": " (count(bar.articles, "article", "articles")) }
                    rect.room x=(at(x)) y="0" width=(at(step)) height=(HEIGHT + MARGIN) {}
                    rect.bar x=(at(x + gap / 2.0)) y=(at(MARGIN + HEIGHT - height)) width=(at(step - gap)) height=(at(height)) {}
                }
                @if Some(place) == highest {
                    text x=(at(inside(x + step / 2.0))) y=(at(MARGIN - 8.0)) text-anchor="middle" { (number(most)) }
                }
                @if place % every == 0 {
                    text x=(at(inside(x + step / 2.0))) y=(at(HEIGHT + MARGIN + 18.0)) text-anchor="middle" { (bar.from) }
                }
            }
        }
    }
}

/// What somebody hears who does not see the picture.
fn described(bars: &[Bar], most: usize) -> String {
    let names = [bars.first(), bars.iter().find(|bar| bar.articles == most), bars.last()];
    let [first, highest, last] = names.map(|bar| bar.map(Bar::name).unwrap_or_default());
    format!("Bars from {first} to {last}; the highest is {highest} with {}.", count(most, "article", "articles"))
}

/// Far enough from the edges that a number fits.
fn inside(x: f64) -> f64 {
    x.clamp(18.0, WIDTH - 18.0)
}

/// Places are written alike on every machine.
fn at(place: f64) -> String {
    format!("{place:.2}")
}
