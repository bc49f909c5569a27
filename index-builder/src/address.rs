//! Where hits lead to: from the archive's folder to the pages.

use std::path::{Component, Path, PathBuf};

use dalil::format::article::percent_encode;

use crate::article::Article;
use crate::index::Link;
use crate::input::prefixes;

/// The addresses of one archive's pages.
#[derive(Debug)]
pub struct Addresses {
    base: String,
    /// With several inputs and no base URL, what the names of each one's files begin with and the way to them.
    inputs: Vec<(String, String)>,
}

impl Addresses {
    /// For pages read from `inputs` by an archive in `out`.
    #[must_use]
    pub fn new(inputs: &[PathBuf], out: &Path, base_url: Option<&str>) -> Self {
        if let Some(base) = base_url {
            let slash = if base.is_empty() || base.ends_with('/') { "" } else { "/" };
            return Self { base: format!("{base}{slash}"), inputs: Vec::new() };
        }
        if let [input] = inputs {
            let folder = if input.is_dir() { input.clone() } else { parent(input) };
            return Self { base: way(out, &folder), inputs: Vec::new() };
        }
        let way_to = |(input, prefix): (&PathBuf, String)| {
            let name = input.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            // A folder is found by the name it has on disk, whatever its ids begin with.
            if prefix.is_empty() { (name, way(out, &parent(input))) } else { (prefix, way(out, input)) }
        };
        Self { base: String::new(), inputs: inputs.iter().zip(prefixes(inputs)).map(way_to).collect() }
    }

    /// What stands in front of a page's path; see [`dalil::format::manifest::Manifest::base`].
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Where the hit of an article leads to.
    #[must_use]
    pub fn link(&self, article: &Article) -> Link {
        if let Some(address) = &article.url {
            return Link::To(address.clone());
        }
        // A record has an id of its own, or its file's with a line.
        let rest = article.id.strip_prefix(&article.page);
        let Some(rest) = rest.filter(|rest| rest.is_empty() || rest.starts_with('#')) else { return Link::None };
        let inside = self.inputs.iter().find_map(|(prefix, way)| {
            let inside = article.page.strip_prefix(prefix)?;
            // A file is its own prefix.
            Some((way.as_str(), if inside.is_empty() { article.page.as_str() } else { inside }))
        });
        match inside {
            None if rest.is_empty() => Link::Page,
            None => Link::To(format!("{}{}{rest}", self.base, percent_encode(&article.page))),
            Some((way, inside)) => Link::To(format!("{way}{}{rest}", percent_encode(inside))),
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
    use crate::article::Article;
    use crate::index::Link;
    use std::path::{Path, PathBuf};

    fn article(id: &str, page: &str) -> Article {
        Article { id: id.to_owned(), page: page.to_owned(), ..Article::default() }
    }

    #[test]
    fn a_page_is_found_from_the_archive_however_the_two_lie() {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("my site");
        let make = |path: &Path| std::fs::create_dir_all(path).map(|()| path.to_owned()).unwrap();
        let (inside, beside) = (make(&site.join("search")), make(&folder.path().join("search")));
        assert_eq!(Addresses::new(std::slice::from_ref(&site), &inside, None).base(), "../");
        assert_eq!(Addresses::new(std::slice::from_ref(&site), &beside, None).base(), "../my%20site/");
        assert_eq!(Addresses::new(&[site], &beside, Some("https://news.example/a")).base(), "https://news.example/a/");
    }

    #[test]
    fn a_record_leads_to_its_own_address_or_nowhere() {
        let addresses = Addresses::new(&[PathBuf::from("records.jsonl")], Path::new("."), None);
        assert_eq!(addresses.link(&article("r1", "records.jsonl")), Link::None);
        assert_eq!(addresses.link(&article("records.jsonl:3", "records.jsonl")), Link::None);
        let own = Article { url: Some("https://a.example/".into()), ..article("r1", "records.jsonl") };
        assert_eq!(addresses.link(&own), Link::To("https://a.example/".into()));
    }

    #[test]
    fn pages_of_several_inputs_are_each_found_from_the_archive() {
        let folder = tempfile::tempdir().unwrap();
        let inputs = ["a/news", "b/news", "out"].map(|name| folder.path().join(name));
        inputs.iter().for_each(|path| std::fs::create_dir_all(path).unwrap());
        let file = folder.path().join("page.htm");
        std::fs::write(&file, "x").unwrap();
        let addresses = Addresses::new(&[inputs[0].clone(), inputs[1].clone(), file], &inputs[2], None);
        let to = |page: &str| addresses.link(&article(page, page));
        assert_eq!(to("news/x y.htm"), Link::To("../a/news/x%20y.htm".into()));
        assert_eq!(to("news-2/x.htm"), Link::To("../b/news/x.htm".into()));
        assert_eq!(to("page.htm"), Link::To("../page.htm".into()));
    }

    #[test]
    fn the_second_article_of_a_page_leads_to_its_place() {
        let addresses = Addresses::new(&[PathBuf::from("x")], Path::new("."), Some("https://a.example"));
        assert_eq!(addresses.link(&article("a b.htm", "a b.htm")), Link::Page);
        assert_eq!(addresses.link(&article("a b.htm#2", "a b.htm")), Link::To("https://a.example/a%20b.htm#2".into()));
    }
}
