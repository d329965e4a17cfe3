"""The counts that `tools/bench instructions` expects: Benchmarks/instructions.json."""

import json
import platform
import subprocess
from pathlib import Path
from typing import NamedTuple

TOLERANCE_PERCENT = 2.0
"""Of a new case. Another CPU may have other variants of memcpy chosen; little else differs."""


class Threshold(NamedTuple):
    """How much a case may cost."""

    instructions: int
    tolerance_percent: float


class Thresholds(NamedTuple):
    """All cases, and what they were measured with: another compiler makes other code."""

    measured_with: str
    by_case: dict[str, Threshold]

    @classmethod
    def read(cls, file: Path) -> "Thresholds":
        if not file.exists():
            return cls("nothing", {})
        content = json.loads(file.read_text(encoding="utf-8"))
        cases = {name: Threshold(**values) for name, values in content["cases"].items()}
        return cls(content["measured_with"], cases)

    def updated(self, instructions_by_case: dict[str, float]) -> "Thresholds":
        """The same with new counts; tolerances stay."""
        cases = dict(self.by_case)
        for name, instructions in instructions_by_case.items():
            old = cases.get(name, Threshold(0, TOLERANCE_PERCENT))
            cases[name] = old._replace(instructions=round(instructions))
        return Thresholds(tools(), cases)

    def write(self, file: Path) -> None:
        """One case a line, so that a change of one is a change of one line."""
        lines = ",\n".join(
            f"        {json.dumps(name)}: {json.dumps(threshold._asdict())}"
            for name, threshold in self.by_case.items()
        )
        text = f'{{\n    "measured_with": {json.dumps(self.measured_with)},\n'
        file.write_text(text + f'    "cases": {{\n{lines}\n    }}\n}}\n', encoding="utf-8")


def tools() -> str:
    """What the counts depend on beside the code."""
    swift = subprocess.run(["swift", "--version"], capture_output=True, text=True).stdout
    version = swift.partition("Swift version ")[2].partition(" ")[0] or "unknown"
    library = " ".join(platform.libc_ver())
    return f"{platform.machine()}, Swift {version}, {library}"
