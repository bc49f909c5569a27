use std::collections::BTreeSet;
use std::path::Path;

use proptest::prelude::*;

use super::{Customs, Features, Survey};
use crate::page::{Page, html, plain_text};

mod index_pages;

type Archive = Vec<(String, Page)>;

fn add(survey: &Survey, (path, page): &(String, Page)) {
    survey.add(path, page, &Features::of_page(page));
}

fn survey(pages: &[(String, Page)]) -> Customs {
    let survey = Survey::new(pages.len());
    pages.iter().for_each(|page| add(&survey, page));
    survey.finish()
}

fn frame(customs: &Customs, path: &str, page: &Page) -> BTreeSet<usize> {
    customs.frame(path, page, &Features::of_page(page))
}

/// The lines that are no frame.
fn kept(customs: &Customs, (path, page): &(String, Page)) -> Vec<String> {
    let frame = frame(customs, path, page);
    let lines =
        page.blocks.iter().enumerate().filter(|(place, block)| !frame.contains(place) && !block.text.is_empty());
    lines.map(|(_, block)| block.text.clone()).collect()
}

const HILLS: [&str; 12] = [
    "Azmura", "Birqa", "Dallul", "Ferrand", "Halwa", "Kasmir", "Lamda", "Nawl", "Omeyra", "Qandil", "Rishta", "Sunnaq",
];

/// What an article in this archive says, and no other.
fn story(hill: &str) -> Vec<String> {
    vec![
        format!("Goats of {hill} Elect a Speaker"),
        format!("June {}, 2012", hill.len()),
        format!("The goats of {hill} have elected a speaker from their midst, shepherds said on Thursday."),
        "Background".to_owned(),
        format!("Nobody in {hill} can remember an earlier election, and nobody has asked the goats."),
    ]
}

fn text_page(lines: &[&str], story: &[String], end: &[&str]) -> Page {
    let lines = lines.iter().map(|line| (*line).to_owned());
    let all: Vec<String> = lines.chain(story.to_vec()).chain(end.iter().map(|line| (*line).to_owned())).collect();
    plain_text::read(&all.join("\n\n"))
}

const SENTENCE: &str = "The goats of Nawl have elected a speaker from their midst, shepherds said on Thursday.";

const HEAD: [&str; 4] = ["The Shepherd's Lantern", "Goats and Sheep", "Wells", "Weather in the hills"];
const END: [&str; 2] =
    ["Whoever reprints our goats must feed them.", "The Lantern thanks its readers, who are awake, and its goats."];

fn html_page(path: &str, html: &str) -> (String, Page) {
    (path.to_owned(), html::read(html, &html::Rules::default()))
}

fn archive() -> Archive {
    HILLS.iter().map(|hill| (format!("goats/{hill}.txt"), text_page(&HEAD, &story(hill), &END))).collect()
}

#[test]
fn what_all_pages_begin_and_end_with_is_frame_and_the_rest_is_not() {
    let archive = archive();
    let customs = survey(&archive);
    for (page, hill) in archive.iter().zip(HILLS) {
        assert_eq!(kept(&customs, page), story(hill));
    }
}

#[test]
fn the_same_holds_for_hypertext_with_a_column_between_head_and_text() {
    let page = |hill: &str| {
        let column = "<p>Wool prices<p>Milk prices<p>Letters from the wells";
        let text: String = story(hill).iter().map(|line| format!("<p>{line}")).collect();
        let title = story(hill).remove(0);
        html::read(
            &format!(
                "<title>{title}</title><table><tr><td colspan=2>The Lantern<tr><td>{column}<td>{text}\
                 <tr><td><hr>Feed our goats.</table>"
            ),
            &html::Rules::default(),
        )
    };
    let archive: Archive = HILLS.iter().map(|hill| (format!("goats/{hill}.htm"), page(hill))).collect();
    let customs = survey(&archive);
    for (page, hill) in archive.iter().zip(HILLS) {
        assert_eq!(kept(&customs, page), story(hill));
    }
}

#[test]
fn a_title_that_differs_in_its_number_only_is_no_frame_where_the_text_begins_with_it() {
    let page = |(number, hill): (usize, &str)| {
        let title = format!("Minutes of the Goats' Assembly No. {number}");
        let text =
            format!("<p>The goats of {hill} met under the old oak and agreed on nothing, as the goats of {hill} do.");
        html::read(&format!("<p>The Lantern<p>Wool prices<p>Wells<p><b>{title}</b>{text}"), &html::Rules::default())
    };
    let archive: Archive =
        HILLS.into_iter().enumerate().map(|(at, hill)| (format!("minutes/{at}.htm"), page((at, hill)))).collect();
    let kept = kept(&survey(&archive), &archive[4]);
    assert_eq!(kept[0], "Minutes of the Goats' Assembly No. 4");
    assert_eq!(kept.len(), 2);
}

