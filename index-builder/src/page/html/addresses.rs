//! Addresses as they stand in links.

/// An address as it can stand in a link: browsers ignore line breaks in it, and blanks around it.
pub fn without_blanks(address: &str) -> String {
    address.split_whitespace().collect::<Vec<_>>().join("%20")
}

/// Whether an address is one of a page: not a place in this page, not a script, not a letter box.
pub fn leads_somewhere(address: &str) -> bool {
    let scheme = address.split([':', '/', '?', '#']).next().unwrap_or_default();
    let other = address.as_bytes().get(scheme.len()) == Some(&b':')
        && !["http", "https", "ftp", "file"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    !address.is_empty() && !address.starts_with('#') && !other
}
