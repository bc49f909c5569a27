use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::Config;
use super::settings::{Cache, Notice};
use crate::limits::Limits;
use crate::page::html::rules::Field;
use crate::written_date::Order;

fn config(text: &str) -> Config {
    Config::parse(text, Path::new("site/dalil.toml")).unwrap()
}

fn refusal(text: &str) -> String {
    Config::parse(text, Path::new("dalil.toml")).unwrap_err().to_string()
}

#[test]
fn an_empty_file_changes_nothing() {
    let found = config("# nothing yet\n[pages]\n");
    assert!(!found.leaves_out_page("a.htm") && !found.leaves_out_article("a.htm", None));
    assert_eq!((found.section_for("a.htm"), found.is_index_page("a.htm"), found.order()), (None, None, None));
    assert!(found.divides("a.htm") && found.duplicates.find && !found.duplicates.records);
    assert_eq!(found.fingerprint(), Config::default().fingerprint());
    assert!(found.unused().is_empty());
}

#[test]
fn the_keeper_describes_the_archive() {
    let found = config(
        "[archive]\ntitle = ' The  Marwan Times '\nlanguage = 'EN'\nbase-url = 'https://marwan.example/'\nnotice = false\nembed = false\n\
         [dates]\norder = 'day-first'\nearliest = 1998\n[duplicates]\nrecords = true\n[ranking]\ntitle = 3\ncaptions = 0.5\n\
         [build]\ncache = 'kept'\n",
    );
    assert_eq!(found.archive.title.as_deref(), Some("The Marwan Times"));
    assert_eq!((found.archive.language.as_deref(), &found.archive.notice), (Some("en"), &Notice::Hidden));
    assert!(found.archive.not_offered && !Config::default().archive.not_offered);
    assert_eq!(found.order(), Some(Order::DayFirst));
    assert!(found.dates.plausible(1998) && !found.dates.plausible(1997) && found.dates.plausible(2400));
    assert!(found.duplicates.find && found.duplicates.records);
    assert_eq!((found.ranking.title, found.ranking.text), (Some(3.0), None));
    assert_eq!(found.cache, Cache::Folder(PathBuf::from("site/kept")));
}

#[test]
fn a_limit_is_a_size_or_a_number_and_the_others_stay() {
    let found = config("[limits]\npage = '8 mb'\nrecord = 5000\ncontainer = '20 GB'\nexpansion = 1000\n").limits;
    let usual = Limits::default();
    assert_eq!((found.page, found.record, found.container, found.expansion), (8 << 20, 5000, 20 << 30, 1000));
    assert_eq!((found.record_file, found.title, found.problems), (usual.record_file, usual.title, usual.problems));
    assert_eq!(config("[limits]\n").limits, usual);
}

#[test]
fn only_the_pages_that_are_wanted_are_taken() {
    let found = config("[pages]\nonly = ['News', 'Letters/**']\nleave-out = '*.bak.htm'\n");
    assert!(!found.leaves_out_page("News/a.htm"));
    assert!(found.leaves_out_page("News/a.bak.htm") && found.leaves_out_page("Recipes/a.htm"));
}

#[test]
fn the_first_section_in_the_file_that_a_path_fits_wins() {
    let found = config(
        "[sections.paths]\n'z/special/**' = 'Special'\n'z/**' = 'Zoology'\n'a/**' = 'Arts'\n\
         [sections.rename]\n'opinion editorials' = 'Opinion'\n[sources.rename]\nMNA = 'Marwan News Agency'\n",
    );
    assert_eq!(found.section_for("z/special/a.htm"), Some("Special"));
    assert_eq!(found.section_for("z/a.htm"), Some("Zoology"));
    assert_eq!(found.section_for("b/a.htm"), None);
    assert_eq!(found.renamed_section("Opinion  Editorials"), "Opinion");
    assert_eq!((found.renamed_source("MNA"), found.renamed_source("MNB")), ("Marwan News Agency", "MNB"));
}

#[test]
fn the_keeper_knows_index_pages_digests_and_the_frame() {
    let found = config(
        "[pages]\nindex = '**/Archives*.htm'\nnot-index = 'News/Archives of Tell Sahra.htm'\n\
         [digests]\nwhole = 'Editorials'\ndividers = ['+ + +']\n\
         [frame]\nleave-out = ['begins: Share this']\nkeep = ['Share this bread.']\n",
    );
    assert_eq!(found.is_index_page("News/Archives 2004.htm"), Some(true));
    assert_eq!(found.is_index_page("News/Archives of Tell Sahra.htm"), Some(false));
    assert!(found.divides("News/a.htm") && !found.divides("Editorials/a.htm"));
    assert!(found.is_divider("+ + +") && !found.is_divider("***"));
    assert_eq!(found.is_frame("Share this with friends"), Some(true));
    assert_eq!(found.is_frame("Share this bread."), Some(false));
    assert_eq!(found.is_frame("The council met."), None);
    assert!(!config("[digests]\nfind = false").divides("News/a.htm"));
}

