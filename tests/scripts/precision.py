#!/usr/bin/env python3
"""How often every rule of the pack speaks on real news, and how often it is right: the page docs/precision.md.

precision.py BINARY --write docs/precision.md            run the pack over the corpora and write the page
precision.py BINARY --show RULE,RULE [--number 20 --seed 1]  print findings to judge, each with its key
precision.py BINARY --show error,warning [--number 200]      the same, drawn from the findings of a level, whatever their rule
precision.py BINARY --judge FILE                         take up verdicts: lines of "KEY right" or "KEY wrong"

A verdict is kept in tests/adjudications.tsv as corpus, article, rule, first and last byte, verdict: no text of the news is
kept. A verdict counts while the rule makes that finding; one on a finding that is gone is kept and not counted.
The corpora are JSON lines (title, date, text); of each the same articles are drawn, by --limit and the seed 1. Articles
with verdicts are read as well, for the verdicts alone."""
import argparse
import collections
import json
import os
import random
import subprocess
import sys
import tempfile

here = os.path.dirname(os.path.abspath(__file__))
root = os.path.dirname(os.path.dirname(here))
p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
p.add_argument("binary")
p.add_argument("--corpora", default=os.path.join(root, "..", "shared", "corpora", "news"))
p.add_argument("--limit", type=int, default=1000, help="articles a corpus")
p.add_argument("--profile", default="strict")
p.add_argument("--write")
p.add_argument("--show")
p.add_argument("--judge")
p.add_argument("--number", type=int, default=20)
p.add_argument("--seed", type=int, default=1)
p.add_argument("--verdicts", default=os.path.join(root, "tests", "adjudications.tsv"))
a = p.parse_args()


def draft(article):
    """The article as a Markdown draft."""
    body = article["text"].strip()
    title = (article.get("title") or "").strip()
    if title and body.startswith(title):
        body = body[len(title) :].strip()
    head = ["---"]
    if title:
        head.append("title: " + json.dumps(title, ensure_ascii=False))
    if article.get("date"):
        head.append("date: " + article["date"][:10])
    return "\n".join([*head, "---", "", body, ""])


def read(path, judged):
    """The articles drawn from a corpus and those with verdicts, with their line numbers; and which were drawn."""
    with open(path, encoding="utf8") as lines:
        articles = [(n, json.loads(line)) for n, line in enumerate(lines) if line.strip()]
    # A lower limit draws a part of what a higher one draws.
    random.Random(1).shuffle(articles)
    drawn = {n for n, _ in articles[: a.limit]}
    return {n: draft(article) for n, article in articles if n in drawn or n in judged}, drawn


def findings(drafts):
    """All findings of one run over the drafts."""
    with tempfile.TemporaryDirectory(prefix="copydesk-precision-") as folder:
        for n, text in drafts.items():
            with open(os.path.join(folder, f"{n:06d}.md"), "w", encoding="utf8", newline="") as out:
                out.write(text)
        run = subprocess.run(
            [os.path.abspath(a.binary), "check", "--format", "json", "--profile", a.profile, "--min-severity", "advice", "."],
            cwd=folder,
            capture_output=True,
            text=True,
        )
    try:
        return json.loads(run.stdout)["findings"]
    except ValueError:
        sys.exit(f"no JSON from check (exit {run.returncode}): {run.stderr[-2000:]}")


def key(corpus, finding):
    article = int(os.path.basename(finding["path"]).split(".")[0])
    return (corpus, str(article), finding["rule"], str(finding["start"]["byte"]), str(finding["end"]["byte"]))


