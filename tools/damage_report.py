"""Writes docs/damage.md: which damages to the data the checks catch.

    python tools/damage_report.py [--seeds N] [--missed]

Some 0.6 s a damage and 170 kinds: N seeds take about 2 N minutes of one core. With KGTOOLS_SOURCE
the passages are checked too, last of all. --missed prints each damage that slipped through.
Exit code 1 when one did of a kind for which tests/damage/ gives no reason.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    sys.path.insert(0, str(ROOT / "tests"))
    from damage.report import markdown, tally

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--missed", action="store_true")
    given = parser.parse_args()
    text = os.environ.get("KGTOOLS_SOURCE")
    tallies = tally(ROOT, range(1, given.seeds + 1), Path(text).absolute() if text else None)
    if given.missed:
        for one in tallies:
            for missed in one.missed:
                print(f"{one.kind.name}, {missed}\n")
    report = markdown(tallies, given.seeds, bool(text))
    (ROOT / "docs" / "damage.md").write_text(report, encoding="utf-8")
    unexplained = [one.kind.name for one in tallies if one.missed and one.kind.unseen is None]
    for name in unexplained:
        print(f"not seen, and nothing says why it may not be: {name}", file=sys.stderr)
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