#[test]
fn selectors_are_given_alone_or_as_several_and_change_what_was_kept_of_pages() {
    let found = config("[html]\ncontent = ['#story', 'td.text']\n");
    let rules = found.rules();
    assert!(rules.content.is_some() && rules.title.is_none());
    assert_ne!(found.fingerprint(), Config::default().fingerprint());
    assert_ne!(found.fingerprint(), config("[html]\ntitle = ['#story', 'td.text']\n").fingerprint());
    assert_eq!(
        found.fingerprint(),
        config("[archive]\ntitle='x'\n[html]\ncontent = '#story, td.text'\n").fingerprint()
    );
}

#[test]
fn synonyms_hold_one_way_or_both() {
    let found =
        config("[synonyms]\nsame = [['Kadhimi', 'Kadhemi']]\n[synonyms.also]\nport = ['harbour', 'quay']\nb = 'c'\n");
    assert_eq!(found.synonyms.same, [["Kadhimi", "Kadhemi"]]);
    assert_eq!(found.synonyms.also[0], ("port".to_owned(), vec!["harbour".to_owned(), "quay".to_owned()]));
}

#[test]
fn every_example_of_the_keepers_page_is_understood() {
    let page = include_str!("../../../docs/configuration.md");
    let examples: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("    ")).collect();
    let examples: Vec<&str> = examples.into_iter().filter(|line| !line.starts_with("dalil.toml:")).collect();
    let found = config(&examples.join("\n"));
    assert_eq!(found.archive.title.as_deref(), Some("The Marwan Times, 1998 to 2014"));
    assert!(found.leaves_out_article("Letters/2009/a letter.htm", None));
    assert!(found.is_divider("Next report: Wadi Asal") && found.rules().section.is_some());
}

#[test]
fn an_unknown_key_is_refused_with_its_line_and_the_nearest_known_one() {
    assert_eq!(
        refusal("[archive]\ntitle = 'x'\n\n[sectoins.paths]\n'a' = 'b'\n"),
        "dalil.toml:4: there is no key \u{201c}sectoins\u{201d}; did you mean \u{201c}sections\u{201d}?"
    );
    assert_eq!(
        refusal("[pages]\nleave_out = 'x'"),
        "dalil.toml:2: there is no key \u{201c}leave_out\u{201d} in [pages]; did you mean \u{201c}leave-out\u{201d}?"
    );
    assert_eq!(
        refusal("title = 'x'"),
        "dalil.toml:1: there is no key \u{201c}title\u{201d}; it belongs under [archive]"
    );
    assert!(refusal("[duplicates]\nzzzzzzzz = 1").ends_with("it can be: find, records"));
}

#[test]
fn a_wrong_value_is_refused_with_its_line_and_what_to_write() {
    for (text, expected) in [
        (
            "[archive]\ntitle = 7",
            "dalil.toml:2: \u{201c}archive.title\u{201d} is a number, where a text in quotation marks belongs",
        ),
        ("archive = 'x'", "dalil.toml:1: \u{201c}archive\u{201d} is a text, where a table belongs: a line [archive]"),
        (
            "\n[digests]\nfind = 'no'",
            "dalil.toml:3: \u{201c}digests.find\u{201d} is a text, where true or false belongs",
        ),
        (
            "[dates]\norder = 'day'",
            "dalil.toml:2: \u{201c}dates.order\u{201d} cannot be \u{201c}day\u{201d}: write \"day-first\"",
        ),
        ("[dates]\nearliest = 19980", "dalil.toml:2: \u{201c}dates.earliest\u{201d} cannot be 19980: a year"),
        ("[dates]\nearliest = 2001\nlatest = 1999", "dalil.toml:3: \u{201c}dates.latest\u{201d} cannot be earlier"),
        (
            "[html]\ntitle = [\n '.a',\n 'h1[[',\n]",
            "dalil.toml:4: \u{201c}html.title\u{201d} cannot be \u{201c}h1[[\u{201d}:",
        ),
        ("[pages]\nonly = ['a', 3]", "dalil.toml:2: \u{201c}pages.only\u{201d} is a number, where a text"),
        ("[pages]\nonly = ['']", "dalil.toml:2: \u{201c}pages.only\u{201d} cannot be \u{201c}\u{201d}: write the path"),
        (
            "[ranking]\nrecent = 3",
            "dalil.toml:2: \u{201c}ranking.recent\u{201d} cannot be 3: write a number from 0 (not at all) to 1",
        ),
        ("[ranking]\ntitle = -1", "dalil.toml:2: \u{201c}ranking.title\u{201d} cannot be -1: write a number from 0"),
        (
            "[archive]\nlanguage = 'Arabic'",
            "dalil.toml:2: \u{201c}archive.language\u{201d} cannot be \u{201c}Arabic\u{201d}",
        ),
        (
            "[limits]\npage = '64'",
            "dalil.toml:2: \u{201c}limits.page\u{201d} cannot be \u{201c}64\u{201d}: write a size from 1 KB to 256 MB: \"64 MB\"",
        ),
        (
            "[limits]\npage = '1 GB'",
            "dalil.toml:2: \u{201c}limits.page\u{201d} cannot be \u{201c}1 GB\u{201d}: write a size from",
        ),
        (
            "[limits]\nrecord-file = -1",
            "dalil.toml:2: \u{201c}limits.record-file\u{201d} cannot be -1: write a size from",
        ),
        (
            "[limits]\nrecord = true",
            "dalil.toml:2: \u{201c}limits.record\u{201d} is true or false, where a size belongs: \"64 MB\"",
        ),
        (
            "[limits]\ntitle = 0",
            "dalil.toml:2: \u{201c}limits.title\u{201d} cannot be 0: write a number from 1 to 100000",
        ),
        (
            "[limits]\nexpansion = '9'",
            "dalil.toml:2: \u{201c}limits.expansion\u{201d} is a text, where a whole number belongs",
        ),
        (
            "[limits]\npages = '9 MB'",
            "dalil.toml:2: there is no key \u{201c}pages\u{201d} in [limits]; did you mean \u{201c}page\u{201d}?",
        ),
        ("[archive]\ntitle = x", "dalil.toml:2: cannot be read as TOML: "),
        ("[frame]\nkeep = 're: ('", "dalil.toml:2: \u{201c}frame.keep\u{201d} cannot be \u{201c}re: (\u{201d}: "),
        ("[sections.paths]\n'/' = 'x'", "dalil.toml:2: "),
    ] {
        let found = refusal(text);
        assert!(found.starts_with(expected) && !found.contains('\n'), "{found}");
    }
}

