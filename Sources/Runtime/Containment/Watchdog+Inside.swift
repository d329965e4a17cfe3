import Glibc
import LinuxShims

extension Watchdog {
    private static let countMax = 16

    /// Where the threads are that are inside a generation's code: those that a call of the runtime
    /// has led there, and those that the plugin has started. On any thread.
    func traces(of id: GenerationID, in image: GuardedImage) -> [ThreadTrace] {
        var threads = threads(in: id) + ownerThreads(of: id)
        var started = [pid_t](repeating: 0, count: Self.countMax)
        let count = linux_owned_thread_numbers(id.number, &started, Int32(started.count))
        for thread in started.prefix(Int(count)) where !threads.contains(thread) {
            threads.append(thread)
        }
        return threads.prefix(Self.countMax).map { ThreadTrace($0, in: image) }
            .filter { $0.isInside(image) }
    }

    /// Event loops and lanes that are in a call of it now, and those that were given up in one.
    private func threads(in id: GenerationID) -> [pid_t] {
        let slots = monitor.withLock { state in
            state.watched.map(\.slot) + state.strays.map(\.slot)
        }
        return slots.filter { slot in
            let view = slot.view
            return view.owner == id && (view.isRunning || view.isWrittenOff)
        }.map(\.thread)
    }

    /// Those of `create`, `destroy` and its like, which live as long as their call (`OwnerCall`).
    private func ownerThreads(of id: GenerationID) -> [pid_t] {
        guard let directory = opendir("/proc/self/task") else { return [] }
        defer { closedir(directory) }
        var threads: [pid_t] = []
        while let entry = readdir(directory) {
            let text = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard let thread = pid_t(text) else { continue }
            let name = ThreadTrace.name(of: thread)
            if name.hasSuffix("-\(id)"), !["lane", "loop"].contains(name.prefix { $0 != "-" }) {
                threads.append(thread)
            }
        }
        return threads
    }
}
