//! Records that lie about their length: whatever it says, no page is lost but one that is cut, and none swallows another.

use super::{gzip, page, read_bytes};

/// A crawl of three pages, in which the second says this of its length.
fn lying(length: &str) -> [Vec<u8>; 3] {
    let pages = [1, 2, 3].map(|n| page(&format!("http://x.example/{n}"), &format!("<html>Page {n}, and its text.")));
    let text = String::from_utf8(pages[1].clone()).unwrap();
    let (head, rest) = text.split_once("Content-Length: ").unwrap();
    let rest = rest.split_once("\r\n").unwrap().1;
    let [first, _, third] = pages;
    [first, format!("{head}Content-Length: {length}\r\n{rest}").into_bytes(), third]
}

#[test]
fn a_record_that_lies_about_its_length_costs_no_page() {
    for length in [
        "0",
        "1",
        "60",
        "-1",
        "-9223372036854775808",
        "+70",
        "",
        "many",
        "7e1",
        "0x40",
        "70, 70",
        "70.0",
        "1000",
        "99999999999",
        "9223372036854775807",
        "18446744073709551615",
        "18446744073709551616",
        "999999999999999999999999999",
        "\u{667}\u{660}",
    ] {
        let records = lying(length);
        let members: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
        for (name, bytes) in
            [("a.warc", records.concat()), ("a.warc.gz", members), ("whole.warc.gz", gzip(&records.concat()))]
        {
            let found = read_bytes(name, &bytes);
            let expected = [1, 2, 3].map(|n| format!("<html>Page {n}, and its text."));
            assert_eq!(found.texts(), expected, "{name}, {length}: {:?}", found.problems());
        }
    }
}

#[test]
fn a_record_that_claims_what_only_a_disk_could_hold_costs_no_memory() {
    for length in ["99999999999", "18446744073709551615"] {
        let records = lying(length);
        // The last record claims it too, so that nothing stands behind.
        for bytes in
            [records[..2].concat(), gzip(&records[..2].concat()), [gzip(&records[0]), gzip(&records[1])].concat()]
        {
            let found = read_bytes("a.warc.gz", &bytes);
            assert_eq!(found.texts()[0], "<html>Page 1, and its text.", "{length}");
            let whole = found.texts().len() == 2;
            assert!(whole || !found.problems().is_empty(), "{length}: neither read nor named");
        }
    }
}

#[test]
fn lengths_of_chunks_that_lie_cost_no_byte_of_a_page() {
    for size in
        ["0000000000000000000", "ffffffffffffffff", "7fffffffffffffff", "-5", "fffffff", "0x1d", "1d1d1d1d1d1d1d1d1d1d"]
    {
        let body = format!("{size}\r\n<html>The harbour is open.\r\n0\r\n\r\n");
        let head = "Content-Type: text/html\r\nTransfer-Encoding: chunked";
        let found = read_bytes("a.warc", &super::answer("http://x.example/1", head, body.as_bytes()));
        let texts = found.texts();
        assert!(texts.first().is_some_and(|text| text.contains("The harbour is open.")), "{size}: {texts:?}");
    }
}
