//! Encodings of real pages and texts, which lie outside the repository, in `../shared/corpora`.

use std::fs;
use std::path::{Path, PathBuf};

use index_builder::source::encoding::{declared_in_markup, decode, repaired};

/// Where such texts are, if they are here.
fn corpora(name: &str) -> Option<PathBuf> {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpora").join(name);
    if !corpora.exists() {
        eprintln!("SKIPPED: {} is not on this machine", corpora.display());
        return None;
    }
    Some(corpora)
}

#[test]
fn old_pages_are_decoded_without_damage() {
    let Some(folder) = corpora("legacy-html") else { return };
    for site in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        for page in fs::read_dir(site).unwrap().map(|entry| entry.unwrap().path()) {
            let bytes = fs::read(&page).unwrap();
            let decoded = decode(&bytes, declared_in_markup(&bytes).as_deref());
            // Some pages hold a replacement character of their own.
            let own = String::from_utf8_lossy(&bytes).matches('\u{fffd}').count();
            let found = decoded.text.matches('\u{fffd}').count();
            let as_it_is = std::str::from_utf8(&bytes).is_ok() && own == found;
            assert!(!decoded.damaged && (found == 0 || as_it_is), "{}: {}", page.display(), decoded.encoding);
            assert!(!decoded.repaired, "{}", page.display());
        }
    }
}

#[test]
fn clean_texts_in_real_languages_are_never_mended() {
    for name in
        ["arabic/articles.jsonl", "names/docs.jsonl", "readability/pages.jsonl", "current-events/articles.jsonl"]
    {
        let Some(file) = corpora(name) else { continue };
        for line in fs::read_to_string(file).unwrap().lines().step_by(10) {
            let record: serde_json::Value = serde_json::from_str(line).unwrap();
            let text = record["text"].as_str().unwrap_or_default();
            assert_eq!(repaired(text), None, "{name}: {}", record["id"]);
        }
    }
}

#[test]
fn arabic_read_wrongly_in_any_usual_way_is_found_again() {
    let Some(file) = corpora("arabic/articles.jsonl") else { return };
    let (arabic, western) = (encoding_rs::WINDOWS_1256, encoding_rs::WINDOWS_1252);
    let (mut all, mut found) = (0_usize, 0_usize);
    for line in fs::read_to_string(file).unwrap().lines().step_by(20) {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        let text: String = record["text"].as_str().unwrap_or_default().chars().take(600).collect();
        let (bytes, _, unmappable) = arabic.encode(&text);
        if unmappable {
            continue;
        }
        let misread = |encoding: &'static encoding_rs::Encoding, bytes: &[u8]| {
            repaired(&encoding.decode_without_bom_handling(bytes).0).unwrap_or_default()
        };
        let again = [
            decode(&bytes, Some("iso-8859-1")).text,
            decode(&bytes, None).text,
            misread(western, &bytes),
            misread(western, text.as_bytes()),
            misread(arabic, text.as_bytes()),
        ];
        all += again.len();
        found += again.iter().filter(|again| **again == text).count();
    }
    assert!(found * 100 >= all * 98, "{found} of {all}");
}
