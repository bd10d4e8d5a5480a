#!/usr/bin/env python3
"""Whole processes, from start to end: measure.py BINARY [--articles FOLDER] [--runs N] [--sizes 1,100,1000]

Checks 1, 100 and 1,000 articles as files, with the full pack and with 100 phrase rules alone, a single file of 1 and of
10 MB (--files 1,10,50 for more), and the start alone; beside them `rg` and `wc -w` where they are there. Articles are those of
FOLDER, or the drafts of tests/drafts, taken again and again until there are enough. Prints the medians as a Markdown table: processor time, wall time, the most memory, MB/s of
processor time. One processor is used, by --jobs 1, but where the line says so.
"""

import argparse
import collections
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]


def run(command):
    """Processor seconds, wall seconds, most memory in MiB, exit code."""
    start = time.perf_counter()
    with open(os.devnull, "wb") as none:
        child = subprocess.Popen(command, stdout=none, stderr=none, stdin=subprocess.DEVNULL)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    return used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024, child.returncode


def median(command, runs):
    found = [run(command) for _ in range(runs)]
    codes = {code for *_, code in found}
    if not codes <= {0, 1}:
        sys.exit(f"{' '.join(command[:6])} … ends with {codes}")
    return tuple(statistics.median(one[i] for one in found) for i in range(3))


def line(name, size, figures, first=None):
    cpu, wall, memory = figures
    speed = f"{size / cpu / 1e6:.2f}" if size and cpu else ""
    times = f"{cpu / first:.2f}" if first else ""
    print(f"| {name} | {size / 1e6:.3f} | {cpu:.4f} | {wall:.4f} | {memory:.1f} | {speed} | {times} |", flush=True)


def phrase_rules(folder, articles, count):
    """A folder of phrase rules whose words are neither common nor rare in these articles; the arguments to run them alone."""
    known = collections.Counter()
    for article in articles[:300]:
        known.update(re.findall(r"\b[a-z]{4,12}\b", article.read_text(encoding="utf-8")))
    ranked = [word for word, _ in known.most_common()]
    first = min(len(ranked) // 8, 1000)
    words = ranked[first:]
    step = max(1, len(words) // (4 * count))
    words = words[::step]
    folder.mkdir()
    arguments = ["--rules", str(folder)]
    with (folder / "measured.desk").open("w", encoding="utf-8") as out:
        for number in range(min(count, len(words) // 4)):
            a, b, c, d = words[4 * number : 4 * number + 4]
            out.write(
                f'words w{number}: "{a}", "{b}", "{c} {d}"\npattern p{number}: <w{number}>\nlayer l{number} from p{number}\n'
                f'rule r{number}\n  title "Measured"\n  severity error\n  for each l{number}\n  say "It."\n'
                f'  bad "[[{a}]]"\n  good "y"\n\n'
            )
            arguments += ["--select", f"r{number}"]
    return arguments


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("binary")
    args.add_argument("--articles", type=Path, default=TOP / "tests/drafts")
    args.add_argument("--runs", type=int, default=5)
    args.add_argument("--sizes", default="1,100,1000")
    args.add_argument("--files", default="1,10", help="sizes of the single files, in MB")
    args = args.parse_args()
    binary = str(Path(args.binary).resolve())
    articles = sorted(p for p in args.articles.rglob("*") if p.suffix in (".md", ".txt"))
    if not articles:
        sys.exit(f"{args.articles}: no articles (.md, .txt)")
    rg = shutil.which("rg")
    # A shell's function of that name cannot be run.
    rg = rg if rg and os.access(rg, os.X_OK) else None
    for tool, path in (("rg", rg), ("wc", shutil.which("wc"))):
        if not path:
            print(f"{tool} is not there: left out", file=sys.stderr)
    check = [binary, "check", "--no-config", "--quiet", "--format", "concise"]
    print("| what | MB | CPU s | wall s | MiB | MB/s CPU | times the first |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as work:
        work = Path(work)
        phrases = phrase_rules(work / "phrases", articles, 100)
        line("copydesk --version", 0, median([binary, "--version"], args.runs))
        if rg:
            line("rg --version", 0, median([rg, "--version"], args.runs))
        for count in map(int, args.sizes.split(",")):
            folder = work / f"n{count}"
            folder.mkdir()
            size = 0
            for number in range(count):
                article = articles[number % len(articles)]
                copy = folder / f"{number:05}{article.suffix}"
                shutil.copyfile(article, copy)
                size += copy.stat().st_size
            name = "1 article" if count == 1 else f"{count:,} articles"
            one = median(check + ["--jobs", "1", str(folder)], args.runs)
            line(f"{name}, full pack", size, one)
            line(f"{name}, 100 phrase rules alone", size, median(check + phrases + ["--jobs", "1", str(folder)], args.runs))
            if count > 1:
                two = median(check + ["--jobs", "2", str(folder)], args.runs)
                line(f"{name}, two processors (wall {one[1] / two[1]:.2f} times as fast)", size, two)
            if rg:
                words = r"\b(killed|wounded|officials|sources|many people|reportedly|terrorist)\b"
                line(f"{name}, rg, 7 words", size, median([rg, "-j1", "-i", words, str(folder)], args.runs))
            line(f"{name}, wc -w", size, median(["wc", "-w", *sorted(map(str, folder.iterdir()))], args.runs))
        first = None
        for size in map(int, args.files.split(",")):
            big = work / f"{size}mb.txt"
            text = "\n\n".join(p.read_text(encoding="utf-8").split("---\n", 2)[-1].strip() for p in articles)
            with big.open("w", encoding="utf-8") as out:
                written = 0
                while written < size * 1_000_000:
                    written += out.write(text + "\n\n")
            found = median(check + ["--jobs", "1", str(big)], max(1, args.runs // 2))
            line(f"one file of {size} MB", big.stat().st_size, found, first)
            first = first or found[0]


main()
