"""What pieces of the HTTP codec execute: Benchmarks/instructions, built as the runtime is."""

import subprocess
from pathlib import Path
from typing import NamedTuple

from bench.instructions import callgrind
from bench.instructions.profile import Profile


class CodecCase(NamedTuple):
    """One of the pieces of work that the program knows by name."""

    name: str
    program: Path
    directory: Path
    iteration_count: int = 1_000

    def profile(self, iteration_count: int) -> Profile:
        output = self.directory / f"{self.name}-{iteration_count}"
        return callgrind.count(output, [str(self.program), self.name, str(iteration_count)])


def cases(program: Path, directory: Path) -> list[CodecCase]:
    """All that the program knows. It must be without debug information."""
    result = subprocess.run([str(program)], capture_output=True, text=True, check=True)
    return [CodecCase(name, program, directory) for name in result.stdout.split()]
