//! What the tests share.

mod world;

pub(crate) use world::*;
