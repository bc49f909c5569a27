//! Input that is meant to do harm, or looks so: it costs bounded time and memory and itself, and is named; what stands beside it is read.

use std::fs;
use std::io::Write;
use std::path::Path;

use index_builder::article::Article;
use index_builder::config::Config;
use index_builder::reading::{self, InputOptions, Reading};

use crate::archives::build;

/// What stands beside everything else.
pub const HONEST: &str =
    "<html><title>Honest</title><body><p>The lighthouse keeper came to the harbour.</p></body></html>";

fn read(folder: &Path) -> Reading {
    let options = InputOptions { output: None, cache: None, config: Config::default() };
    reading::read(&[folder.to_owned()], &options, &|_| {}).unwrap()
}

/// Reads files beside an honest page; what came of them and what is said of them.
fn beside_an_honest_page(files: &[(&str, &[u8])]) -> (Vec<Article>, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("honest.htm"), HONEST).unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    let reading = read(folder.path());
    let mut articles = reading.articles().unwrap();
    let honest = articles.iter().position(|article| article.id == "honest.htm").unwrap();
    assert_eq!(articles.remove(honest).text, "The lighthouse keeper came to the harbour.");
    (articles, reading.report.problems.iter().map(ToString::to_string).collect())
}

fn nested(element: &str, times: usize) {
    let page = format!(
        "{}The harbour is open.{}",
        format!("<{element}>").repeat(times),
        format!("</{element}>").repeat(times)
    );
    let (articles, _) = beside_an_honest_page(&[("deep.htm", page.as_bytes())]);
    // What these hold is not shown.
    let is_shown = !["template", "select", "svg", "button", "object"].contains(&element);
    assert!(!is_shown || articles.iter().any(|article| article.text.contains("harbour")), "{element}: {articles:?}");
}

#[test]
fn a_hundred_thousand_nested_elements_are_read_for_their_text() {
    ["div", "table", "font", "svg", "select"].into_iter().for_each(|element| nested(element, 100_000));
    ["a", "p"].into_iter().for_each(|element| nested(element, 5000));
}

#[test]
#[ignore = "long: takes a minute"]
fn a_hundred_thousand_nested_elements_of_any_kind_are_read_for_their_text() {
    let all = ["a", "p", "b", "ul", "button", "blockquote", "template", "form", "object", "math", "td", "option"];
    all.into_iter().for_each(|element| nested(element, 100_000));
}

#[test]
fn markup_that_never_ends_costs_that_page() {
    for piece in [
        "<",
        "<a",
        "<!--",
        "<![CDATA[",
        "<a href='",
        "&#",
        "&amp",
        "<script>",
        "<title>",
        "<p x=\"",
        "</",
        "<?",
        "\u{0}",
        "]]>",
    ] {
        // Time that grows with the square of this would be minutes.
        let page = format!("<p>The harbour is open.</p>{}", piece.repeat(200_000 / piece.len()));
        beside_an_honest_page(&[("endless.htm", page.as_bytes())]);
    }
}

#[test]
fn what_each_is_compared_with_all_before_it_costs_no_minutes() {
    // Time that grows with the square of this would be minutes, or gigabytes.
    let many = |one: &dyn Fn(usize) -> String| (0..100_000).map(one).collect::<String>();
    let page = "<p>The harbour is open, and the market of the town beside it.";
    for (name, text) in [
        ("attributes.htm", format!("<div {}>{page}", many(&|n| format!("a{n}=1 ")))),
        ("authors.htm", format!("{}{page}", many(&|n| format!("<meta name=author content='Author {n}'>")))),
        ("frames.htm", format!("<frameset>{}</frameset>", many(&|n| format!("<frame src={n}.htm>")))),
        (
            "dates.txt",
            format!("The harbour is open.\n{}", many(&|n| format!("March {}, {}\n", n % 28 + 1, 1970 + n % 41))),
        ),
        ("addresses.txt", format!("The harbour is open.\n{}", many(&|_| "http://".to_owned()))),
    ] {
        beside_an_honest_page(&[(name, text.as_bytes())]);
    }
    let values: Vec<_> = (0..100_000).map(|n| format!("value {n}")).collect();
    let record = serde_json::json!({"id": "many", "text": "The harbour.", "section": values, "topic": values});
    let (articles, _) = beside_an_honest_page(&[("a.jsonl", record.to_string().as_bytes())]);
    assert!(articles.iter().any(|article| article.id == "many" && article.section.len() == 100_000));
}

