//! The page, the API and the module, which the binary carries inside it.

use std::collections::BTreeMap;

use dalil::format::base85;
use dalil::format::checksum::Crc32;
use dalil::format::envelope::{Address, Kind};
use dalil::format::manifest::Manifest;
use maud::html;
use sha2::{Digest, Sha256};

use crate::browse::{START, Words};
use crate::index::Folder;
use crate::index::folder::{File, Text, short_hash};

macro_rules! built {
    ($name:literal) => {
        concat!(env!("CARGO_MANIFEST_DIR"), "/../www/dist/", $name)
    };
}

const WIDGET: &str = include_str!(built!("widget.js"));
const API: &str = include_str!(built!("dalil.js"));
/// What stands in a page that holds its archive.
const SINGLE: &str = include_str!(built!("single.js"));
const OFFLINE: &str = include_str!(built!("dalil-offline.js"));
const API_TYPES: &str = include_str!(built!("dalil.d.ts"));
const HOST: &str = include_str!(built!("host.js"));
const MODULE: &[u8] = include_bytes!(built!("module/dalil_bg.wasm"));
/// The module as a raw deflate stream, smaller than one that would be made in the time of a build.
const PACKED: &[u8] = include_bytes!(built!("module/dalil_bg.deflate"));

/// The view of widget.js, which comes with the archive, and what is loaded beside it or in its place when it is first needed.
const VIEW: [(&str, &str); 7] = [
    ("view.js", include_str!(built!("view.js"))),
    ("reader.js", include_str!(built!("reader.js"))),
    ("timeline.js", include_str!(built!("timeline.js"))),
    ("many.js", include_str!(built!("many.js"))),
    ("frame.js", include_str!(built!("frame.js"))),
    ("framed.js", include_str!(built!("framed.js"))),
    ("embed.js", include_str!(built!("embed.js"))),
];

/// A language that the page speaks besides English.
struct Language {
    tag: &'static str,
    /// The search page.
    index_html: &'static str,
    /// The words of the pages that list the articles.
    browse: &'static str,
    /// The file of the view's words and their text.
    words: (&'static str, &'static str),
}

const BROWSE: &str = include_str!(built!("browse.en.json"));
const INDEX_HTML: &str = include_str!(built!("index.en.html"));
const LANGUAGES: &[Language] = include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// The engine's folder: one script that hands over the module and the code that runs it. It is named by all that comes to lie there.
///
/// The function has a name by which that code finds its own text, to run it in a worker as well. Each archive brings its own engine, so
/// that whatever version of widget.js is in a cache somewhere works with it.
pub(super) fn engine() -> Folder {
    let hasher = Sha256::new().chain_update(MODULE).chain_update(HOST);
    let hasher = view().fold(hasher, |hasher, (name, text)| hasher.chain_update(name).chain_update(text));
    let name = format!("engine-{}", short_hash(hasher));
    let address = Address::new(&name, Kind::Engine, 0);
    let header = address.header(&[MODULE, HOST.as_bytes()].concat());
    let data = base85::encode(PACKED);
    let text = format!("Dalil.deliver(\"{header}\",\"{data}\",function factory(){{{HOST};return host}});\n");
    Folder { name, files: vec![File { address, text: Text::New(text) }] }
}

/// The host code in the text of an engine.js, as it was put there by [`engine`].
pub(crate) fn host_code(engine: &str) -> Option<&str> {
    engine.split_once(",function factory(){")?.1.strip_suffix(";return host});\n")
}

/// What the engine's folder has beside the engine: the view, its parts and its words, by name.
fn view() -> impl Iterator<Item = (&'static str, &'static str)> {
    VIEW.into_iter().chain(LANGUAGES.iter().map(|language| language.words))
}

/// The files that hold nothing of the archive's articles, by path: those at the top, and the view. `browse` are the words of the pages
/// that list the articles, where there are such; the page may offer the search to other sites.
pub(super) fn entries(
    engine: &Folder,
    manifest: &Manifest,
    browse: Option<&Words>,
    is_offered: bool,
) -> BTreeMap<String, String> {
    let top = [
        ("index.html", index_html(engine, manifest, browse, is_offered)),
        ("widget.js", loader(WIDGET, engine)),
        ("dalil.js", loader(API, engine)),
        ("dalil-offline.js", loader(OFFLINE, engine)),
        ("dalil.d.ts", API_TYPES.to_owned()),
    ];
    let top = top.map(|(name, text)| (name.to_owned(), text));
    top.into_iter().chain(view().map(|(name, text)| (format!("{}/{name}", engine.name), text.to_owned()))).collect()
}

