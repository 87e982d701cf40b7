"""``python -m benchmarks`` (``make bench``): every measurement that the docs quote, one after another.

Each part is a command of its own and says what it compares; a part whose material is not on the machine says so and
is passed over. ``python -m benchmarks.torture`` (the store's torture course) is not among them: it takes an hour.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import subprocess
import sys

PARTS = ("store", "app", "finding", "spoken", "reading", "anchoring")
LIBRARIES = ("onrecord", "textual", "tinydb", "rich", "msgspec", "trafilatura", "rapidfuzz")


def main() -> int:
    """Run the parts named on the command line, or all. Exit status 1 when one of them failed."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__.split("\n")[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"which ones: {', '.join(PARTS)} (default: all)")
    parts = parser.parse_args().parts or PARTS
    unknown = [part for part in parts if part not in PARTS]
    if unknown:
        parser.error(f"there is no part {unknown[0]!r}: {', '.join(PARTS)}")
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES)
    print(f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores; {versions}")
    failed = 0
    for part in parts:
        print(f"\n== {part} " + "=" * (70 - len(part)), flush=True)
        failed += subprocess.run([sys.executable, "-m", f"benchmarks.{part}"], check=False).returncode != 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
