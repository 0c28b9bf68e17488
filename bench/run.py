"""`make bench [NAME=…]`: runs one bench, or all one after another, and writes bench/results/NAME.json.

A bench is a module of this folder with `run() -> dict[str, float]`; its docstring says how it measures. Figures that
have a goal are told with it. A figure that misses its goal is written down as it is.
"""

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
RESULTS = HERE / "results"

# figure: (goal, whether more is better); figures without a goal are for reading only
GOALS: dict[str, tuple[float, bool]] = {
    "join_ratio": (1.10, False),
    "token_sql": (2, False),
    "call_to_seen_p95_s": (2, False),
    "oversold": (0, False),
    "undersold": (0, False),
    "decisions_per_s": (300, True),
    "doubled": (0, False),
    "skipped": (0, False),
    "call_next_p95_ms": (150, False),
    "recorder_cpu_ratio": (2, False),
    "million_clocks_s": (60, False),
    "million_rows_s": (60, False),
    "cold_s": (300, False),
    "warm_s": (15, False),
}


def names() -> list[str]:
    """Modules that are a bench; `setup` last, because it builds everything again."""
    found = [path.stem for path in HERE.glob("*.py") if "\ndef run()" in path.read_text()]
    return sorted(found, key=lambda name: (name == "setup", name))


def run_one(name: str) -> None:
    module = importlib.import_module(f"bench.{name}")
    print(f"── {name} ──", flush=True)
    figures: dict[str, float] = module.run()
    for figure, value in figures.items():
        print(f"  {figure:24} {value:>12g}{_goal(figure, value)}", flush=True)
    RESULTS.mkdir(exist_ok=True)
    how = " ".join((module.__doc__ or "").split())
    written = {"name": name, "figures": figures, "how": how, "cores": os.cpu_count(), "commit": _commit()}
    (RESULTS / f"{name}.json").write_text(json.dumps(written, ensure_ascii=False, indent=1) + "\n")


def _goal(figure: str, value: float) -> str:
    if figure not in GOALS:
        return ""
    goal, more_is_better = GOALS[figure]
    met = value >= goal if more_is_better else value <= goal
    return f"   goal {'≥' if more_is_better else '≤'} {goal:g}: {'met' if met else 'MISSED'}"


def _commit() -> str:
    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=HERE, check=True, capture_output=True, text=True).stdout.strip()

    return git("rev-parse", "HEAD") + (" and changes" if git("status", "--porcelain") else "")


def main(wanted: list[str]) -> int:
    if unknown := set(wanted) - set(names()):
        print(f"no bench is called {', '.join(sorted(unknown))}; there are: {', '.join(names())}", file=sys.stderr)
        return 2
    if len(wanted) == 1:
        run_one(wanted[0])
        return 0
    # Each in a process of its own: what one leaves in memory must not slow the next.
    codes = [
        subprocess.run([sys.executable, "-m", "bench.run", name], check=False).returncode for name in wanted or names()
    ]
    return max(codes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
