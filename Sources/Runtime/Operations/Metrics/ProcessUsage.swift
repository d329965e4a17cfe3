import Glibc

/// What the kernel says of this process (proc(5), getrlimit(2)). What cannot be read is 0.
struct ProcessUsage {
    let processorSeconds: Double
    let threadCount: Int
    /// Since 1970.
    let startSeconds: Double
    let virtualBytes: Int
    let residentBytes: Int
    let descriptorCount: Int
    let descriptorCountMax: Int

    static var current: ProcessUsage {
        // Behind the program's name, which may hold anything, the third field is the first word.
        let stat = KernelFile.text("/proc/self/stat")
        let words = stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].split(separator: " ")
        let field = { (number: Int) in
            words.count > number - 2 ? Int(words[number - 2]) ?? 0 : 0
        }
        let ticksPerSecond = Double(sysconf(Int32(_SC_CLK_TCK)))
        return ProcessUsage(
            processorSeconds: Double(field(14) + field(15)) / ticksPerSecond,
            threadCount: field(20),
            startSeconds: bootSeconds + Double(field(22)) / ticksPerSecond,
            virtualBytes: field(23), residentBytes: ProcessMemory.residentBytes,
            descriptorCount: openDescriptorCount, descriptorCountMax: descriptorLimit)
    }

    /// When the machine started, since 1970.
    private static let bootSeconds: Double = {
        let lines = KernelFile.text("/proc/stat").split(separator: "\n")
        let line = lines.first { $0.hasPrefix("btime ") }
        return line.flatMap { Double($0.dropFirst("btime ".count)) } ?? 0
    }()

    /// Kernels since 6.2 tell it as a size; before, the names have to be counted.
    private static var openDescriptorCount: Int {
        var status = stat()
        if stat("/proc/self/fd", &status) == 0, status.st_size > 0 { return status.st_size }
        guard let directory = opendir("/proc/self/fd") else { return 0 }
        defer { closedir(directory) }
        var count = 0
        while readdir(directory) != nil { count += 1 }
        // Not `.` and `..`, nor the descriptor that it is read by.
        return max(0, count - 3)
    }

    private static var descriptorLimit: Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 0 }
        return Int(clamping: limit.rlim_cur)
    }
}
