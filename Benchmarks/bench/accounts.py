"""What the kernel's accounts in /proc say of a process: CPU time and memory."""

import os
from pathlib import Path
from typing import NamedTuple

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


class CPUTime(NamedTuple):
    """CPU time used, in seconds (proc(5), /proc/PID/stat; a tick is 10 ms)."""

    user_seconds: float
    system_seconds: float

    @property
    def total_seconds(self) -> float:
        return self.user_seconds + self.system_seconds

    def since(self, earlier: "CPUTime") -> "CPUTime":
        return CPUTime(
            self.user_seconds - earlier.user_seconds, self.system_seconds - earlier.system_seconds
        )


def process_tree(pid: int) -> list[int]:
    """The process and its descendants: nginx and Kore answer in a child."""
    pids = [pid]
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            pids += process_tree(int(child))
    return pids


def cpu_time(pid: int) -> CPUTime:
    """CPU time used so far by a process and its descendants."""
    user_ticks = system_ticks = 0
    for member in process_tree(pid):
        # The fields after the name, which is in parentheses and may hold anything.
        fields = Path(f"/proc/{member}/stat").read_text().rpartition(")")[2].split()
        user_ticks += int(fields[11])
        system_ticks += int(fields[12])
    return CPUTime(user_ticks / TICKS_PER_SECOND, system_ticks / TICKS_PER_SECOND)


def resident_kib(pid: int) -> int:
    """VmRSS of one process, without its descendants."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0
