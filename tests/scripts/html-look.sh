#!/usr/bin/env bash
# The HTML page in a real browser: html-look.sh BINARY [FOLDER]
# Makes the page of the drafts in tests/drafts and takes pictures of it: light, dark, on a telephone, printed. Checks
# with the browser that nothing is fetched from elsewhere, that every number in the copy leads to a note and back, and
# that a hostile draft runs no script. Says so aloud and succeeds where no browser is found.
set -euo pipefail
binary=$(realpath "${1:?html-look.sh BINARY [FOLDER]}")
folder=$(realpath -m "${2:-$(mktemp -d)}")
top=$(cd "$(dirname "$0")/../.." && pwd)
browser=
for name in chromium chromium-browser google-chrome; do
  if command -v "$name" > /dev/null; then browser=$name; break; fi
done
if [ -z "$browser" ]; then
  echo "SKIPPED: no Chromium found; the HTML page was not looked at"
  exit 0
fi
mkdir -p "$folder/drafts"
cp "$top"/tests/drafts/*.md "$top"/tests/drafts/*.txt "$folder/drafts/"
cat > "$folder/drafts/hostile.md" << 'DRAFT'
# <script>document.title = "ran"</script> The the gate

<!-- stet casualty-attribution: "><script>document.title = "ran"</script> -->
A blast killed four <img src=x onerror="document.title = 'ran'"> people & left the the gate “open". x&lt;script&gt;
DRAFT
(cd "$folder" && "$binary" check drafts --profile strict --min-severity advice --format html -o page.html || [ $? -eq 1 ])
flags=(--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
  --disable-component-update --disable-sync --hide-scrollbars "--user-data-dir=$folder/profile")
page="file://$folder/page.html"
shot() { "$browser" "${flags[@]}" "$@" "$page" > /dev/null 2>> "$folder/browser.log"; }
shot --window-size=1280,1600 "--screenshot=$folder/light.png"
shot --window-size=1280,1600 --blink-settings=preferredColorScheme=0 "--screenshot=$folder/dark.png"
shot --window-size=480,1600 "--screenshot=$folder/narrow.png"
shot --no-pdf-header-footer "--print-to-pdf=$folder/print.pdf"
"$browser" "${flags[@]}" --dump-dom "$page" 2>> "$folder/browser.log" > "$folder/dom.html"
fail() { echo "FAILED: $1"; exit 1; }
grep -q '<title>ran' "$folder/dom.html" && fail "a draft ran a script"
grep -Eq '<(script|img|link|iframe|object)[ >]' "$folder/dom.html" && fail "an element that runs or fetches"
grep -oE 'id="[rn][0-9]+"' "$folder/dom.html" | sort > "$folder/ids"
[ -z "$(uniq -d "$folder/ids")" ] || fail "an id stands twice"
for target in $(grep -oE 'href="#[rn][0-9]+"' "$folder/dom.html" | tr -d '"' | sed 's/href=#//' | sort -u); do
  grep -qx "id=\"$target\"" "$folder/ids" || fail "#$target leads nowhere"
done
for file in light.png dark.png narrow.png print.pdf; do
  [ -s "$folder/$file" ] || fail "$file is empty"
done
rm -rf "$folder/profile"
echo "looked: $(grep -c '^id="n' "$folder/ids") findings in the margin; pictures in $folder"
