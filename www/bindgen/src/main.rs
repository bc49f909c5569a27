//! `bindgen MODULE.wasm OUT_DIR`: writes the classic-script glue and the finished `dalil_bg.wasm`.

use std::{env, path::PathBuf, process::ExitCode};

use walrus::{Function, FunctionKind, Module, ir, passes};
use wasm_bindgen_cli_support::Bindgen;

/// Parts of the mangled names of functions of the standard library that end in a panic and never return.
const PANICS: [&str; 11] = [
    "4core9panicking",
    "3std9panicking11begin_panic",
    "3std9panicking15panic_with_hook",
    "4core6option13unwrap_failed",
    "4core6option13expect_failed",
    "4core6result13unwrap_failed",
    "16slice_index_fail",
    "16slice_error_fail",
    "17len_mismatch_fail",
    "7raw_vec12handle_error",
    "7raw_vec17capacity_overflow",
];
/// Likewise of the function through which all formatting goes, and of what it calls by pointers.
const FORMATTING_BEGINS: &str = "4core3fmt5write";
const FORMATTING: [&str; 2] = ["4core3fmt", "7Display3fmt"];

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
    let name = module.file_stem().and_then(|name| name.to_str()).unwrap_or("module").to_owned();
    let mut module = Module::from_file(module)?;
    cut_panics(&mut module);
    // A classic script, since module files can't be loaded from disk; `wasm_bindgen` is the name it is wrapped by.
    let mut bindgen = Bindgen::new();
    bindgen.input_module(&name, module).no_modules(true)?.no_modules_global("wasm_bindgen")?;
    bindgen.typescript(false).remove_name_section(true).remove_producers_section(true);
    Ok(bindgen.generate(out)?)
}

/// Leaves of a panic only the trap in which it ends: in a browser nobody would read its message, and what makes messages is several
/// kilobytes.
fn cut_panics(module: &mut Module) {
    cut(module, &PANICS);
    passes::gc::run(module);
    // Where nobody is left who formats, pointers to what would format are left over from the messages.
    if !module.funcs.iter().any(|function| is_named(function, &[FORMATTING_BEGINS])) {
        cut(module, &FORMATTING);
    }
}

fn cut(module: &mut Module, names: &[&str]) {
    for function in module.funcs.iter_mut().filter(|function| is_named(function, names)) {
        if let FunctionKind::Local(local) = &mut function.kind {
            let entry = local.entry_block();
            local.block_mut(entry).instrs = vec![(ir::Unreachable {}.into(), ir::InstrLocId::default())];
        }
    }
}

fn is_named(function: &Function, parts: &[&str]) -> bool {
    function.name.as_ref().is_some_and(|name| parts.iter().any(|part| name.contains(part)))
}
