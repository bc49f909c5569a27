//! A small archive that is built once and held in memory, with all its shards.

use std::io::Read;
use std::path::Path;
use std::sync::LazyLock;

use dalil::format::base85;
use dalil::format::envelope::{Address, Kind, unwrap};
use dalil::format::primer;
use dalil::search::Engine;
use flate2::read::DeflateDecoder;
use index_builder::article::Article;
use index_builder::bundle::Bundle;
use index_builder::bundle::superseded::Grace;
use index_builder::config::Config;
use index_builder::index::{Link, Links, Options, compile};

/// A file, taken out of its envelope.
#[derive(Clone, Debug)]
pub struct File {
    /// Which one.
    pub address: Address,
    /// What stands in front.
    pub header: String,
    /// What is in it.
    pub payload: Vec<u8>,
}

/// An archive with all its files.
#[derive(Debug)]
pub struct Held {
    /// The manifest; it has no address beforehand.
    pub manifest: File,
    /// All others that the engine asks for.
    pub shards: Vec<File>,
    /// What answers, with all of them.
    pub engine: Engine,
}

/// The archive.
pub static HELD: LazyLock<Held> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("there is room for a small archive");
    build(folder.path());
    read(folder.path())
});

const TEXTS: [(&str, &str, &str); 6] = [
    (
        "2012-03-09",
        "Harbour council votes on the grain quay",
        "The council of the harbour met on Friday. Captain Elinor Vance said that the quay is not for sale. The vote was close.",
    ),
    (
        "2012-03-10",
        "Ferry aground",
        "The ferry Marigold ran aground near the lighthouse. Nobody was hurt, said Captain Vance; the harbour stays closed.",
    ),
    (
        "2013-07",
        "Letters on the railway",
        "Dear editor, the railway was promised in 1911. We wait still. Harbours and railways belong together.",
    ),
    (
        "2014",
        "الميناء القديم",
        "اجتمع مجلس الميناء يوم الجمعة وقال القبطان إن الرصيف ليس للبيع. المدينة القديمة والسوق.",
    ),
    ("", "بندر قدیمی", "شورای بندر روز جمعه گرد آمد. ناخدا گفت که اسکله فروشی نیست و کشتی می‌آید."),
    ("2014-12-31T23:00:00Z", "港の夜", "港の灯台は夜も明るい。船は東京から来た。"),
];

fn articles() -> Vec<Article> {
    let of_number = |number: usize| {
        let (date, title, text) = TEXTS[number % TEXTS.len()];
        let more = format!("{text} Number{number} and word{} were counted by the harbour office.", number * 7 % 90);
        Article {
            id: format!("News/{number}.htm"),
            page: format!("News/{number}.htm"),
            date: (!date.is_empty()).then(|| date.to_owned()),
            title: Some(format!("{title} {number}")),
            text: if number < TEXTS.len() { text.to_owned() } else { more },
            section: vec![["News", "Letters"][number % 2].to_owned()],
            source: vec![format!("Agency {}", number % 3)],
            ..Article::default()
        }
    };
    (0..40).map(of_number).collect()
}

/// Writes it into a folder.
pub fn build(folder: &Path) {
    let config = Config::parse("[synonyms]\nsame = [[\"ferry\", \"ship\"]]\n", Path::new("dalil.toml"));
    let config = config.expect("it is as the documentation says");
    let links = |_: &Article| Links { own: Link::Page, also: Vec::new(), picture: None };
    let options = Options {
        fields: 1000,
        title: None,
        language: None,
        notices: Vec::new(),
        synonyms: config.synonyms.clone(),
        ranking: config.ranking,
        base: "../".to_owned(),
        layout: config.layout,
        listing: false,
        earlier: None,
        cache: None,
        links: &links,
    };
    let index = compile(articles(), options).expect("a small archive can be built");
    let bundle = Bundle::new(index, false).expect("it can be bundled");
    bundle.write(folder, &Grace::none()).expect("it can be written");
}

fn read(folder: &Path) -> Held {
    let manifest = file(folder, Address::new("", Kind::Manifest, 0), &[]);
    let mut engine = Engine::open(&manifest.header, &manifest.payload).expect("it can be opened");
    let named = engine.manifest().primer.clone();
    let primer =
        if named.is_empty() { Vec::new() } else { file(folder, Address::new(&named, Kind::Primer, 0), &[]).payload };
    let needed = engine.manifest().files().into_iter().filter(|address| address.kind != Kind::Engine);
    let shards: Vec<File> = needed.map(|address| file(folder, address, &primer)).collect();
    for File { address, header, payload } in &shards {
        engine.accept(address.clone(), header, payload, 1).expect("its files are whole");
    }
    Held { manifest, shards, engine }
}

fn file(folder: &Path, address: Address, primer: &[u8]) -> File {
    let primer = if address.kind == Kind::Articles { primer } else { &[] };
    let text = std::fs::read_to_string(folder.join(address.path())).expect("it was written");
    let (header, data) = unwrap(&text).expect("it is in its envelope");
    let compressed = base85::decode(data).expect("it is in base 85");
    let opening = if primer.is_empty() { Vec::new() } else { primer::stored(primer) };
    let mut payload = Vec::new();
    DeflateDecoder::new(opening.chain(compressed.as_slice())).read_to_end(&mut payload).expect("it is compressed");
    File { header: header.to_owned(), payload: payload.split_off(primer.len()), address }
}
