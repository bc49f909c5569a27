//! Where hits lead to: from the archive's folder to the pages.

use std::path::{Component, Path, PathBuf};

use dalil::format::article::percent_encode;

use crate::article::Article;
use crate::index::Link;
use crate::reading::Reading;

/// The addresses of one archive's pages.
#[derive(Debug)]
pub struct Addresses {
    out: PathBuf,
    /// What stands in front of every page's path; `None` where the pages come from several inputs and each has a way of
    /// its own.
    base: Option<String>,
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
        Self { out: out.to_owned(), base }
    }

    /// What stands in front of a page's path; see [`dalil::format::manifest::Manifest::base`].
    #[must_use]
    pub fn base(&self) -> &str {
        self.base.as_deref().unwrap_or_default()
    }

    /// Where the hit of an article leads to.
    #[must_use]
    pub fn link(&self, article: &Article, reading: &Reading) -> Link {
        if let Some(address) = &article.url {
            return Link::To(address.clone());
        }
        // A record has no page that could be shown.
        let place = article.id.strip_prefix(&article.page).filter(|_| reading.has_page(&article.page));
        match (place, &self.base) {
            (None, _) => Link::None,
            (Some(""), Some(_)) => Link::Page,
            (Some(place), Some(base)) => Link::To(format!("{base}{}{place}", percent_encode(&article.page))),
            (Some(place), None) => reading.file_of(&article.page).map_or(Link::None, |file| {
                let name = file.file_name().unwrap_or_default().to_string_lossy();
                Link::To(format!("{}{}{place}", way(&self.out, &parent(&file)), percent_encode(&name)))
            }),
        }
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
    use super::Addresses;
    use crate::index::Link;
    use crate::reading::{InputOptions, read};
    use std::path::{Path, PathBuf};

    fn make(path: PathBuf) -> PathBuf {
        std::fs::create_dir_all(&path).map(|()| path).unwrap()
    }

    /// Where the articles of these inputs lead to, by id.
    fn links(inputs: &[PathBuf], out: &Path, base_url: Option<&str>) -> Vec<(String, Link)> {
        let reading = read(inputs, &InputOptions::default(), &|_| {}).unwrap();
        let addresses = Addresses::new(inputs, out, base_url);
        reading
            .articles()
            .unwrap()
            .iter()
            .map(|article| (article.id.clone(), addresses.link(article, &reading)))
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
            std::fs::write(make(input.join("x y")).join("p #1.htm"), "<p>words").unwrap();
        }
        let out = make(folder.path().join("out"));
        let found = links(&inputs, &out, None);
        assert_eq!(found[0], ("a/news/x y/p #1.htm".into(), Link::To("../a/news/x%20y/p%20%231.htm".into())));
        assert_eq!(found[1], ("b/news/x y/p #1.htm".into(), Link::To("../b/news/x%20y/p%20%231.htm".into())));
        let single = links(&inputs[..1], &out, None);
        assert_eq!(single[0], ("x y/p #1.htm".into(), Link::Page));
    }
}
