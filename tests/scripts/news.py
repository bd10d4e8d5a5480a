#!/usr/bin/env python3
"""What the pack says about real news: news.py BINARY ARTICLES.jsonl... [--profile wire] [--sample N] [--rule R] [--level error] [--seed 1] [--limit N]

Each article (one JSON object a line: title, date, text) becomes a draft in a temporary folder; one run of
`check --format json` reads them all. Prints findings per 1,000 words by rule and level, errors per story, speed, and a
seeded sample of findings with their sentences. Nothing is written anywhere else. Skipped aloud if a file is absent."""
import argparse
import collections
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time

p = argparse.ArgumentParser(description=__doc__)
p.add_argument("binary")
p.add_argument("articles", nargs="+")
p.add_argument("--profile", default="wire")
p.add_argument("--sample", type=int, default=0)
p.add_argument("--rule")
p.add_argument("--level", default="error")
p.add_argument("--seed", type=int, default=1)
p.add_argument("--limit", type=int, default=0)
a = p.parse_args()

files = [f for f in a.articles if os.path.exists(f)]
for f in a.articles:
    if f not in files:
        print(f"skipped: {f} is not there")
if not files:
    sys.exit(0)
articles = [json.loads(line) for f in files for line in open(f, encoding="utf8") if line.strip()]
if a.limit:
    random.Random(a.seed).shuffle(articles)
    articles = articles[: a.limit]
folder = tempfile.mkdtemp(prefix="copydesk-news-")
texts, words = {}, 0
for n, d in enumerate(articles):
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
    name = f"{n:05d}.md"
    with open(os.path.join(folder, name), "w", encoding="utf8", newline="") as out:
        out.write(text)
    texts[name] = text
    words += len(body.split())
start = time.time()
run = subprocess.run(
    [os.path.abspath(a.binary), "check", "--format", "json", "--profile", a.profile, "--min-severity", "advice", "."],
    cwd=folder,
    capture_output=True,
    text=True,
)
took = time.time() - start
try:
    out = json.loads(run.stdout)
except ValueError:
    print(run.stderr[-3000:])
    sys.exit(f"no JSON from check (exit {run.returncode})")
count = collections.Counter((f["rule"], f["severity"]) for f in out["findings"])
errors = collections.Counter(os.path.basename(f["path"]) for f in out["findings"] if f["severity"] == "error")
checked = [f for f in out["files"] if f["status"] == "checked"]
size = sum(len(t.encode()) for t in texts.values())
print(f"{len(articles)} articles, {words} words, {size / 1e6:.1f} MB, {took:.1f} s wall ({len(articles) / took:.0f} articles/s), exit {run.returncode}")
reasons = collections.Counter(f["reason"] for f in out["files"] if f["status"] != "checked")
print(f"checked {len(checked)}; not linted: {dict(reasons.most_common(5))}")
print(f"{'rule':34s} {'level':8s} {'findings':>8s} {'per 1,000 words':>16s} {'articles':>9s}")
where = collections.defaultdict(set)
for f in out["findings"]:
    where[f["rule"], f["severity"]].add(f["path"])
for (rule, level), n in sorted(count.items(), key=lambda x: -x[1]):
    print(f"{rule:34s} {level:8s} {n:8d} {1000 * n / words:16.3f} {len(where[rule, level]):9d}")
per = [errors.get(os.path.basename(f["path"]), 0) for f in checked] or [0]
total = sum(per)
print(f"errors: {total}, median a story {statistics.median(per)}, one per {words // max(1, total)} words")
undecided = collections.Counter(u["rule"] for f in out["files"] for u in f.get("undecided", []))
print("undecided:", dict(undecided.most_common(8)))
if a.sample:
    pool = [f for f in out["findings"] if (not a.rule or f["rule"] == a.rule) and (a.level == "any" or f["severity"] == a.level)]
    random.Random(a.seed).shuffle(pool)
    for f in pool[: a.sample]:
        text = texts[os.path.basename(f["path"])].encode()
        s, e = f["start"]["byte"], f["end"]["byte"]
        before = text[max(0, s - 260) : s].decode("utf8", "ignore").replace("\n", " / ")
        after = text[e : e + 180].decode("utf8", "ignore").replace("\n", " / ")
        print(f"\n{f['path']}:{f['start']['line']} {f['rule']} [{f['severity']}] {f['message']}\n   …{before}>>>{text[s:e].decode('utf8', 'ignore')}<<<{after}…")
