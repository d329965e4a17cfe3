"""What the benchmarks run: the runtime that tools/build made, and the programs beside it."""

import functools
import os
import subprocess
import sys
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
    """The program of Benchmarks/instructions, built now as the runtime is."""
    _run([str(REPOSITORY / "tools" / "build"), "instruction-cases"])
    return _built("bin/instruction-cases")


def lane_plugin(name: str, directory: Path) -> Path:
    """The plugin of Plugins/NAME, the same but for one word of its manifest: it runs on a lane."""
    folder = directory / name
    folder.mkdir()
    for source in (REPOSITORY / "Plugins" / name).iterdir():
        text = source.read_text()
        if text.count("NANO_PLUGIN_INLINE") != 1:
            raise BenchmarkFailure(f"{source}: expected NANO_PLUGIN_INLINE once")
        (folder / source.name).write_text(text.replace("NANO_PLUGIN_INLINE", "NANO_PLUGIN_LANE"))
    output = directory / f"{name}-lane.so"
    _run([str(_built("bin/nano-tools")), "build-plugin", str(folder), "-o", str(output)])
    return output


@functools.cache
def hummingbird() -> Path:
    """The hello app in Hummingbird, built as the runtime is; the first time takes minutes."""
    package = REPOSITORY / "Benchmarks" / "hummingbird-hello"
    # Beside the sources it would be formatted and checked with them.
    build = REPOSITORY / ".build-hummingbird"
    if not (build / "release" / "hello").exists():
        print("tools/bench: building Hummingbird, some minutes", file=sys.stderr)
    _run([
        "swift", "build", "--package-path", str(package), "--scratch-path", str(build),
        "-c", "release", "--static-swift-stdlib", "-Xswiftc", "-enforce-exclusivity=unchecked",
        "--product", "hello",
    ])
    return build / "release" / "hello"


def _built(path: str) -> Path:
    file = REPOSITORY / path
    if not file.exists():
        raise BenchmarkFailure(f"{path} is missing: run tools/build first")
    return file


def program(name: str, directory: Path) -> Path:
    """Compiles `native/NAME.c` to a program in `directory`."""
    return _compile(name, directory / name, [])


def kore_module(directory: Path) -> Path:
    return _compile("kore", directory / "kore.so", ["-shared", "-fPIC"])


def letter_plugin(letter: str, directory: Path) -> Path:
    """The plugin that answers `letter`, with the flags that `nano-tools build-plugin` uses."""
    exports = directory / "exports.map"
    exports.write_text("{ global: nano_plugin_entry_v1; local: *; };\n")
    linker = f"-Wl,--version-script={exports},--build-id=sha1,-z,defs,-z,now,-z,relro"
    include = REPOSITORY / "Sources" / "PluginABI" / "include"
    flags = ["-shared", "-fPIC", "-fvisibility=hidden", f"-I{include}", f'-DLETTER="{letter}"']
    return _compile("letter", directory / f"letter-{letter}.so", [*flags, linker])


def c_compiler() -> list[str]:
    return os.environ.get("CC", "cc").split()


def _compile(name: str, output: Path, flags: list[str]) -> Path:
    _run([*c_compiler(), "-O2", *flags, "-o", str(output), str(NATIVE / f"{name}.c")])
    return output


def _run(command: list[str]) -> None:
    try:
        result = subprocess.run(command, capture_output=True, text=True)
    except FileNotFoundError:
        raise BenchmarkFailure(f"no {command[0]} in PATH (a C compiler may be named with CC)")
    if result.returncode != 0:
        raise BenchmarkFailure(f"{' '.join(command)} failed:\n{result.stdout}{result.stderr}")
