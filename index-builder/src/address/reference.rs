//! What a page names (a picture beside it), named from the archive.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What browsers encode in a path or query; what is encoded already stays.
const WRITTEN: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'{').add(b'}').add(b'|').add(b'^');

/// A longer one is no address but a mistake, and each hit would carry it.
const LONGEST: usize = 2000;

/// The address of what a page at `page` calls `reference`; `root` is the address of the page's site. Both are absolute or relative to the
/// archive, and so is the result. `None` for what no other computer can load: the writer's own disk, a script, the data itself.
pub(super) fn resolve(reference: &str, page: &str, root: &str) -> Option<String> {
    let reference = cleaned(reference)?;
    if let Some((scheme, rest)) = scheme(&reference) {
        let of_the_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
        return Some(reference.clone()).filter(|_| of_the_web && is_host(rest));
    }
    if is_host(&reference) {
        let scheme = scheme(page).map_or("https", |(scheme, _)| scheme);
        return Some(format!("{scheme}:{reference}"));
    }
    let (path, query) = reference.split_at(reference.find('?').unwrap_or(reference.len()));
    let path = match path.strip_prefix('/') {
        Some(path) => format!("{}{}", site(root), path.trim_start_matches('/')),
        None => format!("{}{path}", folder(page)),
    };
    let address = without_dots(&path);
    (!address.is_empty() && !address.ends_with('/')).then(|| address + query)
}

/// As browsers read it: without blanks around it, line ends in it and what stands behind `#`, with `/` for `\`.
fn cleaned(reference: &str) -> Option<String> {
    let reference = reference.trim().split('#').next().unwrap_or_default();
    let written: String = reference.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let (path, query) = written.split_at(written.find('?').unwrap_or(written.len()));
    let cleaned = utf8_percent_encode(&(path.replace('\\', "/") + query), WRITTEN).to_string();
    (!path.is_empty() && cleaned.len() <= LONGEST).then_some(cleaned)
}

/// The scheme of an absolute address and what follows its colon. A disk's letter is one too.
fn scheme(address: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = address.split_once(':')?;
    let plain = scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    (plain && scheme.starts_with(|c: char| c.is_ascii_alphabetic())).then_some((scheme, rest))
}

/// Whether an address goes on with the name of a host.
fn is_host(rest: &str) -> bool {
    rest.strip_prefix("//").is_some_and(|host| !host.is_empty() && !host.starts_with('/'))
}

/// Everything up to the path of an absolute address: `https://host/`. A folder on disk is a site of its own.
fn site(root: &str) -> &str {
    match authority(root) {
        0 if root.starts_with('/') => "/",
        0 => root,
        end => root.get(..end).unwrap_or(root),
    }
}

/// How much of an address is scheme and host, the `/` behind it included; 0 for a relative one.
fn authority(address: &str) -> usize {
    let Some((scheme, rest)) = scheme(address).filter(|(_, rest)| rest.starts_with("//")) else { return 0 };
    let host = rest.get(2..).unwrap_or_default();
    scheme.len() + 3 + host.find('/').map_or(host.len(), |end| end + 1)
}

/// The address of the folder that a page lies in.
fn folder(page: &str) -> String {
    let page = page.split(['?', '#']).next().unwrap_or_default();
    let start = authority(page);
    match page.rfind('/') {
        Some(end) if end + 1 >= start => page.get(..=end).unwrap_or_default().to_owned(),
        _ if start > 0 => format!("{page}/"),
        _ => String::new(),
    }
}

/// Takes `.` and `..` out of a path wherever they follow something that they lead back from.
fn without_dots(address: &str) -> String {
    let (start, path) = address.split_at(authority(address));
    let from_top = !start.is_empty() || path.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/').filter(|part| *part != ".") {
        match (part, parts.last()) {
            ("..", Some(&last)) if last != ".." && !last.is_empty() => drop(parts.pop()),
            ("..", _) if from_top => {}
            _ => parts.push(part),
        }
    }
    format!("{start}{}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::resolve;
    use proptest::prelude::*;

    fn from_web(reference: &str) -> Option<String> {
        let page = "https://n.example/News/14%20n/a.htm?x=/y";
        resolve(reference, page, page)
    }

    fn from_disk(reference: &str) -> Option<String> {
        resolve(reference, "../my%20site/News/a.htm", "../my%20site/")
    }

    #[test]
    fn a_picture_is_found_as_a_browser_finds_it() {
        for (written, found) in [
            ("a.gif", "https://n.example/News/14%20n/a.gif"),
            (" ../img/a b.gif\n", "https://n.example/News/img/a%20b.gif"),
            ("./../../../a.gif?w=1 2#x", "https://n.example/a.gif?w=1%202"),
            ("/img/a%20b.gif", "https://n.example/img/a%20b.gif"),
            ("//i.example/a.gif", "https://i.example/a.gif"),
            ("HTTP://i.example/صورة.gif", "HTTP://i.example/%D8%B5%D9%88%D8%B1%D8%A9.gif"),
            ("images\\a.gif", "https://n.example/News/14%20n/images/a.gif"),
        ] {
            assert_eq!(from_web(written).as_deref(), Some(found), "{written}");
        }
        assert_eq!(
            resolve("a.gif", "https://n.example", "https://n.example").as_deref(),
            Some("https://n.example/a.gif")
        );
        assert_eq!(resolve("/a.gif", "/old/News/a.htm", "/old/").as_deref(), Some("/a.gif"));
    }

    #[test]
    fn on_disk_the_folder_that_was_read_is_the_site() {
        for (written, found) in [
            ("a.gif", "../my%20site/News/a.gif"),
            ("../img/a.gif", "../my%20site/img/a.gif"),
            ("../../a.gif", "../a.gif"),
            ("../../../a.gif", "../../a.gif"),
            ("/img/a.gif", "../my%20site/img/a.gif"),
            ("//i.example/a.gif", "https://i.example/a.gif"),
        ] {
            assert_eq!(from_disk(written).as_deref(), Some(found), "{written}");
        }
    }

    #[test]
    fn what_only_the_writers_computer_could_load_is_left_out() {
        let local =
            ["file:///C:/My Pictures/a.gif", "C:\\a.gif", "data:image/gif;base64,R0lG", "javascript:x()", "cid:1"];
        let empty = ["", " ", "#a", "?a", "/", "img/", "http:", "http:///a.gif", "//"];
        for written in local.iter().chain(&empty) {
            assert_eq!(from_web(written), None, "{written}");
            assert_eq!(from_disk(written), None, "{written}");
        }
    }

    proptest! {
        #[test]
        fn whatever_a_page_writes_becomes_a_plain_address_or_none(written in ".{0,60}", page in ".{0,30}", root in ".{0,10}") {
            prop_assert!(resolve(&written, &page, &root).is_none_or(|address| !address.is_empty()));
            for address in [from_web(&written), from_disk(&written)].into_iter().flatten() {
                prop_assert!(address.is_ascii() && !address.contains(char::is_whitespace));
                prop_assert!(address.starts_with("../") || address.to_lowercase().starts_with("http"), "{address}");
            }
        }
    }
}
