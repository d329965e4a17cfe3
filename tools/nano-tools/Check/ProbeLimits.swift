import Glibc
import LinuxShims

/// What the child process of a check may use.
enum ProbeLimits {
    static let addressSpaceBytes: UInt64 = 8 << 30
    /// A runtime's usual limit (`ulimit -n`).
    static let descriptors: UInt64 = 1_024
    static let cpuSeconds: UInt64 = 900

    /// For this process.
    static func apply() {
        linux_die_with_parent()
        limit(RLIMIT_AS, addressSpaceBytes)
        limit(RLIMIT_NOFILE, descriptors)
        limit(RLIMIT_CPU, cpuSeconds)
        limit(RLIMIT_CORE, 0)
    }

    /// A lower limit that is there already stays.
    private static func limit(_ resource: __rlimit_resource, _ value: UInt64) {
        var limits = rlimit()
        let resource = __rlimit_resource_t(resource.rawValue)
        getrlimit(resource, &limits)
        limits.rlim_max = min(limits.rlim_max, rlim_t(value))
        limits.rlim_cur = min(limits.rlim_cur, limits.rlim_max)
        setrlimit(resource, &limits)
    }
}
