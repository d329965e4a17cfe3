// The child's side of a trial (`LoadTrial`): load the copy as the runtime will, say that this has
// returned, and end. Nothing of the plugin runs after that, not even its destructors.

import Glibc
import LinuxShims
import PluginHosting

/// What `nano-runtime try-load COPY` does, started by the runtime itself.
public enum TriedLoad {
    /// The name of the subcommand.
    public static let subcommand = LoadTrial.subcommand

    /// How long constructors may compute, should the parent not be there to end them.
    private static let cpuSecondsMax: rlim_t = 20

    /// Loads the copy at `path` and ends the process.
    public static func run(_ path: String) -> Never {
        linux_die_with_parent()
        limit(RLIMIT_CORE, 0)
        limit(RLIMIT_CPU, cpuSecondsMax)
        // What cannot be loaded at all says why when the parent loads it.
        _ = try? Loader.load(path, owner: 1)
        var byte: UInt8 = 1
        // Where that is impossible, the plugin has closed the channel: no exit of its own is faked.
        if write(LoadTrial.channel, &byte, 1) != 1 { kill(getpid(), SIGKILL) }
        _exit(0)
    }

    private static func limit(_ resource: __rlimit_resource, _ value: rlim_t) {
        var limits = rlimit(rlim_cur: value, rlim_max: value)
        setrlimit(__rlimit_resource_t(resource.rawValue), &limits)
    }
}
