"""The commands of `tools/bench`."""

import argparse
import sys

from bench import compare, density, document, idle, scrape, swap
from bench.failure import BenchmarkFailure
from bench.http import command as http
from bench.instructions import command as instructions


def main() -> int:
    parser = argparse.ArgumentParser(prog="tools/bench", description="Measures nano-runtime.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in (http, compare, swap, density, idle, scrape, instructions):
        command.add_command(commands)
    arguments = parser.parse_args()
    try:
        report = arguments.run(arguments)
    except BenchmarkFailure as failure:
        print(f"tools/bench: {failure}", file=sys.stderr)
        return 1
    print(report)
    if arguments.markdown:
        with open(arguments.markdown, "w", encoding="utf-8") as file:
            file.write(document.page(report) + "\n")
    return 0


sys.exit(main())
