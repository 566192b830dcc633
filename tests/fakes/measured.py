"""Runs a command and writes what it cost: `python -m tests.fakes.measured COSTS COMMAND …`."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path


def main(costs: Path, command: list[str]) -> int:
    """Runs the command, writes its peak memory in MB and CPU seconds, and returns its exit code."""
    code = subprocess.run(command).returncode
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    # Linux counts in KB, macOS in bytes.
    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    spent = {"megabytes": used.ru_maxrss / unit, "seconds": used.ru_utime + used.ru_stime}
    costs.write_text(json.dumps(spent))
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