#[test]
fn lines_that_matched_nothing_are_named_with_their_place() {
    let found = config(
        "[pages]\nleave-out = ['x.htm', 'y.htm']\n[articles]\nleave-out = 'News/a.htm#3'\n[html]\ntitle = '.headline'\ndate = '.date'\n",
    );
    assert!(found.leaves_out_page("y.htm"));
    found.clone().note_selected(Field::Date);
    let unused: Vec<String> = found.unused().iter().map(ToString::to_string).collect();
    assert_eq!(unused.len(), 3, "{unused:?}");
    assert!(unused[0].starts_with("site/dalil.toml:2: no page matches \u{201c}x.htm\u{201d} of pages.leave-out"));
    assert!(unused[1].starts_with("site/dalil.toml:4: no article has the id or address \u{201c}News/a.htm#3\u{201d}"));
    assert!(unused[2].starts_with("site/dalil.toml:6: the selector \u{201c}.headline\u{201d} of html.title"));
}

#[test]
fn the_file_is_found_in_the_input_unless_it_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = ["a", "b"].map(|name| folder.path().join(name));
    inputs.iter().for_each(|input| std::fs::create_dir(input).unwrap());
    let title = |explicit: Option<&Path>| Config::find(explicit, &inputs).unwrap().archive.title;
    assert_eq!(title(None), None);
    std::fs::write(inputs[1].join("dalil.toml"), "\u{feff}[archive]\ntitle = 'found'").unwrap();
    assert_eq!(title(None).as_deref(), Some("found"));
    let other = folder.path().join("other.toml");
    std::fs::write(&other, "[archive]\ntitle = 'named'").unwrap();
    assert_eq!(title(Some(&other)).as_deref(), Some("named"));
    let missing = Config::find(Some(Path::new("no/such.toml")), &inputs).unwrap_err().to_string();
    assert!(missing.starts_with("no/such.toml: cannot be read"), "{missing}");
    std::fs::write(&other, b"[archive]\ntitle = '\xe9t\xe9'").unwrap();
    let error = Config::load(&other).unwrap_err().to_string();
    assert!(error.ends_with("other.toml:2: is not written in UTF-8; save the file as UTF-8"), "{error}");
}

proptest! {
    #[test]
    fn no_text_crashes_the_reader(text in "\\PC{0,200}") {
        let _ = Config::parse(&text, Path::new("dalil.toml"));
    }

    #[test]
    fn no_table_crashes_the_reader(text in "((\\[{1,2}(archive|pages|articles|sections\\.paths|sources|html|digests|dates|frame|synonyms|ranking|build|limits)\\]{1,2}\n)?((title|page|expansion|leave-out|only|rename|same|also|order|latest|cache|dividers) = ('[\\[\\]{}*?a-z/:(+]{0,6}'|\\[\\[?('x',? ?){0,3}\\]?\\]|-?[0-9]{1,20}|true|\\{a = 'b'\\}|1979-05-27|[0-9]e[0-9]{1,3}|nan)\n)?){0,5}") {
        if let Ok(config) = Config::parse(&text, Path::new("dalil.toml")) {
            let _ = (config.leaves_out_page("a/b.htm"), config.is_frame("x"), config.unused());
        }
    }
}
