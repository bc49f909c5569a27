//! One look at every document, several threads at once, in memory that is bounded.

use rayon::prelude::*;

/// So many documents are looked at in a row, with what is made once for them.
const IN_A_ROW: u32 = 2048;
/// So many rows at least are looked at before what was found is taken; one for each thread where there are more of these.
const AT_ONCE: usize = 8;

/// Looks at the documents below this number and hands what is found to `take`, in their order. `own` makes what one thread keeps
/// from one document to the next.
pub(super) fn sweep<S, T: Send>(
    documents: u32,
    own: impl Fn() -> S + Sync,
    look: impl Fn(u32, &mut S) -> T + Sync,
    mut take: impl FnMut(T),
) {
    let in_a_row = |first: &u32| {
        let mut own = own();
        let row = *first..documents.min(first.saturating_add(IN_A_ROW));
        row.map(|document| look(document, &mut own)).collect::<Vec<_>>()
    };
    let firsts: Vec<u32> = (0..documents).step_by(IN_A_ROW as usize).collect();
    for firsts in firsts.chunks(AT_ONCE.max(rayon::current_num_threads())) {
        let found: Vec<Vec<T>> = firsts.par_iter().map(in_a_row).collect();
        found.into_iter().flatten().for_each(&mut take);
    }
}

#[cfg(test)]
mod tests {
    use super::{AT_ONCE, IN_A_ROW, sweep};

    #[test]
    fn every_document_is_looked_at_and_taken_in_order() {
        let documents = IN_A_ROW * AT_ONCE as u32 * 2 + 7;
        let mut taken = Vec::new();
        sweep(documents, || (), |document, ()| document, |document| taken.push(document));
        assert!(taken.into_iter().eq(0..documents));
        sweep(0, || (), |document, ()| document, |document| panic!("there is no {document}"));
    }
}
