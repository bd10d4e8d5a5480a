#!/usr/bin/env python3
"""What the reading scores on annotated corpora: score-gold.py BINARY [--corpora DIR] [--sets a,b] [--train] [--keep DIR]

Runs `layers --jsonl` over each development set, has the corpora's own score.py compare, and prints one table (Markdown).
--train adds the training sets, to be read side by side with the development sets: a gap shows tuning. Texts and
annotations of others are read where they lie and never copied. Skipped aloud where the corpora are absent."""
import argparse
import contextlib
import importlib.util
import io
import os
import subprocess
import sys
import tempfile

SETS = [
    ("polnear-dev", ["attribution.source", "attribution.cue", "attribution.content"]),
    ("polnear-train", ["attribution.source", "attribution.cue", "attribution.content"]),
    ("gum-news-dev", ["attribution.clause", "attribution.content.edu", "time.date"]),
    ("gum-news-train", ["attribution.clause", "attribution.content.edu", "time.date"]),
    ("gum-othergenres-dev", ["attribution.clause", "attribution.content.edu"]),
    ("tempeval3-timebank", ["time.date", "time.time", "time.duration", "time.set", "event.reporting"]),
    ("tempeval3-aquaint", ["time.date", "time.time", "time.duration", "time.set", "event.reporting"]),
    ("ieer99-dev", ["entity.person", "entity.organization", "entity.location", "entity.date", "entity.duration",
                    "entity.cardinal", "entity.measure", "entity.money", "entity.percent"]),
    ("re3d-dev", ["entity.person", "entity.organisation", "entity.location"]),
    ("muc4-dev", ["casualty.victim"]),
    ("muc4-train", ["casualty.victim"]),
    ("gvdb-dev", ["casualty.victim"]),
]

p = argparse.ArgumentParser(description=__doc__)
p.add_argument("binary")
p.add_argument("--corpora", default=os.path.join(os.path.dirname(__file__), "../../../shared/corpora"))
p.add_argument("--sets", default="")
p.add_argument("--train", action="store_true")
p.add_argument("--keep", help="keep what was read in this folder")
a = p.parse_args()

gold = os.path.join(a.corpora, "gold")
if not os.path.exists(os.path.join(a.corpora, "score.py")):
    print(f"skipped: no annotated corpora at {a.corpora}", file=sys.stderr)
    sys.exit(0)
spec = importlib.util.spec_from_file_location("score", os.path.join(a.corpora, "score.py"))
score = importlib.util.module_from_spec(spec)
spec.loader.exec_module(score)


def percent(x):
    return f"{x * 100:.1f}"


def row(name, what, prf, more=""):
    print(f"| {name} | {what} | {percent(prf[0])} | {percent(prf[1])} | **{percent(prf[2])}** | {more} |")


def direct(source, read):
    """Direct quotations: content found (half of its letters covered), exactly found, right speaker, false contents."""
    gold, found = score.load(source), score.load(read)
    n = dict(gold=0, covered=0, exact=0, speaker=0)
    for name, document in gold.items():
        text = document["text"]
        ours = []
        spans = {one["id"]: one for one in found[name]["spans"]}
        for relation in found[name]["relations"]:
            speakers = [(spans[i]["start"], spans[i]["end"]) for i in relation["args"].get("source") or []]
            ours += [(score.norm(text, spans[i]), speakers) for i in relation["args"].get("content") or []]
        spans = {one["id"]: one for one in document["spans"]}
        for relation in document["relations"]:
            if (relation.get("attrs") or {}).get("kind") != "direct":
                continue
            speakers = [(spans[i]["start"], spans[i]["end"]) for i in relation["args"].get("source") or []]
            for content in relation["args"].get("content") or []:
                a, b = score.norm(text, spans[content])
                n["gold"] += 1
                n["exact"] += any(span == (a, b) for span, _ in ours)
                shared = lambda span: score.alnum(text, max(a, span[0]), min(b, span[1]))
                best = max((one for one in ours if score.ov(one[0], (a, b))), key=lambda one: shared(one[0]), default=None)
                if best is None or 2 * shared(best[0]) < score.alnum(text, a, b):
                    continue
                n["covered"] += 1
                n["speaker"] += not (speakers or best[1]) or any(score.ov(x, y) for x in speakers for y in best[1])
    return n


def alone(source, read, kind):
    """Sentences that hold a span of one type, on both sides."""
    gold, found = score.load(source), score.load(read)
    right = ours = wanted = 0
    for name, document in gold.items():
        spans = [[(s["start"], s["end"]) for s in d["spans"] if s["type"] == kind] for d in (document, found[name])]
        for sentence in score.sentences(document["text"]):
            a, b = (any(score.ov(span, sentence) for span in side) for side in spans)
            right, wanted, ours = right + (a and b), wanted + a, ours + b
    return score.prf(right, ours, right, wanted)


print("| set | what | precision | recall | F1 | more |\n|---|---|--:|--:|--:|---|")
wanted = [s for s in a.sets.split(",") if s]
folder = a.keep or tempfile.mkdtemp(prefix="score-gold-")
os.makedirs(folder, exist_ok=True)
for name, types in SETS:
    if wanted and name not in wanted or not wanted and not a.train and name.endswith("-train"):
        continue
    source = os.path.join(gold, name + ".jsonl")
    if not os.path.exists(source):
        print(f"skipped: {source} is absent", file=sys.stderr)
        continue
    read = os.path.join(folder, name + ".jsonl")
    with open(source, "rb") as given, open(read, "wb") as out:
        subprocess.run([a.binary, "layers", "--jsonl"], stdin=given, stdout=out, check=True)
    # What score.py prints for tolls is caught here: it does not return it.
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        found = score.main(source, read, types, quiet=True)
    for kind in types:
        if kind in found and found[kind]["gold"]:
            one = found[kind]
            row(name, kind, one["exact"], f"overlap {percent(one['overlap'][2])}, gold {one['gold']}, found {one['pred']}")
    if "relation content" in found and name.startswith("polnear"):
        row(name, "relation: content", found["relation content"])
        row(name, "relation: content and source", found["relation content+source"])
    for what in ("has attributed content", "has a cue"):
        if "sentence " + what in found and (name.startswith(("polnear", "gum")) or what == "has a cue"):
            row(name, "sentence " + what, found["sentence " + what], f"MCC {found['mcc ' + what]:.3f}")
    if name.startswith("polnear"):
        n = direct(source, read)
        shares = [n[what] / n["gold"] for what in ("covered", "exact", "speaker")]
        print(f"| {name} | direct quotations: found, exactly found, with the right speaker | "
              f"{' | '.join(percent(share) for share in shares)} | recall of {n['gold']} |")
    if name.startswith("tempeval"):
        row(name, "sentence has event.reporting alone", alone(source, read, "event.reporting"))
    for line in printed.getvalue().splitlines():
        if line.startswith("casualty") and name.startswith("muc"):
            parts = line.split()
            at = parts.index("P")
            row(name, " ".join(parts[:at]), [float(parts[at + k]) / 100 for k in (1, 3, 5)])
