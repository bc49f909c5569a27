//! A library's mistake with one page, or one file of an archive, must cost neither the others nor the keeper's calm.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};

thread_local! {
    static SHIELDED: Cell<bool> = const { Cell::new(false) };
}

/// What `work` gives; nothing where it panics.
pub fn shielded<T>(work: impl FnOnce() -> Option<T>) -> Option<T> {
    let outer = SHIELDED.replace(true);
    let found = catch_unwind(AssertUnwindSafe(work));
    SHIELDED.set(outer);
    found.ok().flatten()
}

/// Says nothing of panics that cost nothing. All others are told as before.
///
/// The hook belongs to the whole process, so that only its `main` should call this, and once.
pub fn keep_quiet_about_shielded_panics() {
    let usual = take_hook();
    set_hook(Box::new(move |panic| {
        // While a thread ends, its own values may be gone; then nothing is shielded any more.
        if !SHIELDED.try_with(Cell::get).unwrap_or(false) {
            usual(panic);
        }
    }));
}

#[cfg(test)]
mod tests {
    use std::panic::{catch_unwind, set_hook, take_hook};
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    use super::{keep_quiet_about_shielded_panics, shielded};

    static TOLD: AtomicUsize = AtomicUsize::new(0);

    #[test]
    fn a_panic_inside_the_shield_costs_its_result_only_and_is_not_told() {
        let here = thread::current().id();
        let usual = take_hook();
        set_hook(Box::new(move |panic| {
            // Other tests may panic meanwhile.
            if thread::current().id() == here {
                TOLD.fetch_add(1, Ordering::SeqCst);
            } else {
                usual(panic);
            }
        }));
        keep_quiet_about_shielded_panics();
        assert_eq!(shielded(|| Some(1)), Some(1));
        assert_eq!(shielded(|| -> Option<u8> { shielded(|| Some(2)).map(|_| panic!("inside")) }), None);
        let told_inside = TOLD.load(Ordering::SeqCst);
        assert!(catch_unwind(|| panic!("outside")).is_err());
        let told = TOLD.load(Ordering::SeqCst);
        assert_eq!((told_inside, told), (0, 1));
    }
}
