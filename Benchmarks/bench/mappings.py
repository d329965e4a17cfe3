"""Where a process's resident memory lies, from /proc/PID/smaps."""

from pathlib import Path

IMAGES = "plugin images, the file's own pages"
IMAGES_WRITTEN = "plugin images, relocated or written pages"
HEAP = "heap and anonymous"
STACKS = "main stack"
OTHER_FILES = "the executable and the system's libraries"
KINDS = (IMAGES, IMAGES_WRITTEN, HEAP, STACKS, OTHER_FILES)


def resident_kib_by_kind(pid: int) -> dict[str, int]:
    """The resident memory of a process in KiB, split by what it is."""
    kib = dict.fromkeys(KINDS, 0)
    is_plugin = False
    kind = HEAP
    for line in Path(f"/proc/{pid}/smaps").read_text().splitlines():
        words = line.split()
        if not words[0].endswith(":"):
            path = words[5] if len(words) > 5 else ""
            kind = _kind(path)
            is_plugin = kind == IMAGES
        elif words[0] == "Rss:":
            kib[kind] += int(words[1])
        elif words[0] == "Anonymous:" and is_plugin:
            kib[IMAGES_WRITTEN] += int(words[1])
            kib[IMAGES] -= int(words[1])
    return kib


def _kind(path: str) -> str:
    if path.endswith(".so"):
        return IMAGES
    if path == "[stack]":
        return STACKS
    if path.startswith("/"):
        return OTHER_FILES
    return HEAP
