//! Rows of different lengths in one array: a list for each of many would cost an allocation and three words each.

/// Rows of values.
#[derive(Debug)]
pub(super) struct Rows<T> {
    /// Where each row begins, and where the last ends.
    starts: Vec<usize>,
    values: Vec<T>,
}

/// Rows whose lengths are known, being filled in any order.
#[derive(Debug)]
pub(super) struct Filling<T> {
    rows: Rows<T>,
    /// Where each row goes on.
    next: Vec<usize>,
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self::with_room(0, 0)
    }
}

impl<T> Rows<T> {
    /// How many there are.
    pub(super) fn len(&self) -> u32 {
        u32::try_from(self.starts.len().saturating_sub(1)).unwrap_or(u32::MAX)
    }

    /// None yet, with room for so many rows and values: of what is never used the system makes no memory, and growing copies all.
    pub(super) fn with_room(rows: u32, values: usize) -> Self {
        let mut starts = Vec::with_capacity(rows as usize + 1);
        starts.push(0);
        Self { starts, values: Vec::with_capacity(values) }
    }

    /// Adds a row behind all others.
    pub(super) fn push(&mut self, row: impl IntoIterator<Item = T>) {
        self.values.extend(row);
        self.starts.push(self.values.len());
    }

    /// One row; none where there is no such row.
    pub(super) fn get(&self, row: u32) -> &[T] {
        self.values.get(self.place(row)).unwrap_or_default()
    }

    /// Where a row stands among all values.
    fn place(&self, row: u32) -> std::ops::Range<usize> {
        let of = |row: usize| self.starts.get(row).copied().unwrap_or(self.values.len());
        of(row as usize)..of(row as usize + 1)
    }
}

impl<T: Clone + Default> Filling<T> {
    /// Makes room for rows of these lengths.
    pub(super) fn new(lengths: impl IntoIterator<Item = u32>) -> Self {
        let mut starts = vec![0];
        let mut sum = 0;
        for length in lengths {
            sum += length as usize;
            starts.push(sum);
        }
        let next = starts.clone();
        Self { rows: Rows { starts, values: vec![T::default(); sum] }, next }
    }

    /// Adds a value to a row; what is more than its length is left out.
    pub(super) fn push(&mut self, row: u32, value: T) {
        let end = self.rows.place(row).end;
        let Some(next) = self.next.get_mut(row as usize).filter(|next| **next < end) else { return };
        if let Some(place) = self.rows.values.get_mut(*next) {
            *place = value;
            *next += 1;
        }
    }

    /// The rows, all full.
    pub(super) fn finish(self) -> Rows<T> {
        self.rows
    }
}

#[cfg(test)]
mod tests {
    use super::{Filling, Rows};

    #[test]
    fn rows_are_added_one_behind_the_other() {
        let mut rows = Rows::with_room(3, 2);
        assert!(rows.len() == 0 && rows.get(0).is_empty());
        [vec![1, 2], vec![], vec![3]].into_iter().for_each(|row| rows.push(row));
        assert_eq!((rows.len(), rows.get(0), rows.get(1), rows.get(2)), (3, &[1, 2][..], &[][..], &[3][..]));
        assert!(rows.get(3).is_empty());
    }

    #[test]
    fn rows_are_filled_in_any_order_and_keep_to_their_lengths() {
        let mut filling = Filling::new([2, 0, 1]);
        for (row, value) in [(2, 'x'), (0, 'a'), (1, '!'), (0, 'b'), (0, '!')] {
            filling.push(row, value);
        }
        let rows = filling.finish();
        assert_eq!((rows.get(0), rows.get(1), rows.get(2)), (&['a', 'b'][..], &[][..], &['x'][..]));
        assert!(rows.get(3).is_empty());
    }
}
