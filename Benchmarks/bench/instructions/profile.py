"""What a thread executed: instructions by function, and which function called which how often."""

import re
from collections import Counter
from typing import NamedTuple

ALLOCATORS = frozenset({
    "malloc", "calloc", "realloc", "reallocarray", "memalign", "aligned_alloc", "posix_memalign",
})
"""The functions of libc that give memory of the heap."""

WRAPPER = re.compile(r"_?swift_(slowAlloc|allocObject|bufferAllocate)|operator new|_mid_memalign")
"""Functions that only pass an allocation on: who called them is what one wants to know."""

CALLERS_MAX = 3
"""Enough to come from the standard library's functions to the one that uses them."""


class Profile(NamedTuple):
    """The work of one thread; or a part of it, for which the counts need not be whole."""

    instructions: Counter[str]
    """By function, without the functions that it called."""
    calls: Counter[tuple[str, str]]
    """By caller and callee."""

    @property
    def instruction_count(self) -> float:
        return sum(self.instructions.values())

    @property
    def allocation_count(self) -> float:
        """Calls of the allocators."""
        return sum(count for (_, callee), count in self.calls.items() if callee in ALLOCATORS)

    @property
    def allocation_sites(self) -> Counter[str]:
        """How often each function asked for memory of the heap, itself or by a wrapper."""
        sites: Counter[str] = Counter()
        for (caller, callee), count in self.calls.items():
            if _gives_memory(callee) and not _gives_memory(caller) and count != 0:
                sites[caller] += count
        return sites

    def callers(self, function: str) -> list[str]:
        """Who called the function most often, then who called that one most, CALLERS_MAX deep."""
        chain: list[str] = []
        while len(chain) < CALLERS_MAX:
            counts = {
                caller: count for (caller, callee), count in self.calls.items()
                if callee == function and caller != function
            }
            if not counts:
                break
            function = max(counts, key=counts.__getitem__)
            chain.append(function)
        return chain

    def since(self, earlier: "Profile", iterations: int) -> "Profile":
        """What was done beyond an earlier or shorter profile, in each of so many iterations."""
        return Profile(
            _difference(self.instructions, earlier.instructions, iterations),
            _difference(self.calls, earlier.calls, iterations),
        )


def _gives_memory(function: str) -> bool:
    return function in ALLOCATORS or WRAPPER.match(function) is not None


def _difference(later: Counter, earlier: Counter, iterations: int) -> Counter:
    return Counter({
        key: (later[key] - earlier[key]) / iterations for key in later.keys() | earlier.keys()
    })
