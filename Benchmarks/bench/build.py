"""What the benchmarks run: the runtime that tools/build made, and the C programs beside them."""

import os
import subprocess
from pathlib import Path

from bench.failure import BenchmarkFailure

REPOSITORY = Path(__file__).resolve().parents[2]
NATIVE = REPOSITORY / "Benchmarks" / "native"


def runtime() -> Path:
    return _built("bin/nano-runtime")


def hello_plugin() -> Path:
    return plugin("hello-c")


def plugin(name: str) -> Path:
    """The plugin of Plugins/NAME, as tools/build made it."""
    return _built(f"bin/plugins/{name}.so")


def instruction_cases() -> Path:
    """The program of Benchmarks/instructions, built now if it is older than its sources."""
    builder = REPOSITORY / "tools" / "build"
    command = [str(builder), "instruction-cases"]
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode != 0:
        raise BenchmarkFailure(f"{' '.join(command)} failed:\n{result.stdout}{result.stderr}")
    return _built("bin/instruction-cases")


def _built(path: str) -> Path:
    file = REPOSITORY / path
    if not file.exists():
        raise BenchmarkFailure(f"{path} is missing: run tools/build first")
    return file


def program(name: str, directory: Path) -> Path:
    """Compiles `native/NAME.c` to a program in `directory`."""
    return _compile(name, directory / name, [])


def kore_module(directory: Path) -> Path:
    return _compile("kore", directory / "hello.so", ["-shared", "-fPIC"])


def letter_plugin(letter: str, directory: Path) -> Path:
    """The plugin that answers `letter`, with the flags that `nano-tools build-plugin` uses."""
    exports = directory / "exports.map"
    exports.write_text("{ global: nano_plugin_entry_v1; local: *; };\n")
    linker = f"-Wl,--version-script={exports},--build-id=sha1,-z,defs,-z,now,-z,relro"
    include = REPOSITORY / "Sources" / "PluginABI" / "include"
    flags = ["-shared", "-fPIC", "-fvisibility=hidden", f"-I{include}", f'-DLETTER="{letter}"']
    return _compile("letter", directory / f"letter-{letter}.so", [*flags, linker])


def _compile(name: str, output: Path, flags: list[str]) -> Path:
    compiler = os.environ.get("CC", "cc").split()
    command = [*compiler, "-O2", *flags, "-o", str(output), str(NATIVE / f"{name}.c")]
    try:
        result = subprocess.run(command, capture_output=True, text=True)
    except FileNotFoundError:
        raise BenchmarkFailure(f"no {compiler[0]}: install a C compiler, or name one with CC")
    if result.returncode != 0:
        raise BenchmarkFailure(f"{' '.join(command)} failed:\n{result.stderr}")
    return output