#[test]
fn entities_are_never_expanded_without_measure() {
    let mut bomb = "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a0 'harbour'>".to_owned();
    for level in 1..12 {
        bomb.push_str(&format!("<!ENTITY a{level} '{}'>", format!("&a{};", level - 1).repeat(10)));
    }
    bomb.push_str("<!ENTITY secret SYSTEM 'file:///etc/passwd'>]>");
    let feed = format!(
        "{bomb}<rss version='2.0'><channel><title>F</title><item><title>One &a11; &secret;</title><description>The harbour.</description></item></channel></rss>"
    );
    let page = format!("{bomb}<html><body><p>The harbour &a11; &secret;</p></body></html>");
    let (articles, _) = beside_an_honest_page(&[("feed.xml", feed.as_bytes()), ("page.htm", page.as_bytes())]);
    let said: usize =
        articles.iter().map(|article| article.text.len() + article.title.as_deref().map_or(0, str::len)).sum();
    assert!(said < 4000 && articles.iter().all(|article| !article.text.contains("root:")), "{said}");
}

#[test]
fn records_keep_odd_keys_and_numbers_as_they_are_written() {
    let lines = r#"{"id": 18446744073709551615, "text": "The harbour.", "__proto__": {"polluted": true}, "constructor": "x", "n": 9007199254740993}
{"id": "two", "text": "=HYPERLINK(\"javascript:1\")", "date": "0000-00-00"}
{"id": "three", "text": "The bridge.", "date": "9999-12-31"}
{"id": "four", "text": "Lone \ud800 and \udfff.", "title": "x"}
{"id": "five", "text": "The \u202eflood\u202c \u0000 \u001b[31m and \ufeffgrain.", "date": "-0001-01-01"}
{"id": "../../../etc/passwd", "text": "Up and away."}
{"id": "deep", "text": [[[[[[["nested"]]]]]]]}"#;
    let title =
        format!("{{\"id\": \"long\", \"title\": \"{}\", \"text\": \"The port.\"}}", "harbour ".repeat(10 << 17));
    let deep = format!("{{\"text\": {}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let table = "id,text\n1,\"=cmd|' /C calc'!A0\"\n2,@SUM(1+1)\n3,\"never closed\n";
    let (articles, problems) = beside_an_honest_page(&[
        ("a.jsonl", format!("{lines}\n{deep}\n{title}\n").as_bytes()),
        ("b.csv", table.as_bytes()),
    ]);
    let of = |id: &str| articles.iter().find(|article| article.id == id);
    assert_eq!(of("18446744073709551615").unwrap().text, "The harbour.");
    let metadata = &of("18446744073709551615").unwrap().metadata;
    assert!(metadata.get("n").is_some_and(|values| values.contains(&"9007199254740993".to_owned())), "{metadata:?}");
    assert_eq!(of("two").unwrap().text, "=HYPERLINK(\"javascript:1\")");
    assert_eq!((of("two").unwrap().date.as_deref(), of("five").unwrap().date.as_deref()), (None, None));
    assert_eq!(of("1").unwrap().text, "=cmd|' /C calc'!A0");
    let named = |line: u64| problems.iter().any(|problem| problem.contains(&format!("a.jsonl:{line}")));
    assert!([2, 4, 5, 8, 9].into_iter().all(named), "{problems:#?}");
    let long = of("long").unwrap();
    assert!(long.title.is_none() && long.text.starts_with("harbour harbour") && long.text.ends_with("The port."));
    assert!(of("three").is_some() && of("../../../etc/passwd").is_some());
}

#[test]
fn every_plane_of_unicode_is_found_and_shown_as_it_is() {
    let planes: String =
        (0..17_u32).filter_map(|plane| char::from_u32(plane << 16 | 0x1234)).map(|c| format!("x{c}y ")).collect();
    let bidi = "The \u{202e}flood\u{202c} of \u{2066}grain\u{2069}.";
    let text = format!("{planes}. {bidi} {}", "e\u{301}".repeat(50_000));
    let mut built = build(vec![crate::archives::article("a.htm", "2010-05-01", &planes, &text)]);
    for query in ["\u{1234}", &planes, "flood", "\u{202e}", "\u{301}", "x\u{101234}y", &"\u{301}".repeat(5000)] {
        built.archive.search(query, &dalil::search::request::Options::default());
    }
    assert_eq!(built.archive.article("a.htm").article.unwrap().text, text);
}

#[test]
fn names_lead_nowhere_else_and_stay_apart() {
    use std::io::Cursor;
    let mut packed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let names = [
        "../../escape.htm",
        "/root.htm",
        "C:\\windows.htm",
        "a/../../b.htm",
        "nul\u{0}l.htm",
        "bell\u{7}.htm",
        "Case.htm",
        "case.htm",
        "CASE.HTM",
    ];
    for (number, name) in names.iter().enumerate() {
        packed.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        let word =
            ["grain", "council", "bridge", "minister", "embassy", "flood", "school", "railway", "orchard"][number];
        let page =
            format!("<title>On {word}</title><p>Nobody saw the {word} of {word}; {word} {number} it was, {word}.");
        packed.write_all(page.as_bytes()).unwrap();
    }
    let packed = packed.finish().unwrap().into_inner();
    let (articles, _) = beside_an_honest_page(&[("pack.zip", &packed)]);
    let ids: Vec<_> = articles.iter().map(|article| article.id.clone()).collect();
    assert_eq!(ids.len(), names.len(), "{ids:?}");
    assert!(ids.iter().all(|id| !id.contains("..") && !id.contains(char::is_control) && !id.contains('\\')), "{ids:?}");
    let built = build(articles);
    let mut lower: Vec<_> = built.archive.paths().into_iter().map(|path| path.to_lowercase()).collect();
    lower.sort();
    let files = lower.len();
    lower.dedup();
    assert_eq!(lower.len(), files, "two files of an archive differ in case only");
}

#[cfg(unix)]
#[test]
fn links_in_circles_end() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("honest.htm"), HONEST).unwrap();
    symlink(folder.path(), folder.path().join("circle")).unwrap();
    symlink(folder.path().join("b"), folder.path().join("a")).unwrap();
    symlink(folder.path().join("a"), folder.path().join("b")).unwrap();
    symlink("/dev/zero", folder.path().join("zero.htm")).unwrap();
    fs::create_dir(folder.path().join("deep")).unwrap();
    for (one, other) in [("one", "two"), ("two", "one")] {
        let page = format!(
            "<title>{one}</title><frameset><frame src='{other}.htm'></frameset><a href='{other}.htm'>{other}</a>"
        );
        fs::write(folder.path().join(format!("{one}.htm")), page).unwrap();
    }
    let reading = read(folder.path());
    assert!(reading.articles().unwrap().iter().any(|article| article.id == "honest.htm"));
}

