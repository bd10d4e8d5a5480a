//! Lists that are in the order of the draft, searched by place: their cost does not grow with what stands elsewhere.

use copydesk_draft::Span;

/// Of things in order, those that begin at a token of `range`.
pub(crate) fn begun_in<T>(
    all: &[T],
    range: std::ops::Range<usize>,
    first: impl Fn(&T) -> usize,
) -> &[T] {
    debug_assert!(all.is_sorted_by_key(&first), "they are in order");
    let from = all.partition_point(|one| first(one) < range.start);
    let to = all.partition_point(|one| first(one) < range.end);
    all.get(from..to).unwrap_or(&[])
}

/// Of things in order, those that begin at a byte of `span`.
pub(crate) fn starting_in<T>(all: &[T], span: Span, of: impl Fn(&T) -> Span) -> &[T] {
    debug_assert!(
        all.is_sorted_by_key(|one| of(one).start),
        "they are in order"
    );
    let from = all.partition_point(|one| of(one).start < span.start);
    let to = all.partition_point(|one| of(one).start < span.end);
    all.get(from..to).unwrap_or(&[])
}
