"""The servers beside ours: one worker each, no log, the same answers.

What they can't do is in bench/http/workloads.py; their configurations are in `configurations/`.
"""

from pathlib import Path

from bench import build, packages
from bench.server import Server, free_port

CONFIGURATIONS = build.REPOSITORY / "Benchmarks" / "configurations"


def floor(directory: Path, task: str) -> Server:
    port = free_port()
    command = [str(build.program("floor", directory)), str(port), task]
    return Server("floor", command, port, directory)


def nginx(directory: Path, _task: str) -> Server:
    port = free_port()
    configuration = _configuration("nginx", directory, port)
    command = [_program("nginx"), "-p", str(directory), "-c", str(configuration)]
    return Server("nginx", command, port, directory)


def kore(directory: Path, _task: str) -> Server:
    port = free_port()
    build.kore_module(directory)
    configuration = _configuration("kore", directory, port)
    command = [_program("kore"), "-c", str(configuration), "-f", "-n", "-r"]
    return Server("kore", command, port, directory)


def h2o(directory: Path, _task: str) -> Server:
    port = free_port()
    (directory / "hello.txt").write_text("Hello, World!")
    configuration = _configuration("h2o", directory, port)
    return Server("h2o", [_program("h2o"), "-c", str(configuration)], port, directory)


def hummingbird(directory: Path, _task: str) -> Server:
    port = free_port()
    return Server("hummingbird", [str(build.hummingbird()), str(port)], port, directory)


def _program(name: str) -> str:
    return packages.find(name) or name


def _configuration(name: str, directory: Path, port: int) -> Path:
    text = (CONFIGURATIONS / f"{name}.conf").read_text()
    file = directory / f"{name}.conf"
    file.write_text(text.replace("@DIRECTORY@", str(directory)).replace("@PORT@", str(port)))
    return file
