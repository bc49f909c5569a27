use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::article::Article;
use crate::page::path_clues::{self, PathClues};
use crate::page::{Page, html, plain_text};
use crate::understanding::assemble;

use super::divide;

fn articles_of(page: &Page, frame: &BTreeSet<usize>, path: &PathClues) -> Vec<Article> {
    let parts = divide(page, frame);
    let alone = parts.len() == 1;
    parts.into_iter().map(|part| assemble::article(page, part, path, alone, None, None)).collect()
}

fn articles(html: &str) -> Vec<Article> {
    articles_of(&html::read(html, &html::Rules::default()), &BTreeSet::new(), &PathClues::default())
}

fn frame_of(page: &Page, is_frame: impl Fn(usize, &str) -> bool) -> BTreeSet<usize> {
    page.blocks.iter().enumerate().filter(|(place, block)| is_frame(*place, &block.text)).map(|(place, _)| place).collect()
}

/// The page that Dalil began with lies outside the repository.
#[test]
fn the_first_page_is_two_articles() {
    let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/seeds/us-will-leave-baghdad-embassy.txt");
    let Ok(text) = fs::read_to_string(&seed) else {
        eprintln!("SKIPPED: the first page is not on this machine ({})", seed.display());
        return;
    };
    let page = plain_text::read(&text);
    let own_heading = page.blocks.iter().position(|block| block.text.starts_with("US Will Leave")).unwrap();
    let share = "Share the link";
    let end = page.blocks.iter().rposition(|block| block.text.starts_with(share)).unwrap();
    let frame = frame_of(&page, |place, text| place < own_heading || place >= end || text.starts_with(share));
    let path = path_clues::read("News/2020/September/28 n/US Will Leave Baghdad Embassy in 90 Days.htm");
    let found = articles_of(&page, &frame, &path);
    assert_eq!(found.len(), 2, "{found:#?}");
    let [hill, times] = found.as_slice() else { panic!() };
    assert_eq!(
        hill.title.as_deref(),
        Some("US says it will leave Baghdad embassy if Iraq doesn't rein in attacks: report")
    );
    assert_eq!((hill.byline.as_slice(), hill.source.as_slice()), (&["Justine Coleman".to_owned()][..], &["The Hill".to_owned()][..]));
    assert_eq!(hill.date.as_deref(), Some("2020-09-28"));
    assert!(hill.text.starts_with("The U.S. told Iraq") && hill.text.ends_with("launching more strikes."), "{}", hill.text);
    assert_eq!(hill.links.len(), 1);
    assert!(hill.captions.iter().any(|caption| caption.starts_with("An Iraqi woman")));
    assert_eq!(times.title.as_deref(), Some("US threatens to close embassy in Baghdad"));
    assert_eq!(times.source, ["Asia Times", "AFP"]);
    assert_eq!(times.date.as_deref(), Some("2020-09-27"));
    assert!(times.text.starts_with("Pompeo ultimatum") && times.text.ends_with("Al-Monitor news website."), "{}", times.text);
    assert!(times.text.contains("\nGrowing rift\n") && times.text.contains("\nPM in hot water?\n"));
    assert_eq!(times.links, ["https://asiatimes.com/2020/09/us-threatens-to-close-embassy-in-baghdad/"]);
}

#[test]
fn dump() {
    let Ok(file) = std::env::var("DUMP") else { return };
    let text = fs::read(&file).unwrap();
    let text = String::from_utf8_lossy(&text);
    let page = if file.ends_with(".txt") { plain_text::read(&text) } else { html::read(&text, &html::Rules::default()) };
    let frame: BTreeSet<usize> = std::env::var("FRAME").map(|f| f.split(',').filter_map(|n| n.parse().ok()).collect()).unwrap_or_default();
    let lines = super::line::read(&page, &frame);
    for line in &lines {
        let text: String = line.block.text.chars().take(70).collect();
        println!("{:4} {:?} strong={} {:?}: {text}", line.place, line.block.role, line.block.strong, line.kind);
    }
    for b in super::boundary::find(&lines, false) {
        println!("{b:?}");
    }
}
