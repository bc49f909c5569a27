//! `dalil serve`: a local look at an archive, with its pages, before it is uploaded.

use std::fs;
use std::io::Write;
use std::path::{Component, Path, PathBuf};

use percent_encoding::percent_decode_str;
use tiny_http::{Header, Method, Request, Response, Server};

use super::CommandError;
use crate::archive::Archive;

/// Serves the archive and the pages it links to on this computer only, until it is stopped.
///
/// # Errors
/// Where there is no archive, or the port is taken.
pub fn run(folder: &Path, port: u16, open_browser: bool, out: &mut dyn Write) -> Result<(), CommandError> {
    let base = Archive::open(folder)?.manifest().base.clone();
    let site = Site::new(folder, &base)?;
    let server =
        Server::http(("127.0.0.1", port)).map_err(|error| CommandError::Serve { port, reason: error.to_string() })?;
    let port = server.server_addr().to_ip().map_or(port, |address| address.port());
    let address = format!("http://127.0.0.1:{port}/{}index.html", site.start);
    writeln!(out, "{address}\nCtrl+C ends it. Only this computer can see it.")?;
    out.flush()?;
    if open_browser && let Err(error) = open::that(&address) {
        eprintln!("dalil: no browser can be opened ({error}); open the address above yourself");
    }
    for request in server.incoming_requests() {
        // A reader who went away is no reason to stop.
        let _ = site.answer(request);
    }
    Ok(())
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
        let pages =
            archive.join(&*pages).canonicalize().ok().filter(|pages| !base.contains("://") && pages.starts_with(&root));
        let start = archive.strip_prefix(&root).unwrap_or(Path::new(""));
        let start: String = start.components().map(|part| encoded(&part.as_os_str().to_string_lossy()) + "/").collect();
        Ok(Self { root, served: [Some(archive), pages].into_iter().flatten().collect(), start })
    }

    fn answer(&self, request: Request) -> std::io::Result<()> {
        if !matches!(request.method(), Method::Get | Method::Head) {
            return request.respond(Response::from_string("only GET").with_status_code(405));
        }
        match self.find(request.url()) {
            Some(file) => {
                let kind = mime_guess::from_path(&file).first_or_octet_stream();
                let bytes = fs::read(&file)?;
                let mut response = Response::from_data(bytes);
                for (name, value) in [("Cache-Control", "no-cache"), ("Content-Type", kind.as_ref())] {
                    Header::from_bytes(name, value).into_iter().for_each(|header| response.add_header(header));
                }
                request.respond(response)
            }
            None => request.respond(Response::from_string("not found").with_status_code(404)),
        }
    }

    /// The file for an address, if it is one of those served.
    fn find(&self, url: &str) -> Option<PathBuf> {
        let path = url.split(['?', '#']).next().unwrap_or_default();
        let path = percent_decode_str(path).decode_utf8().ok()?;
        let file = self.root.join(path.trim_start_matches('/')).canonicalize().ok()?;
        let file = if file.is_dir() { file.join("index.html").canonicalize().ok()? } else { file };
        self.served.iter().any(|served| file.starts_with(served)).then_some(file)
    }
}

fn encoded(name: &str) -> String {
    dalil::format::article::percent_encode(name)
}