#[test]
fn a_section_has_a_frame_of_its_own() {
    let mut archive = archive();
    for other in 0..60 {
        let text = format!("Sheep number {} is called {}, after its aunt.", other, HILLS[other % 12].repeat(other));
        archive.push((format!("sheep/{other}.txt"), plain_text::read(&text)));
    }
    let customs = survey(&archive);
    assert_eq!(kept(&customs, &archive[3]), story(HILLS[3]));
    let elsewhere = ("sheep/x.txt".to_owned(), plain_text::read("Weather in the hills\n\nIt rained."));
    assert_eq!(kept(&customs, &elsewhere), ["Weather in the hills", "It rained."]);
}

#[test]
fn a_page_that_stands_at_many_places_makes_its_text_no_frame() {
    let mut archive = archive();
    let reprint = archive[5].1.clone();
    archive.extend((0..30).map(|mirror| (format!("mirror{mirror}/goats/Kasmir.txt"), reprint.clone())));
    let customs = survey(&archive);
    assert_eq!(kept(&customs, &archive[5]), story(HILLS[5]));
}

#[test]
fn counters_and_dates_of_change_are_frame_though_their_numbers_differ() {
    let page = |number: usize, hill: &str| {
        let counter = format!("Goat number {} has read this page", number * 917);
        let month = ["January", "May"][number % 2];
        let changed = format!("Sheared on {month} {number}, 2012 by the shepherd");
        text_page(&HEAD, &story(hill), &[&counter, &changed])
    };
    let archive: Archive =
        HILLS.iter().enumerate().map(|(number, hill)| (format!("{hill}.txt"), page(number, hill))).collect();
    let customs = survey(&archive);
    for (page, hill) in archive.iter().zip(HILLS) {
        let kept = kept(&customs, page);
        assert!(!kept.iter().any(|line| line.starts_with("Goat number")), "{kept:?}");
        assert!(kept.starts_with(&story(hill)));
    }
}

#[test]
fn an_author_between_frame_and_text_belongs_to_the_article() {
    let author = |hill: &str| {
        let mut story = story(hill);
        story.push("Anselm Tryde keeps forty goats and a diary.".to_owned());
        story
    };
    let mut archive: Archive = Vec::new();
    for number in 0..60 {
        let hill = format!("{}{number}", HILLS[number % 12]);
        let story = if number % 6 == 0 { author(&hill) } else { story(&hill) };
        archive.push((format!("{hill}.txt"), text_page(&HEAD, &story, &END)));
    }
    let customs = survey(&archive);
    assert_eq!(kept(&customs, &archive[6]), author("Lamda6"));
}

#[test]
fn a_heading_inside_articles_is_no_frame_however_often_it_stands_there() {
    let archive = archive();
    assert!(kept(&survey(&archive), &archive[0]).contains(&"Background".to_owned()));
}

#[test]
fn two_pages_are_no_archive_to_compare() {
    let two = &archive()[..2];
    assert!(kept(&survey(two), &two[0]).contains(&HEAD[0].to_owned()));
}

#[test]
fn versions_of_one_article_are_no_frame_of_each_other() {
    let say = |last: &str| {
        format!("Goats of Nawl Elect a Speaker\n\n{}\n\n{SENTENCE} Again.\n\n{last}", [SENTENCE; 4].join(" "))
    };
    let archive: Archive = ["First version.", "Second version.", "Third version.", "Last version."]
        .map(|last| (format!("{last}txt"), plain_text::read(&say(last))))
        .into();
    let customs = survey(&archive);
    assert_eq!(kept(&customs, &archive[2]).len(), 4);
}

#[test]
fn a_photograph_among_frame_stays_with_the_article() {
    let page = |hill: &str| {
        let html = format!(
            "<p>The Lantern<p><img src='lantern.jpg'><p><img src='{hill}.jpg'><p>Feed our goats<p>{SENTENCE} {hill}"
        );
        html_page(&format!("{hill}.htm"), &html)
    };
    let archive: Archive = HILLS.iter().map(|hill| page(hill)).collect();
    let frame = frame(&survey(&archive), &archive[0].0, &archive[0].1);
    assert_eq!(frame.into_iter().collect::<Vec<_>>(), [0, 1, 3]);
}

#[test]
fn a_logo_is_the_site_s_and_a_photograph_the_article_s() {
    let page = |hill: &str| {
        let html = format!("<img src='../images/lantern.jpg'><p>Goats of {hill}<p><img src='photo1.jpg'>");
        html::read(&html, &html::Rules::default())
    };
    let archive: Archive = HILLS.iter().map(|hill| (format!("{hill}/goats.htm"), page(hill))).collect();
    let customs = survey(&archive);
    assert!(customs.is_frame_picture("Nawl/goats.htm", "../images/lantern.jpg"));
    assert!(!customs.is_frame_picture("Nawl/goats.htm", "photo1.jpg"));
}

#[test]
fn a_lone_text_loses_its_navigation_notices_and_offers() {
    let head = "The Lantern\n\nwww.lantern.example\n\nLantern History\n\nArchives\n\nGoats (by Dr. Tryde)\n\nNews\n\n\
                Opinion Editorials\n\nwww.halwanda.example\n\nEditorial Note: The following reports are shortened.\n\n\
                Share the link of this article with your friends";
    let end = "***\n\nPrint this page\n\nFair Use Notice\n\nThis site contains copyrighted material of other shepherds.\n\n\
               We use it without profit and for educational purposes.\n\neditor@lantern.example & goats@lantern.example";
    let text = format!("{head}\n\n{}\n\n{end}", story("Nawl").join("\n\n"));
    let page = ("Nawl.txt".to_owned(), plain_text::read(&text));
    let mut expected = story("Nawl");
    expected.push("***".to_owned());
    assert_eq!(kept(&survey(&[]), &page), expected);
}

