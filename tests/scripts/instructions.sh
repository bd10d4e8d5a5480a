#!/usr/bin/env bash
# Counts instructions, which other work on the machine does not change: for each byte of copy with the standard pack, and
# the growth from 10 to 1,000 phrase rules. Fails above the limits.
#
#   tests/scripts/instructions.sh [COPYDESK]
#   MOST_PER_BYTE=4000 MOST_GROWTH=1.25 tests/scripts/instructions.sh target/release/copydesk
#
# Needs valgrind; says so and passes where it is absent.
set -euo pipefail
cd "$(dirname "$0")/../.."
program=${1:-target/release/copydesk}
per_byte=${MOST_PER_BYTE:-4000}
growth=${MOST_GROWTH:-1.25}
if ! command -v valgrind >/dev/null; then
  echo "skipped: valgrind is not there"
  exit 0
fi
[ -x "$program" ] || { echo "no program at $program: build it, or name it"; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export RAYON_NUM_THREADS=1

# Instructions of a check of a folder.
count() { # folder, further arguments
  local folder=$1
  shift
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$program" check "$@" --jobs 1 --exit-zero --quiet \
    --format json "$folder" 2>"$work/log" >/dev/null || { cat "$work/log" >&2; exit 2; }
  grep -Eo 'refs: +[0-9,]+' "$work/log" | tr -dc 0-9
}

# The shipped drafts once and five times: the difference is what copy costs, without the start of the program.
mkdir "$work/once" "$work/five"
for draft in tests/drafts/*.md tests/drafts/*.txt; do
  name=$(basename "$draft")
  cp "$draft" "$work/once/$name"
  for copy in 1 2 3 4 5; do cp "$draft" "$work/five/$copy-$name"; done
done
bytes=$(cat "$work"/once/* | wc -c)
once=$(count "$work/once")
five=$(count "$work/five")
each=$(((five - once) / (4 * bytes)))
echo "standard pack: $each instructions a byte (at most $per_byte)"

# Phrase rules whose words do not stand in the drafts: growth with the number of rules.
rules() { # folder, number
  mkdir -p "$1/desk"
  cp -r rules/words rules/facts rules/profiles "$1/"
  # Profiles speak of rules of the standard pack.
  rm -f "$1"/profiles/*
  printf '[profile]\nname = "wire"\nabout = "For measuring"\n' >"$1/profiles/wire.toml"
  awk -v n="$2" 'BEGIN {
    for (i = 0; i < n; i++) {
      w = sprintf("%06d", i); gsub(/0/, "q", w); gsub(/1/, "w", w); gsub(/2/, "v", w); gsub(/3/, "k", w); gsub(/4/, "j", w)
      gsub(/5/, "x", w); gsub(/6/, "z", w); gsub(/7/, "p", w); gsub(/8/, "b", w); gsub(/9/, "d", w)
      printf "words w-%s: \"x%s\", \"y%s\", \"the z%s\"\npattern p-%s: <w-%s>\nlayer l-%s from p-%s\n\n", w, w, w, w, w, w, w, w
      printf "rule r-%s\n  title \"T\"\n  severity error\n  for each l-%s\n  say \"It.\"\n  bad \"[[x%s]]\"\n  good \"y\"\n\n", w, w, w
    }
  }' >"$1/desk/measured.desk"
}
few=$work/few many=$work/many
rules "$few" 10
rules "$many" 1000
spent() { # pack
  local one five
  one=$(count "$work/once" --pack "$1")
  five=$(count "$work/five" --pack "$1")
  echo $(((five - one) / (4 * bytes)))
}
ten=$(spent "$few")
thousand=$(spent "$many")
ratio=$(awk -v a="$thousand" -v b="$ten" 'BEGIN { printf "%.3f", a / b }')
echo "10 rules: $ten instructions a byte; 1,000 rules: $thousand, $ratio times as many (at most $growth)"
awk -v each="$each" -v most="$per_byte" -v ratio="$ratio" -v growth="$growth" \
  'BEGIN { exit !(each <= most && ratio <= growth) }' || { echo "above the limit"; exit 1; }
