"""nano-runtime as the benchmarks run it: one event loop, its events read as they come."""

import json
import queue
import signal
import subprocess
import threading
import time
from pathlib import Path
from typing import NamedTuple

from bench import build
from bench.failure import BenchmarkFailure
from bench.server import SERVER_CORE, STOP_SECONDS_MAX, on_core

EVENT_SECONDS_MAX = 60
END = ""
"""In place of an event's name: there is no more, since the process has ended."""


class Event(NamedTuple):
    """One line of the runtime's log."""

    name: str
    fields: dict
    received_ns: int
    """When the line was read, on the clock of time.monotonic_ns."""


class NanoRuntime:
    """nano-runtime over a directory of plugins. Use it in a `with` statement."""

    name = "nano"

    def __init__(
        self, plugins: Path, program: list[str] | None = None, arguments: list[str] | None = None
    ) -> None:
        """`program` is the command to run the runtime with, if not the built one on its core;
        `arguments` are added to those of `serve`."""
        self._program = program or on_core(SERVER_CORE, [str(build.runtime())])
        self._plugins = plugins
        self._arguments = arguments or []
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._loaded_count = 0
        self.port = 0
        self.status_address = ""
        """Of the listener that `--status` asks for: host and port."""
        self.start_seconds = 0.0
        """From the start of the process to `server_start`: every app loaded, port open."""

    @property
    def pid(self) -> int:
        return self._process.pid

    def __enter__(self) -> "NanoRuntime":
        arguments = ["serve", str(self._plugins), "--port", "0", "--threads", "1"]
        command = [*self._program, *arguments, *self._arguments]
        started_ns = time.monotonic_ns()
        self._process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
        )
        threading.Thread(target=self._read_events, daemon=True).start()
        try:
            start = self.wait_for("server_start")
        except BenchmarkFailure:
            self.stop()
            raise
        self.port = start.fields["port"]
        self.status_address = start.fields.get("status", "")
        self.start_seconds = (start.received_ns - started_ns) / 1e9
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _read_events(self) -> None:
        for line in self._process.stdout:
            received_ns = time.monotonic_ns()
            fields = json.loads(line)
            self._loaded_count += fields["event"] == "app_loaded"
            self._events.put(Event(fields["event"], fields, received_ns))
        self._events.put(Event(END, {}, time.monotonic_ns()))

    def wait_for(self, name: str) -> Event:
        """The next event of that name; events before it are passed over."""
        end = time.monotonic() + EVENT_SECONDS_MAX
        while (left := end - time.monotonic()) > 0:
            try:
                event = self._events.get(timeout=left)
            except queue.Empty:
                break
            if event.name == name:
                return event
            if event.name == END:
                raise BenchmarkFailure(f"expected a {name} event, but nano-runtime ended")
            if event.name == "app_rejected":
                raise BenchmarkFailure(f"nano-runtime rejected a plugin: {event.fields}")
        raise BenchmarkFailure(f"no {name} event within {EVENT_SECONDS_MAX} s")

    def wait_for_apps(self, count: int) -> None:
        """Until so many apps answer: a start that takes over 10 s goes on behind `server_start`."""
        while self._loaded_count < count:
            self.wait_for("app_loaded")

    def stop_undrained(self) -> None:
        """Ends the process as a second signal does, when the loops know of no app any more."""
        self._process.send_signal(signal.SIGTERM)
        self.wait_for("app_drain_start")
        self.stop()

    def stop(self) -> None:
        """Ends the process: asks first, then makes it."""
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(STOP_SECONDS_MAX)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
