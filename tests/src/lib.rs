//! The data suite of copydesk; see `tests/`.
