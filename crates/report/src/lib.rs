//! See the crate description; the modules below are the table of contents.
