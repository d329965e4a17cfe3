import SystemPackage

/// What a running process holds now (proc(5)).
struct RuntimeFootprint {
    let residentBytes: Int
    /// Different files below a directory that are mapped, those removed since among them.
    let imageCount: Int

    init(pid: Int32, imagesBelow directory: FilePath) {
        let rollup = ProcFile.text("/proc/\(pid)/smaps_rollup")
        residentBytes = ProcFile.kibibytes("Rss:", in: rollup) * 1_024
        let lines = ProcFile.text("/proc/\(pid)/maps").split(separator: "\n")
        let paths = lines.compactMap { line in line.firstIndex(of: "/").map { String(line[$0...]) }
        }
        imageCount = Set(paths.filter { $0.hasPrefix(directory.string) }).count
    }
}
