import Glibc

/// What the kernel says of this process's memory.
enum ProcessMemory {
    /// The second number of `/proc/self/statm` (proc(5)), in bytes; 0 where it cannot be read.
    static var residentBytes: Int {
        let words = KernelFile.text("/proc/self/statm").split(separator: " ")
        guard words.count > 1, let pages = Int(words[1]) else { return 0 }
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }
}
