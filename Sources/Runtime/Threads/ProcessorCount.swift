import LinuxShims

/// How many processors this process may keep busy: what its event loops are counted by.
struct ProcessorCount {
    /// Those that it may run on (`sched_getaffinity(2)`).
    let allowed: Int
    /// Reads a file, or `nil` where it is not to be had.
    let read: (_ path: String) -> String?

    init(allowed: Int = Int(linux_cpu_count()), read: @escaping (String) -> String?) {
        self.allowed = allowed
        self.read = read
    }

    /// The allowed ones, or fewer where a control group gives the process less time than that
    /// (cgroups(7); `cpu.max` in the kernel's cgroup-v2.rst). At least 1.
    var usable: Int {
        let quotas = groups.compactMap { read("/sys/fs/cgroup\($0)/cpu.max").flatMap(Self.quota) }
        return max(1, min(allowed, quotas.min() ?? allowed))
    }

    /// The process's group and those above it, each of which may set a limit.
    private var groups: [String] {
        let lines = read("/proc/self/cgroup")?.split(separator: "\n") ?? []
        guard let line = lines.first(where: { $0.hasPrefix("0::/") }) else { return [""] }
        let names = line.dropFirst(4).split(separator: "/")
        return (0...names.count).map { count in names.prefix(count).map { "/\($0)" }.joined() }
    }

    /// `"150000 100000"`, a quota and its period in microseconds, is 2; `"max 100000"` is no limit.
    private static func quota(_ text: String) -> Int? {
        let numbers = text.split { $0 == " " || $0 == "\n" }.map { Int($0) }
        guard numbers.count == 2, let quota = numbers[0], let period = numbers[1], period > 0
        else { return nil }
        return (quota + period - 1) / period
    }
}
