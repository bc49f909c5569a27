//! The address of a crawled page, and what of it becomes the page's id and path.

use percent_encoding::percent_decode_str;

/// A crawled address, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Address<'a> {
    /// Without what stands behind `#`.
    pub(super) whole: &'a str,
    /// What follows the host, without the first `/`, as the server's files are called; with its query.
    pub(super) path: String,
}

impl<'a> Address<'a> {
    /// `None` for what is no page's address: crawlers store their own notes under `metadata:`, `urn:` and the like.
    pub(super) fn read(target: &'a str) -> Option<Self> {
        let whole = target.split('#').next()?.trim();
        let (scheme, rest) = whole.split_once("://")?;
        if !["http", "https", "ftp", "file"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
            return None;
        }
        let path = rest.find(['/', '?']).map_or("", |start| rest.get(start..).unwrap_or_default());
        let path = path.trim_start_matches('/');
        let decoded = percent_decode_str(path).decode_utf8().map_or_else(|_| path.to_owned(), Into::into);
        Some(Self { whole, path: decoded })
    }

    /// The path without its query.
    pub(super) fn file(&self) -> &str {
        self.path.split('?').next().unwrap_or(&self.path)
    }

    /// The last part of the path.
    pub(super) fn name(&self) -> &str {
        self.file().rsplit('/').next().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn an_address_gives_the_path_of_the_file_on_the_server() {
        let of = |target: &str| Address::read(target).map(|address| address.path);
        assert_eq!(of("http://www.example.com/News/2012/a%20b,%20c.htm#top").as_deref(), Some("News/2012/a b, c.htm"));
        assert_eq!(of("https://example.com").as_deref(), Some(""));
        assert_eq!(of("https://example.com?p=7").as_deref(), Some("?p=7"));
        assert_eq!(of("http://example.com/%C3x.htm").as_deref(), Some("%C3x.htm"), "windows-1252 is left alone");
        assert_eq!(of("metadata://gnu.org/software/wget/warc/MANIFEST.txt"), None);
        assert_eq!(of("urn:pageinfo:http://example.com/"), None);
    }
}
