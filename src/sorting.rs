//! Sorting, once for all types.
//!
//! The standard library compiles its sorts anew for each type and comparison: 3 to 8 KB of the module each. These here
//! are compiled once and hand each comparison a pair of places. All of them are stable.

use core::cmp::Ordering;

/// Compares what stands at two places.
pub type Compare<'c> = &'c mut dyn FnMut(usize, usize) -> Ordering;

/// Sorts numbers, byte by byte from the lowest; bytes that all have in common cost little.
pub fn sort_numbers(numbers: &mut Vec<u64>) {
    let mut sorted = vec![0; numbers.len()];
    for shift in (0..u64::BITS).step_by(8) {
        let digit = |number: &u64| usize::from((number >> shift) as u8);
        let mut starts = [0_usize; 257];
        for number in numbers.iter() {
            if let Some(start) = starts.get_mut(digit(number) + 1) {
                *start += 1;
            }
        }
        if starts.contains(&numbers.len()) {
            continue;
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        for number in numbers.iter() {
            let Some(start) = starts.get_mut(digit(number)) else { continue };
            if let Some(place) = sorted.get_mut(*start) {
                *place = *number;
            }
            *start += 1;
        }
        core::mem::swap(numbers, &mut sorted);
    }
}

/// Sorts items by a comparison.
pub fn sort_by<T>(items: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    let order = order(items.len(), &mut |a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    settle(order, &mut |place, from| items.swap(place, from));
}

/// Brings each item to its place along the circle of those that stand in each other's places.
fn settle(mut order: Vec<usize>, swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..order.len() {
        let mut place = start;
        while let Some(from) = order.get_mut(place).map(|from| core::mem::replace(from, place)) {
            if from == start || from == place {
                break;
            }
            swap(place, from);
            place = from;
        }
    }
}

/// The places of `count` things in the order of a comparison.
#[must_use]
pub fn order(count: usize, compare: Compare<'_>) -> Vec<usize> {
    let mut places = (0..count).collect();
    arrange(&mut places, compare);
    places
}

/// Merges ever longer runs.
fn arrange(places: &mut Vec<usize>, compare: Compare<'_>) {
    let mut merged = Vec::with_capacity(places.len());
    let mut width = 1;
    while width < places.len() {
        merged.clear();
        for pair in places.chunks(width.saturating_mul(2)) {
            let (mut left, mut right) = pair.split_at(width.min(pair.len()));
            while let (Some((first, others)), Some((second, further))) = (left.split_first(), right.split_first()) {
                if compare(*first, *second) == Ordering::Greater {
                    merged.push(*second);
                    right = further;
                } else {
                    merged.push(*first);
                    left = others;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        core::mem::swap(places, &mut merged);
        width = width.saturating_mul(2);
    }
}

#[cfg(test)]
mod tests {
    use super::{sort_by, sort_numbers};

    /// Numbers without visible order, many of them several times.
    fn jumbled(count: usize) -> Vec<u64> {
        let next =
            |state: &u64| Some(state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407));
        core::iter::successors(Some(count as u64), next)
            .map(|state| ((state >> 40) % 1009) << (state >> 62))
            .take(count)
            .collect()
    }

    #[test]
    fn numbers_come_into_order_whatever_their_size() {
        for count in (0..70).chain([1000, 4097]) {
            let mut sorted = jumbled(count);
            sorted.extend([u64::MAX, 0, 1 << 63, u64::from(u32::MAX)]);
            let mut expected = sorted.clone();
            expected.sort_unstable();
            sort_numbers(&mut sorted);
            assert_eq!(sorted, expected);
        }
    }

    #[test]
    fn what_is_equal_stays_in_its_order() {
        for count in (0..70).chain([1000, 4097]) {
            let mut sorted: Vec<_> = jumbled(count).into_iter().enumerate().collect();
            let mut expected = sorted.clone();
            expected.sort_by_key(|(_, number)| number % 16);
            sort_by(&mut sorted, |a, b| (a.1 % 16).cmp(&(b.1 % 16)));
            assert_eq!(sorted, expected);
        }
    }
}
