#!/usr/bin/env python3
"""Sentence frames: frames.py BINARY [tests/frames/RULE.toml ...] [--show N] [--all]

A frame is a way of saying something, with slots in braces; every filler of a slot stands in the frame once. A frame with
`expect = "flag"` marks in [[ ]] where the rule speaks; one with `expect = "pass"` must stay quiet. Of a filler
"Hallberg ~ Halberg", {slot.1} and {slot.2} take the halves. Prints, for each frame with a miss, how many fillings are wrong,
and up to N of them.

    rule = "weekday-date-mismatch"
    date = "2025-03-12"                     # date of the draft, unless a frame has its own; "" for none
    [slots]
    place = ["Lima", "Accra"]
    [[frame]]
    expect = "flag"
    text = "The court in {place} will sit again on [[Monday, 14 March 2025]]."
"""
import argparse, collections, glob, json, os, re, subprocess, sys, tempfile, tomllib

args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
args.add_argument("binary")
args.add_argument("files", nargs="*")
args.add_argument("--show", type=int, default=1, help="wrong fillings shown of each frame")
args.add_argument("--all", action="store_true", help="name the frames without a miss too")
args.add_argument("--profile", default="strict")
args = args.parse_args()

SLOT = re.compile(r"\{(\w+)(?:\.(\d))?\}")


def fillings(frame, slots):
    """As many texts as the longest list of a slot in the frame has fillers; the n-th slot walks its list from its n-th place."""
    text = (frame.get("headline") or "") + "\0" + frame["text"]
    names = list(dict.fromkeys(m[1] for m in SLOT.finditer(text)))
    for n in range(max([len(slots[s]) for s in names], default=1)):
        fill = {s: slots[s][(n + k) % len(slots[s])] for k, s in enumerate(names)}
        headline, body = SLOT.sub(lambda m: fill[m[1]].split(" ~ ")[int(m[2]) - 1] if m[2] else fill[m[1]], text).split("\0")
        # A filler that opens a sentence takes its capital.
        body = re.sub(r"(^|[.?!]\s+|\n\n)((?:\[\[)?)([a-z])", lambda m: m[1] + m[2] + m[3].upper(), body) if frame.get("capitals", True) else body
        yield headline, body


items, folder = [], tempfile.mkdtemp(prefix="frames")
here = os.path.dirname(os.path.abspath(__file__))
for path in args.files or sorted(glob.glob(os.path.join(here, "../frames/*.toml"))):
    with open(path, "rb") as file:
        table = tomllib.load(file)
    for number, frame in enumerate(table["frame"], 1):
        for headline, body in fillings(frame, table.get("slots", {})):
            spans = []
            for part in re.finditer(r"\[\[(.*?)\]\]", headline + "\n" + body, re.S):
                spans.append(part[1])
            headline, body = (t.replace("[[", "").replace("]]", "") for t in (headline, body))
            if frame["expect"] == "flag" and not spans:
                sys.exit(f"{path}: frame {number} marks no place")
            head = ([f"title: {json.dumps(headline, ensure_ascii=False)}"] if headline else []) + ([f"date: {day}"] if (day := frame.get('date', table.get('date', '2025-03-12'))) else [])
            text = "---\n" + "\n".join(head) + "\n---\n\n" + body + "\n"
            name = f"{len(items):06}.md"
            with open(os.path.join(folder, name), "w", encoding="utf8") as file:
                file.write(text)
            items.append((table["rule"], number, frame["expect"], spans, text, name))
run = subprocess.run([args.binary, "check", "--format", "json", "--profile", args.profile, "--min-severity", "advice", "."], cwd=folder, capture_output=True, text=True)
if not run.stdout:
    sys.exit(run.stderr[-3000:])
found = collections.defaultdict(list)
for finding in json.loads(run.stdout)["findings"]:
    found[os.path.basename(finding["path"]), finding["rule"]].append(finding)
total, right, wrong = collections.Counter(), collections.Counter(), collections.defaultdict(list)
for rule, number, expect, spans, text, name in items:
    here = found[name, rule]
    places = []
    for span in spans:
        for place in re.finditer(re.escape(span), text):
            places.append((len(text[: place.start()].encode()), len(text[: place.end()].encode())))
    good = any(f["start"]["byte"] < e and s < f["end"]["byte"] for f in here for s, e in places) if expect == "flag" else not here
    total[rule, number, expect] += 1
    right[rule, number, expect] += good
    if not good:
        wrong[rule, number, expect].append((text.split("---\n", 2)[-1].strip().replace("\n\n", " / "), [f["excerpt"] for f in here]))
for key in total:
    if wrong[key] or args.all:
        print(f"{key[0]} #{key[1]} {key[2]}: {right[key]}/{total[key]}")
        for text, got in wrong[key][: args.show]:
            print("     ", text[:400], "| got", got)
for rule in dict.fromkeys(rule for rule, *_ in total):
    share = {e: (sum(right[k] for k in total if k[0] == rule and k[2] == e), sum(total[k] for k in total if k[0] == rule and k[2] == e)) for e in ("flag", "pass")}
    print(f"{rule:34} flags {share['flag'][0]:4}/{share['flag'][1]:<4} silent {share['pass'][0]:4}/{share['pass'][1]:<4}")
for e in ("flag", "pass"):
    n = sum(v for k, v in total.items() if k[2] == e)
    if n:
        print(f"{e}: {sum(v for k, v in right.items() if k[2] == e) / n:.1%} of {n}")
