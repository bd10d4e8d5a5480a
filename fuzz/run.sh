#!/usr/bin/env bash
# Fuzzes every target for a while: run.sh [SECONDS EACH] [TARGET…]. Needs cargo-fuzz; says so aloud and succeeds without.
# What breaks a target stays in fuzz/artifacts; it becomes a test beside the code before it is mended.
set -euo pipefail
cd "$(dirname "$0")"
seconds=${1:-60}
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(rule_parser formatter draft_formats reader engine stet config)
if ! cargo fuzz --version > /dev/null 2>&1; then
  echo "SKIPPED: cargo-fuzz is not installed; nothing was fuzzed"
  exit 0
fi
# What the sanitizer's coverage needs of the compiler, there and nowhere else.
export RUSTC_BOOTSTRAP=1
seeds() {
  case $1 in
    rule_parser | formatter) find ../rules -name '*.desk' ;;
    draft_formats | reader) find ../tests/drafts ../rules -name '*.md' -o -name '*.txt' ;;
    config) find ../rules/profiles ../tests -name '*.toml' ;;
  esac
}
for target in "${targets[@]}"; do
  mkdir -p "corpus/$target"
  seeds "$target" | while read -r file; do
    head -c 4000 "$file" > "corpus/$target/seed-$(echo "$file" | tr -c 'a-z0-9\n' '-')"
  done
  echo "== $target, $seconds seconds"
  cargo fuzz run --sanitizer none "$target" "corpus/$target" -- \
    -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 -max_len=4000 -print_final_stats=1
done