/// A script, told which engine comes with it, so that it asks for that one together with the manifest.
fn loader(script: &str, engine: &Folder) -> String {
    script.replace("{{engine}}", &engine.name)
}

/// What the page speaks of the archive's main language; `None` for English.
fn language(manifest: &Manifest) -> Option<&'static Language> {
    let main = manifest.language.split('-').next().unwrap_or_default();
    LANGUAGES.iter().find(|language| language.tag == main)
}

/// The words of the pages that list the articles, in the language of the search page.
pub(super) fn words(manifest: &Manifest) -> Result<Words, serde_json::Error> {
    Words::read(language(manifest).map_or(BROWSE, |language| language.browse))
}

/// The search page, in the language of the archive where there is one in it. It names the engine's file, so that browsers fetch it
/// early.
fn index_html(engine: &Folder, manifest: &Manifest, browse: Option<&Words>, is_offered: bool) -> String {
    let link = |text: &str| html! { a href=(START) { (text) } }.into_string();
    let load = html! {
        script src="widget.js" defer {}
        "\n    "
        link rel="preload" as="script" href={ (engine.name) "/engine.js" } referrerpolicy="strict-origin" fetchpriority="low";
    };
    let values = [
        ("load", Some(load.into_string())),
        ("browse", browse.map(|_| START.to_owned())),
        ("noscript", browse.map(|words| words.noscript.replace("{link}", &link(&words.link)))),
        ("foot", browse.map(|words| link(&words.all))),
        ("embed", (!is_offered).then(String::new)),
    ];
    page(manifest, &values)
}

/// The search page that holds its archive, as blocks for which a script stands behind them; `mark` says what it is.
pub(super) fn single_html(manifest: &Manifest, mark: &str, held: &str) -> String {
    // A search engine would find nothing in it, and a later build is not to read it as an article.
    let head = html! { meta name="generator" content=(mark); meta name="robots" content="noindex"; };
    page(
        manifest,
        &[
            ("load", Some(head.into_string())),
            ("embed", Some(String::new())),
            ("held", Some(format!("{held}<script>{SINGLE}</script>"))),
        ],
    )
}

/// The search page, filled with what the archive says of itself, so that this is there at once and without JavaScript, and with `values`.
fn page(manifest: &Manifest, values: &[(&str, Option<String>)]) -> String {
    let notices = html! {
        @if !manifest.notices.is_empty() {
            div slot="notices" { @for notice in &manifest.notices { p dir="auto" { (notice) } } }
        }
    };
    let title = manifest.title.as_deref().map(|title| html! { (title) }.into_string());
    let own = [("title", title), ("notices", Some(notices.into_string()))];
    filled(language(manifest).map_or(INDEX_HTML, |language| language.index_html), &[&own, values].concat())
}

/// Puts values in the places `{{name}}` of a template; where there is none, what stands behind a colon: `{{name:else}}`. It is read
/// once, so that no value is taken for a place.
fn filled(template: &str, values: &[(&str, Option<String>)]) -> String {
    let mut parts = template.split("{{");
    let mut page = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (place, rest) = part.split_once("}}").unwrap_or_default();
        let (name, otherwise) = place.split_once(':').unwrap_or((place, ""));
        let value = values.iter().find(|(place, _)| *place == name).and_then(|(_, value)| value.as_deref());
        page.push_str(value.unwrap_or(otherwise));
        page.push_str(rest);
    }
    page
}

/// The CRC-32 of an entry file.
pub(super) fn checksum(text: &str) -> u32 {
    Crc32::new().update(text.as_bytes()).value()
}

#[cfg(test)]
mod tests {
    use super::{engine, entries, filled, index_html, words};
    use crate::index::Folder;
    use dalil::format::manifest::Manifest;
    use std::io::Read;

    fn page(language: &str, title: Option<&str>, notices: &[&str]) -> String {
        let (title, language) = (title.map(str::to_owned), language.to_owned());
        let notices = notices.iter().copied().map(str::to_owned).collect();
        let manifest = Manifest { title, language, notices, ..Manifest::default() };
        index_html(&Folder { name: String::new(), files: Vec::new() }, &manifest, None, true)
    }

