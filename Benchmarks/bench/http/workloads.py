"""What the servers are asked to do, and who can't take part, and why."""

from typing import NamedTuple

from bench import build

CONNECTIONS = 64
PIPELINED = 16
GREETING = b"Hello, World!"
BODY = b"x" * 1024

_NO_ECHO = "can't answer with a request's body without a scripting language"


class Workload(NamedTuple):
    """One way in which clients ask."""

    name: str
    title: str
    task: str
    """What the servers are started for: bench/contender.py."""
    request: bytes
    """Sent before measuring, to see that a server answers right."""
    request_count: int
    """How many such requests go out in one write."""
    body: bytes
    """What each answer must consist of."""
    wrk_arguments: list[str]
    absent: dict[str, str]
    """Contenders that can't take part, and why."""


def _request(line: str, *fields: str, body: bytes = b"") -> bytes:
    head = [f"{line} HTTP/1.1", "Host: 127.0.0.1", *fields, "", ""]
    return "\r\n".join(head).encode() + body


KEEP_ALIVE = Workload(
    name="keep-alive",
    title=f"{CONNECTIONS} keep-alive connections",
    task="hello",
    request=_request("GET /"),
    request_count=1,
    body=GREETING,
    wrk_arguments=[],
    absent={},
)

PIPELINE = Workload(
    name="pipelined",
    title=f"{CONNECTIONS} connections, {PIPELINED} requests pipelined",
    task="hello",
    request=_request("GET /"),
    request_count=PIPELINED,
    body=GREETING,
    wrk_arguments=["--script", str(build.NATIVE / "pipeline.lua")],
    absent={"kore": "4.1 stalls on pipelined requests: one answer a connection, then silence"},
)

ECHO = Workload(
    name="echo",
    title=f"{CONNECTIONS} connections, POST of 1 KiB given back",
    task="echo",
    request=_request("POST /", f"Content-Length: {len(BODY)}", body=BODY),
    request_count=1,
    body=BODY,
    wrk_arguments=["--script", str(build.NATIVE / "post.lua")],
    absent={"nginx": _NO_ECHO, "h2o": _NO_ECHO},
)

CLOSE = Workload(
    name="close",
    title=f"A new connection for each request, {CONNECTIONS} at a time",
    task="close",
    request=_request("GET /", "Connection: close"),
    request_count=1,
    body=GREETING,
    wrk_arguments=["--header", "Connection: close"],
    absent={},
)

ALL = [KEEP_ALIVE, PIPELINE, ECHO, CLOSE]
