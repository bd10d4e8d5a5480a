#!/usr/bin/env python3
"""What the pack finds in the seed drafts without their own words: without-seed-words.py BINARY SEEDS-FOLDER [--pack rules] [--keep]

Drops, in a copy of the pack, every entry of a word list and every register entity whose words occur in the seed drafts
(entries of one word that are ordinary English — the small letters of closed lists — stay only where their list would
be empty), then checks the drafts and prints, row by row of tests/seeds.jsonl, what is still found and what is lost.
Nothing of the drafts is printed. Skipped aloud if the drafts are not there."""
import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

p = argparse.ArgumentParser(description=__doc__)
p.add_argument("binary")
p.add_argument("seeds")
p.add_argument("--pack", default="rules")
p.add_argument("--keep", action="store_true", help="drop nothing: the figures of the whole pack")
a = p.parse_args()
if not os.path.isdir(a.seeds):
    print("skipped: the seed drafts are not there")
    sys.exit(0)
names = sorted(f for f in os.listdir(a.seeds) if f.endswith(".txt"))
texts = [open(os.path.join(a.seeds, f), encoding="utf8", errors="replace").read() for f in names]


def fold(text):
    return " ".join(re.findall(r"[\w]+", text.lower().replace("’", "'")))


body = " " + " ".join(fold(t) for t in texts) + " "


def occurs(entry):
    words = fold(entry)
    return bool(words) and f" {words} " in body


pack = tempfile.mkdtemp(prefix="copydesk-pack-")
shutil.rmtree(pack)
shutil.copytree(a.pack, pack)
dropped = {"words": 0, "entities": 0}


def drop_words(text):
    # A list: "words NAME: entry, entry, …" over several lines.
    def one(m):
        entries = re.findall(r'~?"(?:[^"\\]|\\.)*"', m.group(2))
        kept = [e for e in entries if not occurs(e.strip('~"'))]
        dropped["words"] += len(entries) - len(kept)
        if not kept:
            kept = ['"qqqzz"']
        return f"words {m.group(1)}: " + ",\n  ".join(kept) + "\n"

    return re.sub(r"^words ([a-z0-9-]+):((?:[^\n]*\n)(?:[ \t]+[^\n]*\n)*)", one, text, flags=re.M)


def drop_entities(text):
    parts = re.split(r"(?=^\[\[entity\]\]$)", text, flags=re.M)
    out = []
    for part in parts:
        m = re.search(r'^name = "([^"]*)"', part, re.M)
        names_of = [m.group(1)] if m else []
        for key in ("aliases", "short-forms"):
            k = re.search(rf"^{key} = \[(.*?)\]", part, re.M | re.S)
            if k:
                names_of += re.findall(r'"([^"]*)"', k.group(1))
        if part.startswith("[[entity]]") and any(occurs(n) for n in names_of):
            dropped["entities"] += 1
            continue
        out.append(part)
    return "".join(out)


if not a.keep:
    # Registers that rows of other registers lean on keep their entities: a row without its authority is no row.
    leaned = {"authorities.toml", "units.toml", "currencies.toml"}
    for folder, _, files in os.walk(pack):
        for f in files:
            path = os.path.join(folder, f)
            if f.endswith(".desk"):
                t = open(path, encoding="utf8").read()
                open(path, "w", encoding="utf8").write(drop_words(t))
            elif f.endswith(".toml") and os.path.basename(folder) == "facts" and f not in leaned:
                t = open(path, encoding="utf8").read()
                open(path, "w", encoding="utf8").write(drop_entities(t))
print(f"dropped {dropped['words']} words and {dropped['entities']} names of registers")


def check(profile):
    run = subprocess.run(
        [os.path.abspath(a.binary), "check", "--format", "json", "--profile", profile, "--min-severity", "advice", "--as-of", "2024-12-01", os.path.abspath(a.seeds)],
        capture_output=True,
        text=True,
        env=dict(os.environ, COPYDESK_PACK=pack),
    )
    try:
        return json.loads(run.stdout)["findings"]
    except ValueError:
        sys.exit(run.stderr[-2000:])


rows = [json.loads(l) for l in open(os.path.join(os.path.dirname(__file__), "..", "seeds.jsonl"), encoding="utf8")]
strict, wire = check("strict"), check("wire")


def hits(findings, row, levels):
    return [
        f
        for f in findings
        if os.path.basename(f["path"]).startswith(row["seed"])
        and f["rule"] == row["rule"]
        and f["severity"] in levels
        and f["start"]["line"] == row["line"]
        and f["start"]["column"] <= row["to"]
        and f["end"]["column"] > row["from"]
    ]


flags = [r for r in rows if r["expect"] == "flag"]
found = [r for r in flags if hits(strict, r, ("error",))]
traps = [r for r in rows if r["expect"] == "pass"]
quiet = [r for r in traps if not hits(wire, r, ("error", "warning"))]
for r in flags:
    print(f"{'found' if r in found else 'lost '} {r['seed']}:{r['line']} {r['rule']}")
for r in traps:
    if r not in quiet:
        print(f"loud  {r['seed']}:{r['line']} {r['rule']}")
print(f"{len(found)} of {len(flags)} errors found, {len(quiet)} of {len(traps)} traps silent, {len(strict)} findings in strict")
shutil.rmtree(pack)
