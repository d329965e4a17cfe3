"""What the kernel's accounts say of a process and of a core: CPU time and memory."""

import os
import time
from pathlib import Path
from typing import NamedTuple

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


class CPUTime(NamedTuple):
    """CPU time used, and how it divides."""

    total_seconds: float
    """Exact: the scheduler's own count, in nanoseconds."""
    user_ticks: int
    """User and system time as proc(5) has them: many kernels only sample which of the two it is,
    so they serve for a proportion, over seconds."""
    system_ticks: int

    @property
    def user_seconds(self) -> float:
        ticks = self.user_ticks + self.system_ticks
        return self.total_seconds * self.user_ticks / ticks if ticks else 0

    @property
    def system_seconds(self) -> float:
        return self.total_seconds - self.user_seconds

    def since(self, earlier: "CPUTime") -> "CPUTime":
        return CPUTime(
            self.total_seconds - earlier.total_seconds,
            self.user_ticks - earlier.user_ticks,
            self.system_ticks - earlier.system_ticks,
        )


def process_tree(pid: int) -> list[int]:
    """The process and its descendants: nginx and Kore answer in a child."""
    pids = [pid]
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            pids += process_tree(int(child))
    return pids


def cpu_time(pid: int) -> CPUTime:
    """CPU time used so far by a process and its descendants, ended threads included."""
    total_seconds = 0.0
    user_ticks = system_ticks = 0
    for member in process_tree(pid):
        total_seconds += time.clock_gettime(_process_clock(member))
        # The fields after the name, which is in parentheses and may hold anything.
        fields = Path(f"/proc/{member}/stat").read_text().rpartition(")")[2].split()
        user_ticks += int(fields[11])
        system_ticks += int(fields[12])
    return CPUTime(total_seconds, user_ticks, system_ticks)


def _process_clock(pid: int) -> int:
    """The clock of a process's CPU time, as clock_getcpuclockid(3) makes it on Linux: the
    complement of the process id, and 2 for the scheduler's count."""
    return ~pid << 3 | 2


def core_busy_seconds(core: int) -> float:
    """How long a core was not idle since the machine's start (proc(5), /proc/stat)."""
    for line in Path("/proc/stat").read_text().splitlines():
        name, *counts = line.split()
        if name == f"cpu{core}":
            user, nice, system, _idle, _iowait, irq, softirq, steal = map(int, counts[:8])
            ticks = user + nice + system + irq + softirq + steal
            return ticks / TICKS_PER_SECOND
    return 0


def resident_kib(pid: int) -> int:
    """VmRSS of one process, without its descendants."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0
