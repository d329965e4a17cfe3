import Glibc
import LinuxShims

/// What a process holds at one moment.
struct Footprint: Codable, Sendable {
    let heapBytes: Int
    let residentBytes: Int
    let mappingCount: Int

    /// Of this process.
    init() {
        heapBytes = Int(linux_heap_bytes())
        let rollup = ProcFile.text("/proc/self/smaps_rollup")
        residentBytes = ProcFile.kibibytes("Rss:", in: rollup) * 1_024
        mappingCount = ProcFile.bytes("/proc/self/maps").count { $0 == UInt8(ascii: "\n") }
    }
}
