#!/usr/bin/env python3
"""What rules that hardly speak on real news may miss: rarely-heard.py ARTICLES.jsonl... [--rule R] [--sample 50] [--seed 1] [--jsonl]

A rule with fewer than five hits on all of the news either has nothing to find there or misses what is there. For each such rule
of the core pack a looser search stands here: a pattern that many harmless sentences fit too. The script prints a seeded
sample of what it finds, with its place (file, article, character), to be read by somebody who knows what the rule is for.
Verdicts are kept as positions in tests/rarely-heard.tsv; docs/precision.md counts them. Skipped aloud if a file is absent."""
import argparse
import json
import os
import random
import re

N = r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?)"
PERCENT = r"\d[\d.]*\s?(?:%|per ?cent|percent)"
LOOSER = {
    "toll-at-least-drift": rf"{N}[^.]{{0,40}}\b(?:killed|dead|died)\b(?s:.){{40,900}}?{N}[^.]{{0,40}}\b(?:killed|dead|died)\b[^.]*\.",
    "subset-exceeds-total": rf"\b{N}\b[^.]{{3,80}}\b(?:including|of whom|of them|among them|comprising|made up of)\b[^.]*\b{N}\b[^.]*\.",
    "big-number-scale": rf"\b{N} (?:million|billion|trillion)\b[^.]*\b(?:each|per|a person|town|village|school|families|budget|population|total|altogether)\b[^.]*\.",
    "designation-outdated": r"\b(?:designat\w+|blacklist\w*|proscribed|delist\w*|terror(?:ist)? list|list of (?:foreign )?terror\w*)\b[^.]*\.",
    "designation-scope": r"\b(?:Hezbollah|Hizbollah|Hizbullah|Hamas|military wing|armed wing)\b[^.]*\b(?:designat\w+|blacklist\w*|proscribed|terror(?:ist)? (?:list|group|organi[sz]ation)|banned|listed)\b[^.]*\.",
    "designation-false": r"\b(?:designated|blacklisted|listed|classified|labell?ed|branded|considered) (?:as |by )?[^.]{0,60}\bterror\w*[^.]*\.",
    "foreign-acronym": r"[A-Z][^().]{3,70}\((?:[A-Z]{3,7})\)[^.]*\.",
    "elapsed-time-arithmetic": rf"\b{N} (?:years?|decades?|months?) (?:ago|later|after|before|since|earlier)\b[^.]*\b(?:19|20)\d\d\b[^.]*\.|\b(?:19|20)\d\d\b[^.]*\b{N} (?:years?|decades?|months?) (?:ago|later|after|before|since|earlier)\b[^.]*\.",
    "sequence-impossible": r"\b(?:19|20)\d\d\b[^.]*\b(?:before|after|until|then|later|when|by which)\b[^.]*\b(?:19|20)\d\d\b[^.]*\.",
    "percent-vs-points": rf"\b(?:rose|fell|up|down|increas\w+|decreas\w+|rais\w+|cut|drop\w*|jump\w*|climb\w*|dipp\w+|declin\w+|grew|lower\w*|higher)\b[^.]*{PERCENT}[^.]*{PERCENT}[^.]*\.",
    "percent-arithmetic": rf"{PERCENT}[^.]*\b(?:from|to)\b[^.]*\d[\d,]{{2,}}[^.]*\b(?:from|to)\b[^.]*\d[\d,]{{2,}}[^.]*\.|\bfrom [^.]*\d[\d,]{{2,}}[^.]* to [^.]*\d[\d,]{{2,}}[^.]*{PERCENT}[^.]*\.",
    "percent-sum": rf"{PERCENT}[^.]*(?:{PERCENT})[^.]*{PERCENT}[^.]*\.",
    "note-to-desk-left": r"(?:\[[^\]]{3,80}\]|\bEDS?\b:?|\bTK\b|[Nn]ote to|please (?:check|note)|\((?:[Ee]ds?|[Nn]ote|NB|CQ|sic)[^)]*\)|\?\?|\bXX+)[^.]*\.",
}

p = argparse.ArgumentParser(description=__doc__)
p.add_argument("articles", nargs="+")
p.add_argument("--rule", choices=sorted(LOOSER))
p.add_argument("--sample", type=int, default=50)
p.add_argument("--seed", type=int, default=1)
p.add_argument("--jsonl", action="store_true")
a = p.parse_args()

articles = []
for file in a.articles:
    if not os.path.exists(file):
        print(f"skipped: {file} is not there")
        continue
    name = os.path.basename(file).removesuffix(".jsonl")
    with open(file, encoding="utf8") as lines:
        articles += [(name, n, json.loads(line)) for n, line in enumerate(lines) if line.strip()]
for rule in [a.rule] if a.rule else sorted(LOOSER):
    # A decimal point ends no sentence.
    pattern = re.compile(LOOSER[rule].replace("[^.]", r"(?:[^.\n]|\.(?=\d)|(?<=\b[A-Z])\.)"))
    found = []
    for file, n, article in articles:
        first = pattern.search(article["text"])
        if first:
            start = max(article["text"].rfind(". ", 0, first.start()), article["text"].rfind("\n", 0, first.start())) + 1
            found.append((file, n, start, article["text"][start : first.end()].strip()[:1200], article.get("date")))
    random.Random(a.seed).shuffle(found)
    if a.jsonl:
        for file, n, at, text, date in found[: a.sample]:
            print(json.dumps({"rule": rule, "file": file, "article": n, "at": at, "date": date, "text": text}, ensure_ascii=False))
    else:
        print(f"\n{rule}: {len(found)} articles fit the looser search")
        for file, n, at, text, date in found[: a.sample]:
            print(f"- {file}:{n}:{at} ({date}) {text}")
