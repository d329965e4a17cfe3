"""What the event loop of the real runtime executes for a request, from its socket and back.

Only the thread of the event loop is counted. Others work by the clock, not by the request.
"""

from collections.abc import Sequence
from pathlib import Path
from shutil import copyfile
from typing import NamedTuple

from bench import build
from bench.instructions import callgrind, lockstep
from bench.instructions.lockstep import Batch
from bench.instructions.profile import Profile
from bench.nano import NanoRuntime

SENDING = frozenset({"send", "sendto", "sendmsg"})
"""What a thread that answers requests calls, and others hardly ever."""


class RequestCase(NamedTuple):
    """A load on a number of copies of one plugin."""

    name: str
    plugin: Path
    app_count: int
    batches: Sequence[Batch]
    runtime: Path
    directory: Path
    iteration_count: int = 4_000

    def profile(self, iteration_count: int) -> Profile:
        """Starts a runtime and sends it so many requests."""
        folder = self.directory / f"{self.name}-{iteration_count}"
        plugins = folder / "plugins"
        plugins.mkdir(parents=True)
        for number in range(self.app_count):
            copyfile(self.plugin, plugins / f"{_host(number)}.so")
        output = folder / "profile"
        with NanoRuntime(plugins, callgrind.command(output, [str(self.runtime)])) as server:
            server.wait_for_apps(self.app_count)
            lockstep.send(server.port, self.batches, iteration_count)
            # To unload 1,000 apps under callgrind would outlast the drain's deadline.
            server.stop_undrained()
        return _of_the_event_loop(callgrind.profiles(output))


def cases(runtime: Path, directory: Path) -> list[RequestCase]:
    """All loads. The runtime must be without debug information."""
    hello, echo = build.plugin("hello-c"), build.plugin("echo-c")
    greeting = b"Hello, World!"
    kibibyte = b"0123456789abcdef" * 64
    alone = Batch([_get(0)], greeting)
    pipelined = Batch([_get(0)] * 16, greeting)
    posting = Batch([_post(kibibyte)], kibibyte)
    among = [Batch([_get(number)], greeting) for number in range(1_000)]
    return [
        RequestCase("request", hello, 1, [alone], runtime, directory),
        RequestCase("request-pipelined-16", hello, 1, [pipelined], runtime, directory),
        RequestCase("request-echo-1-kib", echo, 1, [posting], runtime, directory),
        RequestCase("request-among-1000-apps", hello, 1_000, among, runtime, directory),
    ]


def _host(number: int) -> str:
    return f"app-{number:03}"


def _get(number: int) -> bytes:
    return f"GET / HTTP/1.1\r\nHost: {_host(number)}\r\n\r\n".encode()


def _post(body: bytes) -> bytes:
    head = f"POST / HTTP/1.1\r\nHost: {_host(0)}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def _of_the_event_loop(threads: list[Profile]) -> Profile:
    return max(threads, key=_send_count)


def _send_count(thread: Profile) -> int:
    return sum(count for (_, callee), count in thread.calls.items() if callee in SENDING)
