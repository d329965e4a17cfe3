"""Who takes part in a comparison: nano-runtime in two ways, its peers, and the floor."""

from collections.abc import Callable
from pathlib import Path
from shutil import copyfile
from typing import NamedTuple, Protocol

from bench import build, packages, peers
from bench.nano import NanoRuntime


class Running(Protocol):
    """A server, while its `with` statement lasts."""

    port: int
    pid: int

    def __enter__(self) -> "Running": ...

    def __exit__(self, *_: object) -> None: ...


class Contender(NamedTuple):
    """A server that can be started for a task: `hello`, `close` (hello, and the connection is
    closed after it) or `echo`."""

    name: str
    title: str
    prepare: Callable[[], object]
    """Installs or builds what the machine lacks of it, once."""
    make: Callable[[Path, str], Running]
    """From an empty directory of its own, and the task."""


def _inline(directory: Path, task: str) -> NanoRuntime:
    return _nano(directory, build.plugin(app_of(task)))


def _lane(directory: Path, task: str) -> NanoRuntime:
    return _nano(directory, build.lane_plugin(app_of(task), directory))


def app_of(task: str) -> str:
    """The plugin of Plugins/ that does a task."""
    return "echo-c" if task == "echo" else "hello-c"


def _nano(directory: Path, plugin: Path) -> NanoRuntime:
    plugins = directory / "plugins"
    plugins.mkdir()
    copyfile(plugin, plugins / "app.so")
    return NanoRuntime(plugins)


def _installed(program: str, package: str) -> Callable[[], None]:
    return lambda: packages.require({program: package})


NANO = Contender("nano", "nano", build.runtime, _inline)
LANE = Contender("nano-lane", "nano, on a lane", build.runtime, _lane)
NGINX = Contender("nginx", "nginx", _installed("nginx", "nginx-light"), peers.nginx)
KORE = Contender("kore", "Kore", _installed("kore", "kore"), peers.kore)
H2O = Contender("h2o", "h2o", _installed("h2o", "h2o"), peers.h2o)
HUMMINGBIRD = Contender("hummingbird", "Hummingbird", build.hummingbird, peers.hummingbird)
FLOOR = Contender("floor", "epoll floor", lambda: None, peers.floor)

ALL = [NANO, LANE, NGINX, KORE, H2O, HUMMINGBIRD, FLOOR]
