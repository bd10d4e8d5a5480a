//! Lists that are in the order of the draft, searched by place: their cost does not grow with what stands elsewhere.

use copydesk_draft::Span;

/// Of things in order, those that begin at a token of `range`.
pub(crate) fn begun_in<T>(
    all: &[T],
    range: std::ops::Range<usize>,
    first: impl Fn(&T) -> usize,
) -> &[T] {
    let from = all.partition_point(|one| first(one) < range.start);
    let to = all.partition_point(|one| first(one) < range.end);
    let found = all.get(from..to).unwrap_or(&[]);
    debug_assert!(found.is_sorted_by_key(first), "they are in order");
    found
}

/// Of things in order, those that begin at a byte of `span`.
pub(crate) fn starting_in<T>(all: &[T], span: Span, of: impl Fn(&T) -> Span) -> &[T] {
    let from = all.partition_point(|one| of(one).start < span.start);
    let to = all.partition_point(|one| of(one).start < span.end);
    let found = all.get(from..to).unwrap_or(&[]);
    debug_assert!(
        found.is_sorted_by_key(|one| of(one).start),
        "they are in order"
    );
    found
}

#[cfg(test)]
mod tests {
    use copydesk_draft::Span;

    use super::{begun_in, starting_in};

    #[test]
    fn what_begins_at_the_first_place_is_in_and_at_the_last_out() {
        let all = [1, 3, 3, 8];
        assert_eq!(begun_in(&all, 3..8, |&i| i), [3, 3]);
        assert_eq!(begun_in(&all, 4..8, |&i| i), [0; 0]);
        let spans = all.map(|at| Span::new(at as u32, 20));
        assert_eq!(starting_in(&spans, Span::new(3, 8), |&one| one).len(), 2);
    }
}