    #[test]
    fn the_search_page_is_called_as_the_archive_is_and_shows_its_notices() {
        let named = page("en", Some("Salt & {{notices}}"), &["<b>Fair</b> use.", "Kept in Dar Lumeya."]);
        assert!(named.contains("<title>Salt &amp; {{notices}}</title>"), "{named}");
        assert!(
            named.contains("<p dir=\"auto\">&lt;b&gt;Fair&lt;/b&gt; use.</p><p dir=\"auto\">Kept in Dar Lumeya.</p>")
        );
        let plain = page("en", None, &[]);
        assert!(
            plain.contains("<title>Search the archive</title>") && !plain.contains("slot=") && !plain.contains("{{")
        );
    }

    #[test]
    fn the_search_page_offers_itself_to_other_sites_unless_the_keeper_does_not_want_it() {
        let engine = Folder { name: String::new(), files: Vec::new() };
        let page = |is_offered| index_html(&engine, &Manifest::default(), None, is_offered);
        assert!(page(true).contains("<button type=\"button\" data-embed hidden>Embed this search</button>"));
        assert!(!page(false).contains("data-embed"));
    }

    #[test]
    fn the_search_page_leads_to_the_pages_that_list_the_articles_where_there_are_such() {
        let manifest = Manifest { language: "fr".to_owned(), ..Manifest::default() };
        let engine = Folder { name: String::new(), files: Vec::new() };
        let words = words(&manifest).unwrap();
        let with = index_html(&engine, &manifest, Some(&words), true);
        let link = "ou <a href=\"browse/index.html\">parcourez les articles par date</a>.</p></noscript>";
        assert!(with.contains(link) && with.contains("data-browse=\"browse/index.html\""), "{with}");
        assert!(with.contains("<footer><a href=\"browse/index.html\">"), "{with}");
        let without = index_html(&engine, &manifest, None, false);
        assert!(without.contains("data-browse=\"\"") && !without.contains("browse/") && !without.contains("{{"));
    }

    #[test]
    fn the_packed_module_is_the_module() {
        let mut unpacked = Vec::new();
        flate2::read::DeflateDecoder::new(super::PACKED).read_to_end(&mut unpacked).unwrap();
        assert!(unpacked == super::MODULE, "www/dist/module/dalil_bg.deflate is an older one: run ./build.sh page");
    }

    #[test]
    fn page_and_scripts_name_the_engine_that_is_written_with_them() {
        let engine = engine();
        let entries = entries(&engine, &Manifest::default(), None, true);
        for name in ["index.html", "widget.js", "dalil.js", "dalil-offline.js"] {
            assert!(entries[name].contains(&engine.name) && !entries[name].contains("{{engine}}"), "{name}");
        }
        let path = engine.files[0].address.path();
        assert!(entries["index.html"].contains(&format!("href=\"{path}\"")), "{path}");
    }

    #[test]
    fn the_search_page_speaks_the_archives_language_and_english_where_there_are_no_words_in_it() {
        assert!(page("ar", None, &[]).contains("<html lang=\"ar\" dir=\"rtl\">"));
        assert!(page("fr-CA", None, &[]).contains("<title>Rechercher dans les archives</title>"));
        for unspoken in ["sv", ""] {
            assert!(page(unspoken, None, &[]).contains("<html lang=\"en\" dir=\"ltr\">"));
        }
    }

    #[test]
    fn the_view_lies_beside_the_engine_and_is_listed() {
        let engine = engine();
        let entries = entries(&engine, &Manifest::default(), None, true);
        for name in
            ["view.js", "reader.js", "timeline.js", "many.js", "frame.js", "framed.js", "embed.js", "words-ar.js"]
        {
            assert!(entries.contains_key(&format!("{}/{name}", engine.name)), "{name}");
        }
    }

    #[test]
    fn a_template_is_filled_place_by_place() {
        let values = [("a", Some("{{b}}".to_owned())), ("b", Some("2".to_owned())), ("d", None)];
        assert_eq!(filled("{{a}} x {{b:3}} {{c}}{{d:4}}.", &values), "{{b}} x 2 4.");
    }
}
