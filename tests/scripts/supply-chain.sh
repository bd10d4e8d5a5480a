#!/usr/bin/env bash
# What is built in: licences, sources, bans (deny.toml, by cargo-deny), no unsafe code of our own, and a reason in
# docs/dependencies.md for every crate we name. Without cargo-deny the rest is checked, and what was not is said aloud.
set -euo pipefail
cd "$(dirname "$0")/../.."
fail() { echo "FAILED: $1" >&2; exit 1; }

grep -q '^unsafe_code = "forbid"' Cargo.toml || fail "unsafe code is not forbidden in Cargo.toml"
for manifest in crates/*/Cargo.toml tests/Cargo.toml; do
  grep -A1 '^\[lints\]' "$manifest" | grep -q '^workspace = true' || fail "$manifest does not take the lints of the workspace"
done
echo "unsafe code: forbidden in every crate"

# Every crate of [workspace.dependencies] that is not one of ours.
named=$(sed -n '/^\[workspace.dependencies\]/,/^\[workspace.lints/p' Cargo.toml | sed -n 's/^\([a-z0-9_-]*\) *=.*/\1/p' | grep -v '^copydesk-')
count=0
for crate in $named; do
  grep -Eq "(^\| |, |alone: )$crate([ ,]|$)" docs/dependencies.md || fail "docs/dependencies.md gives no reason for $crate"
  count=$((count + 1))
done
[ "$count" -gt 10 ] || fail "only $count dependencies were found in Cargo.toml"
echo "dependencies: $count, each with its reason"

grep '^source = ' Cargo.lock | sort -u | grep -v '^source = "registry+https://github.com/rust-lang/crates.io-index"$' \
  && fail "a crate of Cargo.lock comes from elsewhere than crates.io"
echo "sources: crates.io alone"

if cargo deny --version > /dev/null 2>&1; then
  cargo deny check licenses bans sources
else
  echo "NOT CHECKED: licences and bans, for want of cargo-deny (cargo install --locked cargo-deny)"
fi
