//! Where hits lead to: from the archive's folder to the pages.

mod fragment;
mod reference;

use std::path::{Component, Path, PathBuf};

use dalil::format::article::percent_encode;
use percent_encoding::percent_decode_str;

use crate::article::{Article, Place};
use crate::index::{Link, Links};
use crate::reading::Reading;

/// The addresses of one archive's pages.
#[derive(Debug)]
pub struct Addresses {
    inputs: Vec<PathBuf>,
    out: PathBuf,
    /// What stands in front of every page's path; `None` where the pages come from several inputs and each has a way of
    /// its own.
    base: Option<String>,
    /// Readers find the pages as they lie here, and with them whatever lies beside them.
    is_here: bool,
}

impl Addresses {
    /// For pages read from `inputs` by an archive in `out`, which exists.
    #[must_use]
    pub fn new(inputs: &[PathBuf], out: &Path, base_url: Option<&str>) -> Self {
        let base = match (base_url, inputs) {
            (Some(base), _) if base.is_empty() || base.ends_with('/') => Some(base.to_owned()),
            (Some(base), _) => Some(format!("{base}/")),
            (None, [input]) if input.is_dir() => Some(way(out, input)),
            (None, [input]) => Some(way(out, &parent(input))),
            (None, _) => None,
        };
        Self { inputs: inputs.to_vec(), out: out.to_owned(), base, is_here: base_url.is_none() }
    }

    /// What stands in front of a page's path; see [`dalil::format::manifest::Manifest::base`].
    #[must_use]
    pub fn base(&self) -> &str {
        self.base.as_deref().unwrap_or_default()
    }

    /// Where the hit of an article leads to, where else it stands, and where its picture is.
    #[must_use]
    pub fn links(&self, article: &Article, reading: &Reading) -> Links {
        let own = Place {
            id: article.id.clone(),
            page: article.page.clone(),
            url: article.url.clone(),
            place: article.place.clone(),
        };
        Links {
            own: self.link(&own, article, reading),
            also: article.also.iter().map(|place| self.link(place, article, reading)).collect(),
            picture: article.picture.as_deref().and_then(|picture| self.picture(picture, article, reading)),
        }
    }

    /// Where an article is read that stands at this place.
    fn link(&self, place: &Place, article: &Article, reading: &Reading) -> Link {
        // A record has no page that could be shown, whatever its id.
        let is_record = !reading.has_page(&place.page);
        let within = place.id.strip_prefix(&place.page).filter(|_| !is_record);
        let end = || match within {
            Some(within) if within.starts_with('#') => end(place, article),
            _ => String::new(),
        };
        match (&place.url, within) {
            (Some(url), _) if url.contains('#') => Link::To(url.clone()),
            (Some(url), _) => Link::To(format!("{url}{}", end())),
            (None, None) => Link::None,
            (None, Some("")) if self.base.is_some() && (!self.is_here || reading.file_of(&place.page).is_some()) => {
                Link::Page
            }
            (None, Some(_)) => self.page(&place.page, reading).map_or(Link::None, |page| Link::To(page + &end())),
        }
    }

    /// The address of a picture from the archive, as the article's page names it.
    fn picture(&self, picture: &str, article: &Article, reading: &Reading) -> Option<String> {
        let is_elsewhere = article.page.contains("://") || !reading.has_page(&article.page);
        let crawled = || Some(article.page.clone()).filter(|page| page.contains("://"));
        match article.url.clone().filter(|_| is_elsewhere).or_else(crawled) {
            Some(page) => reference::resolve(picture, &page, &page),
            None => {
                let page = self.page(&article.page, reading)?;
                let address = reference::resolve(picture, &page, &self.root(&article.page, reading))?;
                Some(address).filter(|address| !self.is_here || self.may_be_had(address))
            }
        }
    }

    /// Whether something is there, as far as it can be told: old pages often outlive their pictures.
    fn may_be_had(&self, address: &str) -> bool {
        let path = address.split('?').next().unwrap_or_default();
        address.contains("://") || self.out.join(&*percent_decode_str(path).decode_utf8_lossy()).is_file()
    }

