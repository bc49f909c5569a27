//! `dalil serve`: a local look at an archive, with its pages, before it is uploaded.

use std::io::Write;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{
    HeaderValue, StatusCode,
    header::{CACHE_CONTROL, HOST},
};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;

use super::CommandError;
use crate::archive::Archive;

/// Serves the archive and the pages it links to on this computer only, until it is stopped.
///
/// # Errors
/// Where there is no archive, or the port is taken.
pub fn run(folder: &Path, port: u16, open_browser: bool, out: &mut dyn Write) -> Result<(), CommandError> {
    let base = Archive::open(folder)?.manifest().base.clone();
    let site = Site::new(folder, &base)?;
    let wrong = |error: std::io::Error| CommandError::Serve { port, reason: error.to_string() };
    tokio::runtime::Runtime::new().map_err(wrong)?.block_on(async {
        let listener = TcpListener::bind(("127.0.0.1", port)).await.map_err(wrong)?;
        let address = format!("http://{}/{}index.html", listener.local_addr().map_err(wrong)?, site.start);
        writeln!(out, "{address}\nCtrl+C ends it. Only this computer can see it.")?;
        out.flush()?;
        if open_browser && let Err(error) = open::that(&address) {
            eprintln!("dalil: no browser can be opened ({error}); open the address above yourself");
        }
        axum::serve(listener, site.router()).await.map_err(wrong)
    })
}

/// What is served: the folder that holds both the archive and its pages, and of it only these two.
struct Site {
    root: PathBuf,
    served: Vec<PathBuf>,
    /// The archive's path in addresses, with `/` at its end unless it is empty.
    start: String,
}

impl Site {
    fn new(folder: &Path, base: &str) -> Result<Self, CommandError> {
        let archive = folder.canonicalize()?;
        let up = Path::new(base).components().take_while(|part| *part == Component::ParentDir).count();
        let root = archive.ancestors().nth(up).unwrap_or(&archive).to_owned();
        let pages = percent_decode_str(base).decode_utf8_lossy();
        let pages = archive.join(&*pages).canonicalize().ok();
        let pages = pages.filter(|pages| !base.contains("://") && pages.starts_with(&root));
        let start = archive.strip_prefix(&root).unwrap_or(Path::new(""));
        let encoded = |part: Component<'_>| dalil::format::article::percent_encode(&part.as_os_str().to_string_lossy());
        let start = start.components().map(|part| encoded(part) + "/").collect();
        Ok(Self { root, served: [Some(archive), pages].into_iter().flatten().collect(), start })
    }

    fn router(self) -> Router {
        let files = ServeDir::new(&self.root);
        let only_served = middleware::from_fn_with_state(Arc::new(self), only_served);
        Router::new().fallback_service(files).layer(only_served)
    }

    /// How long a browser may keep what lies at an address's path, as docs/hosting.md advises every host: folders named by their
    /// contents for ever; everything else is asked for anew, also since it may be worked on.
    fn keeping(&self, path: &str) -> &'static str {
        let inside = path.strip_prefix('/').and_then(|path| path.strip_prefix(&self.start));
        let folder = inside.and_then(|path| path.split_once('/')).map_or("", |(folder, _)| folder);
        let hash = folder.rsplit_once('-').map_or("", |(_, hash)| hash);
        let lasts = hash.len() == 12 && hash.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase());
        if lasts { "public, max-age=31536000, immutable" } else { "no-cache" }
    }

    /// Whether an address's path leads into one of the folders that are served. What is hidden there is none of its pages, and a path of two
    /// slashes would name another host where it is forwarded to.
    fn serves(&self, path: &str) -> bool {
        let Ok(path) = percent_decode_str(path).decode_utf8() else { return false };
        let Some(inside) = path.strip_prefix('/').filter(|inside| !inside.starts_with('/')) else { return false };
        let Ok(file) = self.root.join(inside).canonicalize() else { return false };
        let is_shown =
            |inside: &Path| inside.components().all(|part| !part.as_os_str().as_encoded_bytes().starts_with(b"."));
        self.served.iter().any(|served| file.strip_prefix(served).is_ok_and(is_shown))
    }
}

/// Whether a request was made to this computer by its own name. A page of somebody else's can have its host's name lead here, and would then
/// read what is served as its own.
fn is_to_here(request: &Request) -> bool {
    let host = request.headers().get(HOST).map(|host| host.to_str().unwrap_or("?").to_ascii_lowercase());
    host.is_none_or(|host| {
        let name = host
            .rsplit_once(':')
            .filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()))
            .map_or(&*host, |(name, _)| name);
        ["127.0.0.1", "localhost", "[::1]"].contains(&name) || name.ends_with(".localhost")
    })
}

async fn only_served(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    if !is_to_here(&request) {
        let only = "dalil serve answers at the address that it printed, to this computer only.";
        return (StatusCode::FORBIDDEN, only).into_response();
    }
    if site.serves(request.uri().path()) {
        let keeping = HeaderValue::from_static(site.keeping(request.uri().path()));
        let mut response = next.run(request).await;
        response.headers_mut().insert(CACHE_CONTROL, keeping);
        response
    } else {
        (StatusCode::NOT_FOUND, "There is no such file in the archive or among its pages.").into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::Site;
    use std::fs;

    #[test]
    fn only_the_archive_and_its_pages_are_served() {
        let folder = tempfile::tempdir().unwrap();
        for name in
            ["my site/a b.htm", "my site/.git/config", "my site/.htpasswd", "out/search/index.html", "secret.txt"]
        {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        let site = Site::new(&folder.path().join("out/search"), "../../my%20site/").unwrap();
        assert_eq!(site.start, "out/search/");
        assert!(site.serves("/my%20site/a%20b.htm") && site.serves("/out/search/index.html"));
        for path in [
            "/secret.txt",
            "/out/../secret.txt",
            "/",
            "/out/search/%2e%2e/%2e%2e/secret.txt",
            "/nowhere",
            "/%ff",
            "//out/search/index.html",
            "/%2fout/search/index.html",
            "/my%20site/.git/config",
            "/my%20site/.htpasswd",
            "/my%20site/a%20b.htm%00",
        ] {
            assert!(!site.serves(path), "{path}");
        }
    }

    #[test]
    fn only_folders_named_by_their_contents_are_kept() {
        let site = Site { root: "/".into(), served: Vec::new(), start: "out/search/".into() };
        assert!(site.keeping("/out/search/terms-0123456789ab/postings-7.js").contains("immutable"));
        for path in
            ["/out/search/manifest.js", "/out/search/", "/News/terms-0123456789ab/a.js", "/out/search/my-pages/a.js"]
        {
            assert_eq!(site.keeping(path), "no-cache", "{path}");
        }
    }
}