/// What a build may take of memory, and more for the program itself.
#[cfg(target_os = "linux")]
pub fn within(megabytes: u32, folder: &Path) -> String {
    let told = std::process::Command::new("sh")
        .arg("-c")
        .arg(format!("ulimit -v {}; exec \"$0\" build \"$1\" --out \"$1\"/search --no-cache", megabytes << 10))
        .args([env!("CARGO_BIN_EXE_dalil").as_ref(), folder.as_os_str()])
        .env("RAYON_NUM_THREADS", "2")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&told.stderr).into_owned();
    assert!(told.status.success(), "{said}");
    said
}

/// A file of one line without end, of which the disk holds only the beginning.
#[cfg(target_os = "linux")]
fn endless_line(path: &Path, begins: &str, megabytes: u64) {
    use std::io::{Seek, SeekFrom};
    let mut file = fs::File::create(path).unwrap();
    file.write_all(begins.as_bytes()).unwrap();
    file.write_all(&vec![b'x'; 10_000]).unwrap();
    file.seek(SeekFrom::Start(megabytes << 20)).unwrap();
    file.write_all(b"\n{\"id\": \"after\", \"text\": \"The bridge after it.\"}\n").unwrap();
}

#[cfg(target_os = "linux")]
fn endless_lines(megabytes: u64) {
    for (name, begins) in [
        ("line.jsonl", "{\"id\": \"before\", \"text\": \"The market before it.\"}\n{\"text\": \""),
        ("row.csv", "id,text\n1,The market\n2,\""),
        ("page.htm", "<p>"),
        ("text.txt", "x"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("honest.htm"), HONEST).unwrap();
        endless_line(&folder.path().join(name), begins, megabytes);
        let said = within(700, folder.path());
        assert!(said.contains(name) && said.contains("larger than 64 MB"), "{name}: {said}");
        let mut archive = index_builder::archive::Archive::open(&folder.path().join("search")).unwrap();
        assert!(archive.article("honest.htm").article.is_some());
        if name == "line.jsonl" {
            assert!(archive.article("before").article.is_some() && archive.article("after").article.is_some());
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_line_without_end_costs_itself_and_little_memory() {
    endless_lines(300);
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "long: reads gigabytes"]
fn a_line_of_a_gigabyte_costs_itself_and_little_memory() {
    endless_lines(1025);
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "long: a title of ten megabytes and a page of a million articles"]
fn what_is_too_much_for_one_page_is_read_in_bounded_memory() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("honest.htm"), HONEST).unwrap();
    fs::write(
        folder.path().join("title.htm"),
        format!("<title>{}</title><p>The harbour.", "harbour ".repeat(10 << 17)),
    )
    .unwrap();
    let articles: String = (0..1_000_000).map(|n| format!("<article><h2>N{n}</h2><p>Word{n}.</article>")).collect();
    fs::write(folder.path().join("many.htm"), articles).unwrap();
    within(6000, folder.path());
}
