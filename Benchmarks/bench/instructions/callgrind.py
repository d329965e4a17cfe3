"""Runs programs under callgrind and reads what it wrote.

It counts instructions, so the same work gives the same number however busy the machine is.
Valgrind 3.19 gives up at the DWARF 5 of Swift's static runtime, so programs are run from copies
without debug information; their symbols, hence the names of functions, stay.
"""

import re
import subprocess
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from bench import packages
from bench.failure import BenchmarkFailure
from bench.instructions.profile import Profile

RUN_SECONDS_MAX = 120


def require() -> None:
    packages.require({"valgrind": "valgrind", "strip": "binutils"})


def without_debug_information(program: Path, directory: Path) -> Path:
    copy = directory / program.name
    _run(["strip", "--strip-debug", "-o", str(copy), str(program)])
    return copy


def command(output: Path, arguments: list[str]) -> list[str]:
    """The command that counts another one's instructions, into files that begin like `output`."""
    return [
        # Else Swift's tables differ from run to run, and so does the time to search them.
        "env", "SWIFT_DETERMINISTIC_HASHING=1",
        "valgrind", "--tool=callgrind", "--quiet", "--separate-threads=yes",
        # A busy thread would keep the others from running for longer than their deadlines.
        "--fair-sched=try",
        f"--callgrind-out-file={output}", f"--log-file={output}.log", *arguments,
    ]


def profiles(output: Path) -> list[Profile]:
    """What each thread did, of a command that has ended."""
    files = sorted(output.parent.glob(f"{output.name}-[0-9]*"))
    if not files:
        log = output.with_name(f"{output.name}.log").read_text(errors="replace").strip()
        raise BenchmarkFailure(f"callgrind counted nothing: {log[-800:]}")
    return [_parse(file.read_text(errors="replace").splitlines()) for file in files]


def count(output: Path, arguments: list[str]) -> Profile:
    """Runs a program of one thread to its end."""
    _run(command(output, arguments))
    return profiles(output)[0]


def _run(arguments: list[str]) -> None:
    result = subprocess.run(
        arguments, capture_output=True, text=True, timeout=RUN_SECONDS_MAX
    )
    if result.returncode != 0:
        raise BenchmarkFailure(f"{' '.join(arguments)} failed: {result.stdout}{result.stderr}")


def _parse(lines: Iterable[str]) -> Profile:
    """Reads the "Callgrind Format" of Valgrind's manual, as far as callgrind writes it here."""
    profile = Profile(Counter(), Counter())
    names: dict[str, str] = {}
    function = callee = ""
    is_cost_of_call = False
    for line in lines:
        if line.startswith("fn="):
            function = _name(line[3:], names)
        elif line.startswith("cfn="):
            callee = _name(line[4:], names)
        elif line.startswith("calls="):
            profile.calls[function, callee] += int(line[6:].split()[0])
            is_cost_of_call = True
        elif line and line[0] in "0123456789+-*":
            # A line "POSITION INSTRUCTIONS"; after a call, of what the callee did.
            if not is_cost_of_call:
                profile.instructions[function] += int(line.split()[1])
            is_cost_of_call = False
    return profile


def _name(text: str, names: dict[str, str]) -> str:
    """The name in `(NUMBER) NAME`, which is written once, or in `(NUMBER)`."""
    number, name = re.fullmatch(r"\((\d+)\)(?: (.*))?", text).groups()
    if name is not None:
        # Without the version of a library's symbol, and the depth of a recursion.
        names[number] = re.sub(r"'\d+$", "", name).partition("@")[0]
    return names[number]
