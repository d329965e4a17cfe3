"""The machine and the programs that a measurement was made with."""

import os
import platform
import re
import subprocess
from pathlib import Path

from bench import build, packages

_VERSION_COMMANDS = {
    "nginx": ["nginx", "-v"],
    "kore": ["kore", "-v"],
    "h2o": ["h2o", "-v"],
    "wrk": ["wrk", "-v"],
    "C compiler": ["cc", "--version"],
    "Swift": ["swift", "--version"],
}


def description(programs: list[str]) -> list[list[str]]:
    """Rows of what and which: hardware, system, and the version of each program."""
    return [
        ["processor", f"{_processor()}, {os.cpu_count()} cores"],
        ["memory", f"{_memory_gib():.0f} GiB"],
        ["kernel", f"{platform.system()} {platform.release()}"],
        ["system", platform.freedesktop_os_release().get("PRETTY_NAME", "unknown")],
        ["nano", _commit()],
        *[[name, _version(name)] for name in programs],
    ]


def load_average() -> float:
    """How many processes wanted a core over the last minute."""
    return os.getloadavg()[0]


def _processor() -> str:
    found = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    kind = f"{found[1]} ({platform.machine()})" if found else platform.machine()
    return kind + (", virtual" if "hypervisor" in Path("/proc/cpuinfo").read_text() else "")


def _memory_gib() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)


def _commit() -> str:
    command = ["git", "-C", str(build.REPOSITORY), "describe", "--always", "--dirty"]
    return f"commit {_output(command).strip() or 'unknown'}"


def _version(name: str) -> str:
    if name == "hummingbird":
        manifest = build.REPOSITORY / "Benchmarks" / "hummingbird-hello" / "Package.swift"
        return re.search(r'exact: "([\d.]+)"', manifest.read_text())[1]
    program, *arguments = _VERSION_COMMANDS[name]
    text = _output([packages.find(program) or program, *arguments])
    found = re.search(r"\d+(\.\d+)+\S*", text)
    return found[0] if found else "unknown"


def _output(command: list[str]) -> str:
    """What a program says of itself, on either stream."""
    try:
        result = subprocess.run(command, capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return result.stdout + result.stderr
