"""The machine and the programs that a measurement was made with."""

import os
import platform
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from bench import build, packages

_HUMMINGBIRD = build.REPOSITORY / "Benchmarks" / "hummingbird-hello" / "Package.swift"
_VERSION_COMMANDS = {
    "nginx": ["nginx", "-v"],
    "kore": ["kore", "-v"],
    "h2o": ["h2o", "-v"],
    "hummingbird": ["grep", "hummingbird.*exact", str(_HUMMINGBIRD)],
    "wrk": ["wrk", "-v"],
    "C compiler": [build.c_compiler()[0], "--version"],
    "Swift": ["swift", "--version"],
}


def description(names: list[str]) -> list[tuple[str, str]]:
    """What, and which: hardware, system, and versions of the named programs and the compilers."""
    return [
        ("processor", processor()),
        ("memory", f"{_memory_gib():.0f} GiB"),
        ("kernel", f"{platform.system()} {platform.release()}"),
        ("system", platform.freedesktop_os_release().get("PRETTY_NAME", "unknown")),
        ("nano", _nano()),
        *[(name, _version(command)) for name, command in _VERSION_COMMANDS.items()
          if name in [*names, "wrk", "C compiler", "Swift"]],
    ]


def rows(description: list[tuple[str, str]]) -> str:
    """The description as a list in Markdown."""
    return "\n".join(f"- {name}: {value}" for name, value in description)


def load_average() -> float:
    """How many processes wanted a core over the last minute."""
    return os.getloadavg()[0]


def processor() -> str:
    text = Path("/proc/cpuinfo").read_text()
    found = re.search(r"model name\s*: (.*)", text)
    kind = f"{found[1]}, {platform.machine()}" if found else platform.machine()
    return f"{kind}, {os.cpu_count()} {'virtual ' if 'hypervisor' in text else ''}cores"


def _memory_gib() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)


def _nano() -> str:
    """The commit checked out, and when what was measured was built: they may differ."""
    command = ["git", "-C", str(build.REPOSITORY), "describe", "--always", "--dirty"]
    built = datetime.fromtimestamp(build.runtime().stat().st_mtime, UTC)
    return f"commit {_output(command).strip() or 'unknown'}, built {built:%Y-%m-%d %H:%M} UTC"


def _version(command: list[str]) -> str:
    program, *arguments = command
    text = _output([packages.find(program) or program, *arguments])
    found = re.search(r"\d+(\.\d+)+[^\s)\"]*", text)
    return found[0] if found else "unknown"


def _output(command: list[str]) -> str:
    """What a program says of itself, on either stream."""
    try:
        result = subprocess.run(command, capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return result.stdout + result.stderr
