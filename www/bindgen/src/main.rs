//! `bindgen MODULE.wasm OUT_DIR`: writes the classic-script glue and the finished `dalil_bg.wasm`.
//! `bindgen --pack FINISHED.wasm`: writes it as a raw deflate stream, as small as can be, to `FINISHED.deflate`.

use std::path::{Path, PathBuf};
use std::{env, fs, process::ExitCode};

use walrus::{ConstExpr, Data, DataKind, Function, FunctionKind, Module, ir, passes};
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
/// Likewise of functions that only asynchronous calls and callbacks reach, of which the module has none; tables keep them.
const CALLBACKS: [&str; 2] = ["6js_sys7futures", "12wasm_bindgen7convert8closures"];
/// wasm-bindgen runs these to learn what functions take and give, and removes them.
const DESCRIPTIONS: [&str; 1] = ["describe"];
/// What panics say, as far as it stands in one piece: nobody is left who says it.
const MESSAGES: [&str; 26] = [
    "slice index starts at ",
    " but ends at ",
    "index out of bounds: the len is ",
    " but the index is ",
    "range start index ",
    "range end index ",
    " out of range for slice of length ",
    "copy_from_slice: source slice length (",
    ") does not match destination slice length (",
    "insertion index (is ",
    ") should be <= len (is ",
    "Cannot convert node address ",
    " to a pointer sized variable. If this FST\nis very large and was generated on a system with a larger pointer size\n\
     than this system, then it is not possible to read this FST on this\nsystem.",
    "assertion failed: self.is_char_boundary(new_len)",
    "assertion failed: i < node.ntrans",
    "attempt to join into collection with len > usize::MAX",
    "assertion failed: i == 0",
    "assertion failed: 1 <= nbytes && nbytes <= 8",
    "closure invoked recursively or after being dropped",
    "mid > len",
    "out of bounds",
    "capacity overflow",
    "attempt to divide by zero",
    "RefCell already mutably borrowed",
    "RefCell already borrowed",
    "Tried to shrink to a larger capacity",
];
/// Likewise of the function through which all formatting goes, and of what it calls by pointers.
const FORMATTING_BEGINS: &str = "4core3fmt5write";
const FORMATTING: [&str; 2] = ["4core3fmt", "7Display3fmt"];

fn main() -> ExitCode {
    let mut arguments = env::args_os().skip(1).map(PathBuf::from);
    let (Some(module), Some(out)) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: bindgen MODULE.wasm OUT_DIR, or bindgen --pack FINISHED.wasm");
        return ExitCode::from(2);
    };
    let done = if module.as_os_str() == "--pack" { pack(&out) } else { generate(module, out) };
    match done {
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

/// Done once for all archives, so that it may take its time: 5 % smaller than what zlib makes of it.
fn pack(module: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let mut packed = Vec::new();
    zopfli::compress(zopfli::Options::default(), zopfli::Format::Deflate, &*fs::read(module)?, &mut packed)?;
    Ok(fs::write(module.with_extension("deflate"), packed)?)
}

/// Leaves of a panic only the trap in which it ends: in a browser nobody would read its message, and what makes messages is several
/// kilobytes.
fn cut_panics(module: &mut Module) {
    cut(module, &PANICS);
    cut(module, &CALLBACKS);
    passes::gc::run(module);
    // Where nobody is left who formats, pointers to what would format are left over from the messages.
    if !module.funcs.iter().any(|function| is_named(function, &[FORMATTING_BEGINS])) {
        cut(module, &FORMATTING);
        let data: Vec<_> = module.data.iter().map(Data::id).collect();
        data.into_iter().for_each(|data| blank_panics(module.data.get_mut(data)));
    }
}

fn cut(module: &mut Module, names: &[&str]) {
    let is_cut = |function: &&mut Function| is_named(function, names) && !is_named(function, &DESCRIPTIONS);
    for function in module.funcs.iter_mut().filter(is_cut) {
        if let FunctionKind::Local(local) = &mut function.kind {
            let entry = local.entry_block();
            local.block_mut(entry).instrs = vec![(ir::Unreachable {}.into(), ir::InstrLocId::default())];
        }
    }
}

/// Puts zeros, which take no room when compressed, where the panics that were cut have their texts and places.
fn blank_panics(data: &mut Data) {
    let mut paths = Vec::new();
    let DataKind::Active { offset: ConstExpr::Value(ir::Value::I32(start)), .. } = data.kind else { return };
    for place in (0..data.value.len()).step_by(4) {
        // A place in a source file is its path, as address and length, and the numbers of a line and a column.
        let word = |at: usize| Some(u32::from_le_bytes(data.value.get(at..at + 4)?.try_into().ok()?) as usize);
        let (Some(address), Some(length)) = (word(place), word(place + 4)) else { break };
        let Some(from) = address.checked_sub(start as usize) else { continue };
        let path = from..from.saturating_add(length);
        if data.value.get(path.clone()).is_some_and(|path| path.ends_with(b".rs")) && place + 16 <= data.value.len() {
            // Others may have the same path.
            paths.push(path);
            data.value[place..place + 16].fill(0);
        }
    }
    for path in paths {
        data.value[path].fill(0);
    }
    // Numbers are written two digits at a time, out of a table.
    let digits: String = (0..100).map(|number| format!("{number:02}")).collect();
    for message in MESSAGES.into_iter().chain([digits.as_str()]) {
        while let Some(at) = data.value.windows(message.len()).position(|text| text == message.as_bytes()) {
            data.value[at..at + message.len()].fill(0);
        }
    }
}

fn is_named(function: &Function, parts: &[&str]) -> bool {
    function.name.as_ref().is_some_and(|name| parts.iter().any(|part| name.contains(part)))
}
