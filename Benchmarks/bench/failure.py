"""The one error of the benchmarks."""


class BenchmarkFailure(Exception):
    """What stopped a measurement, in one line for the person who ran it."""
