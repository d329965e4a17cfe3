"""A report as a page of its own: which command made it, when, and on what machine."""

import shlex
import sys
from datetime import UTC, datetime

from bench import machine


def made_by() -> str:
    command = shlex.join(["tools/bench", *sys.argv[1:]])
    return f"Written by `{command}` on {datetime.now(UTC):%Y-%m-%d %H:%M} UTC."


def page(report: str) -> str:
    """`report`, between where it comes from and the machine it was made on."""
    facts = machine.rows(machine.description([]))
    return "\n\n".join([
        f"# `tools/bench {sys.argv[1]}`", made_by(), report, "## Machine", facts,
    ])
