#!/usr/bin/env python3
"""What a run costs: processor time of the least of several runs, and peak memory.

  tests/scripts/speed.py target/release/copydesk [--rounds 15]

Prints, and fails with exit 1 if one is over its limit:
  start      one short draft with the whole standard pack
  many       two hundred drafts: peak memory must not grow with their number
  test-one   `copydesk test --rule` of one rule in a pack of a thousand rules (and the standard lists and registers)
"""
import argparse
import os
import pathlib
import shutil
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]

RULE = """words sign-{i}: "sign{i}", "other{i} sign"
pattern sign-{i}-phrase: <sign-{i}> "is" "shown"
layer sign-{i}-shown from sign-{i}-phrase

rule sign-{i}-untold
  title    "Say who shows sign {i}"
  severity warning
  for each sign-{i}-shown
  unless   an attribution in the same sentence
  say      "{{it}} stands without its source."
  help     "Name who showed it."
  because  "House style"
  bad      "The [[sign{i} is shown]] on the gate."
  bad      "An [[other{i} sign is shown]] at noon."
  good     "The sign{i} is shown on the gate, the mayor said."
  good     "The gate is shut."
"""


def run(command, env=None, cwd=None):
    """Processor seconds and peak memory in MB of one run, and how it ended."""
    out = os.open(os.devnull, os.O_WRONLY)
    pid = os.fork()
    if pid == 0:
        os.dup2(out, 1)
        if cwd:
            os.chdir(cwd)
        os.execve(command[0], command, {**os.environ, **(env or {})})
    _, status, used = os.wait4(pid, 0)
    os.close(out)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)


def least(rounds, *arguments, **named):
    runs = [run(*arguments, **named) for _ in range(rounds)]
    if any(code not in (0, 1) for *_, code in runs):
        sys.exit(f"{arguments[0]}: ended with {runs[0][2]}")
    return min(time for time, *_ in runs) * 1000, max(memory for _, memory, _ in runs)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("copydesk", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=15)
    args = parser.parse_args()
    copydesk = str(args.copydesk.resolve())
    drafts = sorted((ROOT / "tests/drafts").glob("*.md"))
    failed = False

    def tell(name, time, most_time, memory, most_memory):
        nonlocal failed
        over = (most_time and time > most_time) or memory > most_memory
        failed |= bool(over)
        limit = f"at most {most_time} ms and {most_memory} MB" if most_time else f"at most {most_memory} MB"
        print(f"{name:9} {time:8.1f} ms {memory:7.1f} MB   {limit}{'   OVER' if over else ''}")

    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        one = folder / "one"
        one.mkdir()
        shutil.copy(drafts[0], one)
        time, memory = least(args.rounds, [copydesk, "check", "--no-config", str(one)])
        tell("start", time, 20, memory, 24)
        many = folder / "many"
        many.mkdir()
        for i in range(200):
            shutil.copy(drafts[i % len(drafts)], many / f"{i:03}-{drafts[i % len(drafts)].name}")
        serial = {"RAYON_NUM_THREADS": "1"}
        time, all_of_them = least(3, [copydesk, "check", "--no-config", str(many)], env=serial)
        tell("many", time, None, all_of_them, memory + 12)
        pack = folder / "pack"
        shutil.copytree(ROOT / "rules/words", pack / "words")
        shutil.copytree(ROOT / "rules/facts", pack / "facts")
        shutil.copytree(ROOT / "rules/profiles", pack / "profiles")
        for profile in (pack / "profiles").glob("*.toml"):
            # The profiles without what they say of the standard rules.
            head = profile.read_text().split("\n[rules]")[0].split("\n[settings]")[0]
            profile.write_text(head + "\n")
        (pack / "own").mkdir()
        for i in range(1000):
            (pack / "own" / f"sign-{i}.desk").write_text(RULE.format(i=i))
        command = [copydesk, "test", "--pack", str(pack), "--rule", "sign-7-untold"]
        time, memory = least(args.rounds, command)
        tell("test-one", time, 100, memory, 96)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
