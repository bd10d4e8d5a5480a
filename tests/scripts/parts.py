#!/usr/bin/env python3
"""Where the time goes: parts.py BINARY FOLDER

Counts instructions with callgrind while FOLDER is checked, and prints what each part costs for a byte of copy, of which
the parts under it are a share. Other work on the machine does not change the figures. BINARY needs its symbols: that of
`cargo build --profile fast`. The start of the program is left out. Needs valgrind; says so and succeeds where it is absent.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

# Depth, what it is called in the table, and the functions that make it.
PARTS = [
    (0, "a draft, from bytes to findings", ["desk::desk::Desk::check_bytes_with"]),
    (1, "format and encoding", ["formats::read"]),
    (1, "reading", ["reading::reading::Reader::read_watched"]),
    (2, "names", ["reading::names::find", "reading::names::schema::tables"]),
    (2, "attributions", ["reading::attribution::find", "reading::attribution::schema::tables"]),
    (2, "relations of figures", ["reading::relations::tables"]),
    (2, "places", ["reading::geography::tables"]),
    (2, "deeds", ["reading::deeds::tables"]),
    (2, "casualties", ["reading::casualties::find"]),
    (2, "designations", ["reading::designations::table"]),
    (2, "quotations", ["reading::quotes::find", "reading::quotes::table"]),
    (2, "dates", ["reading::dates::find::find", "reading::dates::tables"]),
    (2, "asides", ["reading::asides::table"]),
    (1, "rules", ["engine::engine::Engine::check_planned"]),
    (2, "layers of the desk", ["engine::layers::Made::new", "engine::layers::Made::desk_table"]),
    (2, "conditions", ["engine::evaluate::judge::<impl engine::evaluate::Evaluator>::judge"]),
]


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    binary, folder = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
    if not shutil.which("valgrind"):
        print("skipped: valgrind is not there")
        return
    files = [path for path in folder.rglob("*") if path.suffix in (".md", ".txt")]
    size = sum(path.stat().st_size for path in files)
    if not size:
        sys.exit(f"{folder}: no drafts (.md, .txt)")
    with tempfile.TemporaryDirectory() as work:
        out = f"{work}/counts"
        subprocess.run(
            ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", binary, "check", "--isolated", "--jobs", "1",
             "--exit-zero", "--quiet", "--format", "json", folder],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        told = subprocess.run(
            ["callgrind_annotate", "--inclusive=yes", "--threshold=100", out], check=True, capture_output=True, text=True
        ).stdout
    counts = {}
    for line in told.splitlines():
        found = re.match(r"\s*([\d,]+) \([ \d.]+%\)\s+\S*?:(\S.*?)(?: \[|$)", line)
        if found:
            name = found.group(2).replace("copydesk_", "").removesuffix("'2")
            counts[name] = max(counts.get(name, 0), int(found.group(1).replace(",", "")))
    print(f"{len(files)} drafts, {size} bytes\n\n| part | instructions a byte |\n|---|--:|")
    for depth, name, functions in PARTS:
        # A function that the compiler has put into another cannot be told apart.
        known = [counts[function] for function in functions if function in counts]
        cost = f"{sum(known) / size:.0f}" if len(known) == len(functions) else "–"
        print(f"| {'· ' * depth}{name} | {cost} |")


main()
