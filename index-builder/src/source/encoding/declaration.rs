//! What a page says about its own encoding.

/// How far into a page a declaration is looked for. Browsers stop at 1,024 bytes; old editors wrote long comments first.
const WITHIN: usize = 8192;

/// The encoding that a page states in a `<meta>` element or in its XML declaration.
#[must_use]
pub fn declared_in_markup(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..WITHIN).unwrap_or(bytes).to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    if head.trim_start().starts_with("<?xml")
        && let Some(label) = head.split("?>").next().and_then(|xml| value_after(xml, "encoding"))
    {
        return Some(label);
    }
    head.split("<meta").skip(1).find_map(|meta| value_after(meta.split('>').next()?, "charset"))
}

fn value_after(text: &str, name: &str) -> Option<String> {
    let rest = text.split_once(name)?.1.trim_start().strip_prefix('=')?.trim_start();
    let label: String = rest
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.' | '+'))
        .collect();
    (!label.is_empty()).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::declared_in_markup;

    #[test]
    fn declarations_are_read_in_every_common_form() {
        for (markup, label) in [
            ("<html><META HTTP-EQUIV='Content-Type' content=\"text/html; charset=Windows-1256\">", "windows-1256"),
            ("<meta charset=utf-8>", "utf-8"),
            ("<?xml version='1.0' encoding='ISO-8859-1'?><html>", "iso-8859-1"),
        ] {
            assert_eq!(declared_in_markup(markup.as_bytes()).as_deref(), Some(label));
        }
        assert_eq!(declared_in_markup(b"<p>charset=none</p>"), None);
    }
}
