//! Where a link leads in the archive: old sites were written on machines to which `News\A.HTM` and `news/a.htm` are one file.

use percent_encoding::percent_decode_str;

/// What a folder's page is called.
const FOLDER_PAGES: [&str; 6] = ["index.htm", "index.html", "default.htm", "default.html", "home.htm", "index.php"];
/// So many folders may an archive have lain in on its host.
const DEEPEST_HOME: usize = 5;

/// The path that an address means, seen from a page; in lower case, without the host's name. `None` where it is no place.
pub fn resolve(page: &str, address: &str) -> Option<String> {
    let address = address.split('#').next().unwrap_or_default().trim();
    let address = percent_decode_str(address).decode_utf8_lossy().replace('\\', "/");
    let from_root = without_host(&address);
    let folders = if from_root.is_some() { "" } else { page.rsplit_once('/').map_or("", |(folders, _)| folders) };
    let way = from_root.unwrap_or(&address);
    if way.is_empty() {
        return None;
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in folders.split('/').chain(way.split('/')) {
        match part.trim() {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/").to_lowercase())
}

/// The same of a page's own path.
pub fn of_page(path: &str) -> String {
    percent_decode_str(path).decode_utf8_lossy().replace('\\', "/").to_lowercase()
}

/// The places that a link may mean, the likeliest first: with and without its query, as a folder's page, and under the folder
/// that the archive was on its host.
pub fn candidates(page: &str, address: &str) -> Vec<String> {
    let Some(place) = resolve(page, address) else { return Vec::new() };
    let mut candidates = vec![place.clone()];
    candidates.extend(place.split_once('?').map(|(path, _)| path.to_owned()).filter(|path| !path.is_empty()));
    candidates.extend(FOLDER_PAGES.iter().filter(|_| !place.contains('.')).map(|name| format!("{place}/{name}")));
    if address.contains("://") || address.starts_with('/') {
        let deeper = place.match_indices('/').take(DEEPEST_HOME).filter_map(|(end, _)| place.get(end + 1..));
        candidates.extend(deeper.map(str::to_owned));
    }
    candidates
}

/// The rest of an address that begins at a site's root; `None` where it is relative.
fn without_host(address: &str) -> Option<&str> {
    let behind = |mark: &str| address.find(mark).map(|place| place + mark.len());
    if let Some(host) = behind("://") {
        let rest = address.get(host..)?;
        return Some(rest.find('/').and_then(|slash| rest.get(slash..)).unwrap_or_default());
    }
    if let Some(rest) = address.strip_prefix("//") {
        return Some(rest.find('/').and_then(|slash| rest.get(slash..)).unwrap_or_default());
    }
    address.starts_with('/').then_some(address)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::resolve;

    #[test]
    fn a_link_leads_to_the_same_place_however_it_is_written() {
        for address in [
            "14 n/Goats, Sheep.htm",
            "14%20n/Goats,%20Sheep.htm#top",
            "14 N\\GOATS, SHEEP.HTM",
            "../../2012/june/14 n/./Goats, Sheep.htm",
            "/News/2012/June/14 n/Goats, Sheep.htm",
            "http://www.lantern.example/News/2012/June/14%20n/Goats,%20Sheep.htm",
        ] {
            let found = resolve("News/2012/June/Archives.htm", address);
            assert_eq!(found.as_deref(), Some("news/2012/june/14 n/goats, sheep.htm"), "{address}");
        }
        assert_eq!(resolve("a/b.htm", "../../../c.htm").as_deref(), Some("c.htm"));
        assert_eq!(resolve("b.htm", "http://www.lantern.example"), None);
        assert_eq!(resolve("a/b.htm", "#top"), None);
    }

    proptest! {
        #[test]
        fn no_address_crashes_the_reader(page in "\\PC{0,20}", address in "(\\PC|[/.%:\\\\#?]){0,20}") {
            let _ = resolve(&page, &address);
        }
    }
}
