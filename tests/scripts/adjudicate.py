#!/usr/bin/env python3
"""False alarms on real news: adjudicate.py BINARY ARTICLES.jsonl... [--articles 1500] [--errors 200] [--warnings 200] [--seed 1] [--out FILE]

Draws a seeded sample of findings for a person to judge: so many articles of the files, one run of `check --profile wire`,
then so many errors and warnings of all rules outside caption-in-body and web-debris (the corpora are scraped pages, so
those two say more about the scrape than about the copy). Prints each with its surroundings; with --out also writes one
line a finding without any text of the article: file, line of it, rule, level, byte offsets in the text, and an empty
verdict. tests/news-verdicts.jsonl is such a file (seed 3, 2,000 articles of allsides-wire and allsides-conflict, one
judge). `--judged FILE` reads such lines back with verdicts (true, false; "fine either way" is false) and prints the
rates per rule and level."""
import argparse
import collections
import json
import os
import random
import subprocess
import sys
import tempfile

p = argparse.ArgumentParser(description=__doc__)
p.add_argument("binary", nargs="?")
p.add_argument("articles_files", nargs="*")
p.add_argument("--articles", type=int, default=1500)
p.add_argument("--errors", type=int, default=200)
p.add_argument("--warnings", type=int, default=200)
p.add_argument("--seed", type=int, default=1)
p.add_argument("--out")
p.add_argument("--judged")
a = p.parse_args()

if a.judged:
    table = collections.defaultdict(collections.Counter)
    for line in open(a.judged, encoding="utf8"):
        v = json.loads(line)
        table[v["level"], v["rule"]][v["verdict"]] += 1
        table[v["level"], "all"][v["verdict"]] += 1
    for (level, rule), n in sorted(table.items(), key=lambda x: (x[0][0], x[0][1] == "all", -sum(x[1].values()))):
        every = sum(n.values())
        print(f"{level:8s} {rule:34s} {n['false']:3d} of {every:3d} false ({n['false'] / every:.0%})")
    sys.exit(0)
if not a.binary:
    p.error("a binary, or --judged")
files = [f for f in a.articles_files if os.path.exists(f)]
for f in a.articles_files:
    if f not in files:
        print(f"skipped: {f} is not there")
if not files:
    sys.exit(0)
pool = []
for f in files:
    for n, line in enumerate(open(f, encoding="utf8"), 1):
        if line.strip():
            pool.append((os.path.basename(f), n, json.loads(line)))
random.Random(a.seed).shuffle(pool)
folder = tempfile.mkdtemp(prefix="copydesk-judge-")
texts = {}
for k, (f, n, d) in enumerate(pool[: a.articles]):
    body = d["text"].strip()
    title = (d.get("title") or "").strip()
    if title and body.startswith(title):
        body = body[len(title) :].strip()
    head = ["---"]
    if title:
        head.append("title: " + json.dumps(title, ensure_ascii=False))
    if d.get("date"):
        head.append("date: " + d["date"][:10])
    text = "\n".join([*head, "---", "", body, ""])
    name = f"{k:05d}.md"
    with open(os.path.join(folder, name), "w", encoding="utf8", newline="") as out:
        out.write(text)
    texts[name] = (f, n, text.encode())
run = subprocess.run(
    [os.path.abspath(a.binary), "check", "--format", "json", "--profile", "wire", "--min-severity", "warning", "."],
    cwd=folder,
    capture_output=True,
    text=True,
)
try:
    found = json.loads(run.stdout)["findings"]
except ValueError:
    sys.exit(run.stderr[-3000:])
found = [f for f in found if f["rule"] not in ("caption-in-body", "web-debris")]
rows = []
for level, size in (("error", a.errors), ("warning", a.warnings)):
    of = sorted((f for f in found if f["severity"] == level), key=lambda f: (f["path"], f["start"]["byte"], f["rule"]))
    print(f"{level}: {len(of)} findings in {len(texts)} articles, {dict(collections.Counter(f['rule'] for f in of).most_common())}")
    random.Random(a.seed).shuffle(of)
    rows += of[:size]
rows.sort(key=lambda f: (f["severity"], f["rule"], f["path"], f["start"]["byte"]))
out = open(a.out, "w", encoding="utf8") if a.out else None
for k, f in enumerate(rows):
    file, line, text = texts[os.path.basename(f["path"])]
    s, e = f["start"]["byte"], f["end"]["byte"]
    before = text[max(0, s - 250) : s].decode("utf8", "ignore").replace("\n", " / ")
    after = text[e : e + 200].decode("utf8", "ignore").replace("\n", " / ")
    print(f"\n[{k}] {file}:{line} {f['rule']} [{f['severity']}] {f['message']}\n   …{before}>>>{text[s:e].decode('utf8', 'ignore')}<<<{after}…")
    if out:
        out.write(json.dumps({"n": k, "file": file, "line": line, "rule": f["rule"], "level": f["severity"], "start": s, "end": e, "verdict": ""}) + "\n")
