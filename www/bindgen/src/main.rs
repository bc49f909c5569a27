//! `bindgen MODULE.wasm OUT_DIR`: writes the classic-script glue and the finished `dalil_bg.wasm`.

use std::{env, path::PathBuf, process::ExitCode};

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let mut arguments = env::args_os().skip(1).map(PathBuf::from);
    let (Some(module), Some(out)) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: bindgen MODULE.wasm OUT_DIR");
        return ExitCode::from(2);
    };
    match generate(module, out) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bindgen: {error}");
            ExitCode::FAILURE
        }
    }
}

fn generate(module: PathBuf, out: PathBuf) -> Result<(), Box<dyn std::error::Error>> {
    // A classic script, since module files can't be loaded from disk; `wasm_bindgen` is the name it is wrapped by.
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module).no_modules(true)?.no_modules_global("wasm_bindgen")?;
    bindgen.typescript(false).remove_name_section(true).remove_producers_section(true);
    Ok(bindgen.generate(out)?)
}
