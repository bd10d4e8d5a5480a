#!/usr/bin/env bash
# A release: build.sh [FOLDER]. Makes a static binary for Linux, stripped, with its man pages, completions and licences
# in one archive, and a checksum beside it. PROFILE=fast for a trial run; TARGET=x86_64-unknown-linux-musl for musl in place
# of glibc, if `rustup target add` has brought it.
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=$(realpath -m "${1:-target/dist}")
profile=${PROFILE:-release}
host=$(rustc -vV | sed -n 's/^host: //p')
case $host in
  *-linux-*) ;;
  *) echo "build.sh: static binaries are made for Linux; this is $host" >&2; exit 1 ;;
esac
target=${TARGET:-$host}
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
name="copydesk-$version-$target"
# With a target named, the flag reaches the binary and not the build scripts.
RUSTFLAGS="${RUSTFLAGS:-} -C target-feature=+crt-static" \
  cargo build --profile "$profile" --locked --package copydesk --target "$target"
rm -rf "${folder:?}/$name"
mkdir -p "$folder/$name/completions" "$folder/$name/man"
cp "target/$target/$profile/copydesk" "$folder/$name/"
strip "$folder/$name/copydesk"
if readelf -d "$folder/$name/copydesk" | grep -q NEEDED; then
  echo "build.sh: the binary needs shared libraries" >&2
  exit 1
fi
if readelf -S "$folder/$name/copydesk" | grep -Eq '\.(symtab|debug_info)'; then
  echo "build.sh: the binary is not stripped" >&2
  exit 1
fi
"$folder/$name/copydesk" generate man "$folder/$name/man" > /dev/null
for shell in bash zsh fish elvish powershell; do
  "$folder/$name/copydesk" generate completions "$shell" > "$folder/$name/completions/copydesk.$shell"
done
cp README.md CHANGELOG.md LICENSE-APACHE LICENSE-MIT "$folder/$name/"
# The same files give the same archive.
tar --sort=name --mtime="@$(git log -1 --format=%ct)" --owner=0 --group=0 --numeric-owner \
  -C "$folder" -cf - "$name" | gzip -n > "$folder/$name.tar.gz"
(cd "$folder" && sha256sum "$name.tar.gz" > "$name.tar.gz.sha256" && sha256sum --check --quiet "$name.tar.gz.sha256")
echo "$folder/$name.tar.gz"