def verdicts():
    if not os.path.exists(a.verdicts):
        return {}
    with open(a.verdicts, encoding="utf8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines if line.strip() and not line.startswith("#")]
    return {tuple(row[:5]): row[5] for row in rows}


def keep(known):
    with open(a.verdicts, "w", encoding="utf8") as out:
        out.write("# corpus, article (line of the corpus, from 0), rule, first byte, last byte, verdict; written by tests/scripts/precision.py\n")
        for row in sorted(known, key=lambda row: (row[2], row[0], int(row[1]), int(row[3]))):
            out.write("\t".join([*row, known[row]]) + "\n")


if a.judge:
    known = verdicts()
    with open(a.judge, encoding="utf8") as lines:
        for line in lines:
            parts = line.split()
            if len(parts) != 2 or parts[1] not in ("right", "wrong"):
                sys.exit(f"not a verdict: {line.strip()}")
            row = tuple(parts[0].split("|"))
            if len(row) != 5:
                sys.exit(f"not a key: {parts[0]}")
            known[row] = parts[1]
    keep(known)
    print(f"{len(known)} verdicts")
    sys.exit(0)

if not os.path.isdir(a.corpora):
    print(f"skipped: {a.corpora} is not there")
    sys.exit(0)
corpora = sorted(name for name in os.listdir(a.corpora) if name.endswith(".jsonl"))
known = verdicts()
words, hits, levels, made = {}, {}, collections.defaultdict(collections.Counter), {}
for name in corpora:
    corpus = name[: -len(".jsonl")]
    judged = {int(row[1]) for row in known if row[0] == corpus}
    drafts, drawn = read(os.path.join(a.corpora, name), judged)
    words[corpus] = sum(len(drafts[n].split()) for n in drawn)
    count = collections.Counter()
    for finding in findings(drafts):
        article = int(os.path.basename(finding["path"]).split(".")[0])
        levels[finding["rule"]][finding["severity"]] += 1
        if article in drawn:
            count[finding["rule"]] += 1
        made[key(corpus, finding)] = (finding, drafts[article])
    hits[corpus] = count

if a.show:
    pool = []
    for rule in a.show.split(","):
        # Scraped pages are full of captions and page furniture; those two rules would crowd out what says more.
        level = rule in ("error", "warning", "advice")
        drawn_from = lambda k, v: v[0]["severity"] == rule and k[2] not in ("caption-in-body", "web-debris") if level else k[2] == rule
        own = [(k, v) for k, v in made.items() if drawn_from(k, v) and k not in known]
        random.Random(a.seed).shuffle(own)
        pool += own[: a.number]
    for k, (finding, text) in pool:
        raw = text.encode()
        start, end = finding["start"]["byte"], finding["end"]["byte"]
        before = raw[max(0, start - 220) : start].decode("utf8", "ignore").replace("\n", " / ")
        after = raw[end : end + 160].decode("utf8", "ignore").replace("\n", " / ")
        print("|".join(k), f"[{finding['severity']}]\n   {finding['message']}\n   …{before}>>>{raw[start:end].decode('utf8', 'ignore')}<<<{after}…")
    sys.exit(0)

listed = subprocess.run([os.path.abspath(a.binary), "rules", "--profile", a.profile, "--format", "json"], capture_output=True, text=True)
try:
    every = [(rule["rule"], rule["severity"]) for rule in json.loads(listed.stdout)["rules"]]
except (ValueError, KeyError, TypeError):
    every = [(rule, levels[rule].most_common(1)[0][0]) for rule in levels]
out = [
    "# How often each rule speaks, and how often it is right",
    "",
    f"Written by `tests/scripts/precision.py`, which runs the pack with the profile `{a.profile}` over news corpora that are not part of",
    "this repository, and counts. *Judged* are findings on that news that were read one by one: how many were right, of how many.",
    "A dash says that none was. Old news of the web holds captions, page furniture and opinion without a mark, on which",
    "many rules speak with reason; a new draft holds less of it.",
    "",
    "| corpus | articles | words |",
    "|---|---:|---:|",
]
for name in corpora:
    corpus = name[: -len(".jsonl")]
    with open(os.path.join(a.corpora, name), encoding="utf8") as lines:
        total = min(a.limit, sum(1 for line in lines if line.strip()))
    out.append(f"| {corpus} | {total:,} | {words[corpus]:,} |")
short = [name[: -len(".jsonl")] for name in corpora]
out += ["", "Findings per 1,000 words:", "", "| rule | level | " + " | ".join(short) + " | judged right |", "|---|---|" + "---:|" * (len(short) + 1)]
for rule, level in sorted(every):
    own = [made_key for made_key in known if made_key[2] == rule and made_key in made]
    right = sum(known[one] == "right" for one in own)
    cells = [f"{1000 * hits[corpus][rule] / max(1, words[corpus]):.3f}" if hits[corpus][rule] else "0" for corpus in short]
    judged = f"{right} of {len(own)}" if own else "–"
    out.append(f"| `{rule}` | {level} | " + " | ".join(cells) + f" | {judged} |")
gone = sum(one not in made for one in known)
right = sum(known[one] == "right" for one in known if one in made)
counted = sum(one in made for one in known)
for level in ("error", "warning", "advice"):
    own = [one for one in known if one in made and made[one][0]["severity"] == level]
    if own:
        out += ["", f"Of {len(own)} judged findings of the level {level} {sum(known[one] == 'right' for one in own)} were right."]
out += ["", f"Of {counted} judged findings {right} were right; {gone} more verdicts are on findings that are no longer made.", ""]
rare = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "rarely-heard.tsv")
if os.path.exists(rare):
    silence = collections.defaultdict(collections.Counter)
    with open(rare, encoding="utf8") as lines:
        for line in lines:
            if not line.startswith("#"):
                rule, *_, verdict = line.rstrip("\n").split("\t")
                silence[rule][verdict] += 1
    out += [
        "## Rules that are hardly heard",
        "",
        "These rules of the core spoke fewer than five times on all of the news (5,460 articles). For each a looser search",
        "(`tests/scripts/rarely-heard.py`) drew up to fifty passages on which the rule was silent, and somebody read them: was the",
        "silence right? They find little because published news holds few of their faults, not because they are deaf.",
        "",
        "| rule | read | silence right | a fault missed | arguable |",
        "|---|---:|---:|---:|---:|",
    ]
    for rule, count in sorted(silence.items()):
        out.append(f"| `{rule}` | {sum(count.values())} | {count['fine']} | {count['miss']} | {count['arguable']} |")
    out.append("")
page = "\n".join(out)
if a.write:
    with open(a.write, "w", encoding="utf8") as page_file:
        page_file.write(page)
    print(f"wrote {a.write}: {len(every)} rules, {counted} judged findings")
else:
    print(page)
