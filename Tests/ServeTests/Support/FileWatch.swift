import Glibc

/// Tells when a file that is there is written to (inotify(7)).
final class FileWatch {
    private let descriptor: Int32
    private let patience = Patience()

    init(_ path: String) throws {
        descriptor = inotify_init1(Int32(IN_CLOEXEC))
        guard descriptor >= 0, inotify_add_watch(descriptor, path, UInt32(IN_MODIFY)) >= 0 else {
            throw TestFailure.system("inotify \(path)", errno)
        }
    }

    deinit {
        close(descriptor)
    }

    /// Waits until it was written to since the last call, or since the watch began.
    func waitForChange(_ wanted: String) throws {
        guard patience.wait(for: descriptor) else { throw TestFailure("expected \(wanted)") }
        var bytes = [UInt8](repeating: 0, count: 4_096)
        _ = read(descriptor, &bytes, bytes.count)
    }
}
