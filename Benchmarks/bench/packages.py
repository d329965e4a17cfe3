"""The programs that the benchmarks need and the repository does not bring."""

import os
import shutil
import subprocess

from bench.failure import BenchmarkFailure

INSTALL_SECONDS_MAX = 300


def require(packages_by_program: dict[str, str]) -> None:
    """Installs the Debian packages of the programs that are missing, where it may.

    Throws: BenchmarkFailure with the command to run, where it may not.
    """
    missing = [
        package for program, package in packages_by_program.items() if not find(program)
    ]
    if not missing:
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise BenchmarkFailure(f"not installed: {', '.join(missing)}; run: {' '.join(command)}")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    result = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=INSTALL_SECONDS_MAX
    )
    if result.returncode != 0:
        raise BenchmarkFailure(f"{' '.join(command)} failed: {result.stderr.strip()}")


def find(program: str) -> str | None:
    """The program's path; servers are in /usr/sbin, which a user's PATH may lack."""
    return shutil.which(program, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
