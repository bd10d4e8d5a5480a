//! Searches in sorted lists that are walked from front to back.

/// How many of the first things of a sorted list come before a place, as [`slice::partition_point`] says, at a cost that grows
/// with the answer and not with the list: for places that lie near the front.
pub fn count_before<T>(sorted: &[T], is_before: impl Fn(&T) -> bool) -> usize {
    let mut reach = 1;
    while sorted.get(reach - 1).is_some_and(&is_before) {
        reach *= 2;
    }
    let (from, to) = (reach / 2, reach.min(sorted.len()));
    let rest = sorted.get(from..to).unwrap_or(&[]);
    from + rest.partition_point(is_before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_partition_point() {
        for length in 0..40_u32 {
            let sorted: Vec<u32> = (0..length).collect();
            for place in 0..=length + 1 {
                let known = sorted.partition_point(|&one| one < place);
                assert_eq!(count_before(&sorted, |&one| one < place), known);
            }
        }
    }
}
