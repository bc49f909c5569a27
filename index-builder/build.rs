//! Says plainly what to do where the page and the module, which the binary carries inside it, have not been built yet.

use std::path::Path;

/// What `www` builds and `src/bundle/site.rs` embeds.
const EMBEDDED: [&str; 6] = ["index.html", "widget.js", "dalil.js", "dalil.d.ts", "host.js", "module/dalil_bg.wasm"];

fn main() {
    let dist = Path::new("../www/dist");
    for name in EMBEDDED {
        let file = dist.join(name);
        println!("cargo::rerun-if-changed={}", file.display());
        if !file.is_file() {
            println!(
                "cargo::error=www/dist/{name} is missing: run ./build.sh once, which builds the page and the module"
            );
        }
    }
}