#[test]
fn a_lone_poem_keeps_its_short_lines() {
    let poem = "The Goat\n\nHome\n\nIs where the grass is\n\nNews\n\nIs what the wind brings\n\nBy Anselm Tryde";
    let page = ("poem.txt".to_owned(), plain_text::read(poem));
    assert_eq!(kept(&survey(&[]), &page).len(), 6);
}

#[test]
fn notices_are_kept_once_with_what_stands_under_their_heading() {
    let notice = |hill: &str| {
        let end = [
            "Fair Use Notice",
            "This site contains copyrighted material.",
            "Whoever owns it may write to the goats, who will read it and answer in writing.",
            "editor@lantern.example",
        ];
        text_page(&HEAD, &story(hill), &end)
    };
    let archive: Archive = HILLS.iter().map(|hill| (format!("{hill}.txt"), notice(hill))).collect();
    let customs = survey(&archive);
    archive.iter().for_each(|(path, page)| drop(frame(&customs, path, page)));
    let notices = customs.notices();
    assert_eq!(notices.len(), 1, "{notices:#?}");
    assert_eq!(notices[0].pages, 12);
    assert_eq!(notices[0].text.lines().count(), 3);
}

/// Reads the page that Dalil began with, where it is at hand.
#[test]
fn the_seed_page_alone_keeps_its_articles_only() {
    let seed = "../shared/seeds/us-will-leave-baghdad-embassy.txt";
    let Ok(text) = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(seed)) else {
        return eprintln!("skipped: {seed} is absent");
    };
    let page = ("seed.txt".to_owned(), plain_text::read(&text));
    let customs = survey(&[]);
    let kept = kept(&customs, &page);
    assert!(kept[0].starts_with("US Will Leave Baghdad Embassy"), "{}", kept[0]);
    assert_eq!(kept[1], "September 28, 2020");
    assert_eq!(kept.last().map(String::as_str), Some("***"));
    assert!(!kept.iter().any(|line| line.starts_with("Share the link")));
    assert_eq!(kept.len(), 59);
    let notices = customs.notices();
    assert!(notices.iter().any(|notice| notice.text.starts_with("Fair Use Notice\nThis site contains")));
    assert!(notices.iter().any(|notice| notice.text.starts_with("Editorial Note:")));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_of_counting_changes_nothing(order in Just((0..24_usize).collect::<Vec<_>>()).prop_shuffle()) {
        let mut archive = archive();
        archive.extend(archive.clone().into_iter().map(|(path, page)| (format!("mirror/{path}"), page)));
        let (there, back) = (Survey::new(24), Survey::new(24));
        archive.iter().for_each(|page| add(&there, page));
        order.iter().for_each(|&place| add(&back, &archive[place]));
        let (there, back) = (there.finish(), back.finish());
        for (path, page) in &archive {
            prop_assert_eq!(frame(&there, path, page), frame(&back, path, page));
        }
    }

    #[test]
    fn no_lines_crash_the_survey(lines in prop::collection::vec("(\\PC{0,30}|www\\.a\\.b|Home|\\* \\*|Fair Use Notice|By|June 3, 2012)", 0..12)) {
        let page = ("a/b.txt".to_owned(), plain_text::read(&lines.join("\n\n")));
        let frame = frame(&survey(&[page.clone(), page.clone()]), "a/b.txt", &page.1);
        prop_assert!(frame.iter().all(|&place| place < page.1.blocks.len()));
    }
}

#[test]
fn the_site_s_name_in_its_pages_titles_is_no_part_of_a_headline() {
    let page = |title: &str, hill: &str| {
        html::read(&format!("<title>{title}</title><p>Goats of {hill} tell this."), &html::Rules::default())
    };
    let titled = |title: fn(&str) -> String| -> Archive {
        HILLS.iter().map(|hill| (format!("{hill}.htm"), page(&title(hill), hill))).collect()
    };
    let found = |archive: &Archive| {
        let customs = survey(archive);
        let (path, page) = &archive[0];
        let mut metadata = page.metadata.clone();
        customs.forget_site(path, &mut metadata);
        metadata.page_title
    };
    assert_eq!(found(&titled(|hill| format!("The Lantern - Goats of {hill}"))).as_deref(), Some("Goats of Azmura"));
    assert_eq!(found(&titled(|hill| format!("Goats - {hill} | News | Lantern"))).as_deref(), Some("Azmura"));
    assert_eq!(found(&titled(|_| "The Lantern".to_owned())), None);
    assert_eq!(
        found(&titled(|hill| format!("Goats of {hill} - Wells"))[..1].to_vec()).as_deref(),
        Some("Goats of Azmura - Wells")
    );
}