    /// The address of a page.
    fn page(&self, page: &str, reading: &Reading) -> Option<String> {
        let file = reading.file_of(page);
        if let Some(base) = self.base.as_ref().filter(|_| !self.is_here || file.is_some()) {
            return Some(format!("{base}{}", percent_encode(page)));
        }
        let file = file?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        Some(format!("{}{}", way(&self.out, &parent(&file)), percent_encode(&name)))
    }

    /// The address of the site that a page belongs to: what is read as one folder is taken for one site.
    fn root(&self, page: &str, reading: &Reading) -> String {
        if let Some(base) = &self.base {
            return base.clone();
        }
        let holds = |input: &&PathBuf| reading.file_of(page).is_some_and(|file| file.starts_with(input));
        let input = self.inputs.iter().filter(holds).max_by_key(|input| input.as_os_str().len());
        input.map(|input| way(&self.out, input)).unwrap_or_default()
    }
}

/// Whether an address may become a link: one of the web, or one relative to the archive, but none that runs a script or opens a
/// program. Browsers overlook blanks before it, and tabs and line ends in it.
#[must_use]
pub fn is_safe(address: &str) -> bool {
    let seen: String = address.chars().filter(|c| !c.is_control()).collect();
    let begin = seen.trim_start().split(['/', '?', '#']).next().unwrap_or_default();
    let scheme = begin.split_once(':').map(|(scheme, _)| scheme);
    scheme.is_none_or(|scheme| scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https"))
}

/// Whether an address of the web says where it begins: it leads to the same place from wherever it is read.
#[must_use]
pub fn is_absolute(address: &str) -> bool {
    let begins = |with: &str| address.get(..with.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(with));
    begins("https://") || begins("http://")
}

/// The end of an address that leads to a place inside a page: its anchor, or the words with which the article begins there.
fn end(place: &Place, article: &Article) -> String {
    match &place.place {
        Some(anchor) => fragment::anchor(anchor),
        None => fragment::words(article.title.as_deref(), &article.text),
    }
}

fn parent(file: &Path) -> PathBuf {
    let parent = file.parent().unwrap_or(Path::new(""));
    if parent.as_os_str().is_empty() { PathBuf::from(".") } else { parent.to_owned() }
}

/// The relative address of `to` from the folder `from`, as they lie on disk: empty or with `/` at its end.
fn way(from: &Path, to: &Path) -> String {
    // Both exist by now; what can't be resolved (another drive on Windows) keeps its own name.
    let resolved = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path));
    let (Ok(from), Ok(to)) = (resolved(from), resolved(to)) else { return String::new() };
    let way = pathdiff::diff_paths(&to, &from).unwrap_or(to);
    let part = |part: Component<'_>| match part {
        Component::ParentDir => "../".to_owned(),
        Component::Normal(name) => percent_encode(&name.to_string_lossy()) + "/",
        _ => String::new(),
    };
    way.components().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::{Addresses, is_safe};
    use crate::article::{Article, Place};
    use crate::index::{Link, Links};
    use crate::reading::{InputOptions, read};
    use std::path::{Path, PathBuf};

    fn make(path: PathBuf) -> PathBuf {
        std::fs::create_dir_all(&path).map(|()| path).unwrap()
    }

    #[test]
    fn what_would_run_a_script_or_open_a_program_is_no_link() {
        for address in
            ["https://a.example/", "HTTP://a.example", "a/b.htm", "../a.htm?x=y:z", "//a.example/", "a%3Ab", "#a:b"]
        {
            assert!(is_safe(address), "{address}");
        }
        for address in [
            "javascript:x()",
            " java\nscript:x()",
            "\u{1}JavaScript:x()",
            "data:text/html,x",
            "file:///etc/a",
            "C:\\a.htm",
        ] {
            assert!(!is_safe(address), "{address}");
        }
    }

    /// Where the articles of these inputs lead to, by id.
    fn links(inputs: &[PathBuf], out: &Path, base_url: Option<&str>) -> Vec<(String, Link)> {
        let reading = read(inputs, &InputOptions::default(), &|_| {}).unwrap();
        let addresses = Addresses::new(inputs, out, base_url);
        reading
            .articles()
            .unwrap()
            .iter()
            .map(|article| (article.id.clone(), addresses.links(article, &reading).own))
            .collect()
    }

    #[test]
    fn a_page_is_found_from_the_archive_however_the_two_lie() {
        let folder = tempfile::tempdir().unwrap();
        let site = make(folder.path().join("my site"));
        let (inside, beside) = (make(site.join("search")), make(folder.path().join("search")));
        let base =
            |out: &Path, url: Option<&str>| Addresses::new(std::slice::from_ref(&site), out, url).base().to_owned();
        assert_eq!(base(&inside, None), "../");
        assert_eq!(base(&beside, None), "../my%20site/");
        assert_eq!(base(&beside, Some("https://news.example/a")), "https://news.example/a/");
    }

    #[test]
    fn a_record_leads_to_its_own_address_or_nowhere() {
        let folder = tempfile::tempdir().unwrap();
        let records = folder.path().join("r.jsonl");
        let lines = "{\"id\":\"a\",\"text\":\"x\",\"url\":\"https://a.example/\"}\n{\"text\":\"x\"}\n";
        std::fs::write(&records, lines).unwrap();
        let found = links(&[records], folder.path(), Some("https://b.example"));
        assert_eq!(found[0], ("a".into(), Link::To("https://a.example/".into())));
        assert_eq!(found[1], ("r.jsonl:2".into(), Link::None));
    }

    #[test]
    fn pages_of_several_inputs_are_each_found_from_the_archive() {
        let folder = tempfile::tempdir().unwrap();
        let inputs = ["a/news", "b/news"].map(|name| make(folder.path().join(name)));
        for input in &inputs {
            std::fs::write(make(input.join("x y")).join("p #1.htm"), "<p>The harbour was opened again.").unwrap();
        }
        let out = make(folder.path().join("out"));
        let found = links(&inputs, &out, None);
        assert_eq!(found[0], ("a/news/x y/p #1.htm".into(), Link::To("../a/news/x%20y/p%20%231.htm".into())));
        assert_eq!(found[1], ("b/news/x y/p #1.htm".into(), Link::To("../b/news/x%20y/p%20%231.htm".into())));
        let single = links(&inputs[..1], &out, None);
        assert_eq!(single[0], ("x y/p #1.htm".into(), Link::Page));
    }

    /// A reading of one page in a site's folder, and that article changed as a test wants it.
    fn linked(base_url: Option<&str>, change: impl Fn(&mut Article)) -> Links {
        let folder = tempfile::tempdir().unwrap();
        let site = make(folder.path().join("site"));
        std::fs::write(make(site.join("News/14 n")).join("digest.htm"), "<p>The harbour was opened again.").unwrap();
        for picture in ["img/a.gif", "News/img/a b.gif", "News/14 n/a.gif"].map(|name| site.join(name)) {
            std::fs::write(make(picture.parent().unwrap().to_owned()).join(picture.file_name().unwrap()), "GIF")
                .unwrap();
        }
        let reading = read(std::slice::from_ref(&site), &InputOptions::default(), &|_| {}).unwrap();
        let mut article = reading.articles().unwrap().remove(0);
        change(&mut article);
        Addresses::new(&[site], &make(folder.path().join("search")), base_url).links(&article, &reading)
    }

    #[test]
    fn a_further_article_of_a_page_is_found_at_its_anchor_or_by_its_first_words() {
        let own = |id: &str, place: Option<&str>, url: Option<&str>| {
            let change = |article: &mut Article| {
                article.id = format!("{}{id}", article.page);
                article.title = Some("Salt-tax, again".to_owned());
                (article.place, article.url) = (place.map(str::to_owned), url.map(str::to_owned));
            };
            linked(None, change).own
        };
        let to = |end: &str| Link::To(format!("../site/News/14%20n/digest.htm{end}"));
        assert_eq!(own("", Some("top"), None), Link::Page);
        assert_eq!(own("#2", Some("salt tax"), None), to("#salt%20tax"));
        assert_eq!(
            own("#2", None, None),
            to("#:~:text=Salt%2Dtax%2C%20again&text=The%20harbour%20was%20opened%20again.")
        );
        let crawled = "https://a.example/d.htm";
        assert_eq!(own("", None, Some(crawled)), Link::To(crawled.into()));
        assert_eq!(own("#2", Some("b"), Some(crawled)), Link::To("https://a.example/d.htm#b".into()));
    }

    #[test]
    fn the_other_places_of_an_article_are_found_as_its_own_is() {
        let place = |id: &str, page: &str, url: Option<&str>, place: Option<&str>| Place {
            id: id.to_owned(),
            page: page.to_owned(),
            url: url.map(str::to_owned),
            place: place.map(str::to_owned),
        };
        let also = vec![
            place("Mirror/a b.htm", "Mirror/a b.htm", None, None),
            place("Mirror/c.htm#3", "Mirror/c.htm", None, Some("x")),
            place("7", "letters.csv", Some("https://l.example/7"), None),
            place("8", "letters.csv", None, None),
        ];
        let found = linked(Some("https://n.example"), |article| article.also.clone_from(&also)).also;
        let to = |address: &str| Link::To(address.to_owned());
        let wanted = [Link::Page, to("https://n.example/Mirror/c.htm#x"), to("https://l.example/7"), Link::None];
        assert_eq!(found, wanted);
    }

    #[test]
    fn a_picture_is_found_from_the_archive_wherever_its_page_lies() {
        let picture = |base_url: Option<&str>, written: &str, url: Option<&str>| {
            let change = |article: &mut Article| {
                article.picture = Some(written.to_owned());
                article.url = url.map(str::to_owned);
            };
            linked(base_url, change).picture
        };
        assert_eq!(picture(None, "../img/a b.gif", None).as_deref(), Some("../site/News/img/a%20b.gif"));
        assert_eq!(picture(None, "/img/a.gif", None).as_deref(), Some("../site/img/a.gif"));
        let base = Some("https://n.example/old");
        assert_eq!(picture(base, "a.gif", None).as_deref(), Some("https://n.example/old/News/14%20n/a.gif"));
        assert_eq!(picture(base, "/a.gif", None).as_deref(), Some("https://n.example/a.gif"));
        // A page that was saved from elsewhere shows the pictures that were saved beside it.
        let canonical = Some("https://o.example/x/");
        assert_eq!(picture(None, "a.gif", canonical).as_deref(), Some("../site/News/14%20n/a.gif"));
        assert_eq!(picture(None, "data:image/gif;base64,R0lGOD", None), None);
    }

    #[test]
    fn a_picture_that_is_no_longer_beside_its_page_is_not_asked_for() {
        let picture = |base_url, written: &str| {
            linked(base_url, |article| article.picture = Some(written.to_owned())).picture.is_some()
        };
        assert!(picture(None, "a.gif?w=1") && !picture(None, "gone.gif") && !picture(None, ".."));
        // What lies on the host can't be told from here.
        assert!(picture(None, "https://i.example/gone.gif") && picture(Some("https://n.example/"), "gone.gif"));
    }

    #[test]
    fn a_records_picture_is_found_from_its_own_address() {
        let folder = tempfile::tempdir().unwrap();
        let records = folder.path().join("r.jsonl");
        std::fs::write(&records, "{\"id\":\"a\",\"text\":\"x\",\"url\":\"https://a.example/n/1.htm\"}\n").unwrap();
        let inputs = [records];
        let reading = read(&inputs, &InputOptions::default(), &|_| {}).unwrap();
        let mut article = reading.articles().unwrap().remove(0);
        article.picture = Some("../p.gif".to_owned());
        let addresses = Addresses::new(&inputs, folder.path(), None);
        let picture = |article: &Article| addresses.links(article, &reading).picture;
        assert_eq!(picture(&article).as_deref(), Some("https://a.example/p.gif"));
        std::fs::write(make(folder.path().join("img")).join("p.gif"), "GIF").unwrap();
        (article.url, article.picture) = (None, Some("img/p.gif".to_owned()));
        assert_eq!(picture(&article).as_deref(), Some("img/p.gif"));
    }
}
