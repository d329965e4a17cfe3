import Dispatch
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Says when to look at the sources again: once at the beginning, when the kernel's events have
/// been quiet for a moment (an editor's save is several), and every two seconds besides, for file
/// systems without events. What has changed is read from the files themselves (`SourceTree`), so
/// a lost event or a full queue costs time and nothing else.
///
/// All of it happens on a queue of its own, until `stop`.
final class SourceWatch {
    private static let quiet = DispatchTimeInterval.milliseconds(50)
    private static let regular = DispatchTimeInterval.seconds(2)
    private static let mask =
        UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO) | UInt32(IN_MOVED_FROM) | UInt32(IN_CREATE)
        | UInt32(IN_DELETE) | UInt32(IN_MODIFY) | UInt32(IN_ATTRIB)

    /// Elements that were not taken in time are one.
    let looks: AsyncStream<Void>

    private let events: any DispatchSourceRead
    private let timer: any DispatchSourceTimer

    /// - Parameter source: a folder, watched with all below it, or one file.
    /// - Throws: `DevError.noWatch` where the kernel gives no inotify instance (inotify(7)).
    init(_ source: FilePath) throws(DevError) {
        let descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
        guard descriptor >= 0 else { throw .noWatch(Errno(rawValue: errno)) }
        let (looks, continuation) = AsyncStream.makeStream(
            of: Void.self, bufferingPolicy: .bufferingNewest(1))
        self.looks = looks
        let queue = DispatchQueue(label: "source-watch")
        let timer = DispatchSource.makeTimerSource(queue: queue)
        let events = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
        events.setEventHandler {
            Self.discardEvents(descriptor)
            timer.schedule(deadline: .now() + Self.quiet, repeating: Self.regular)
        }
        events.setCancelHandler { close(descriptor) }
        timer.setEventHandler {
            // Again each time: folders come and go, and a watch that exists is not added twice.
            for folder in SourceTree(source).folders {
                inotify_add_watch(descriptor, folder.string, Self.mask)
            }
            continuation.yield()
        }
        timer.schedule(deadline: .now(), repeating: Self.regular)
        self.events = events
        self.timer = timer
        events.activate()
        timer.activate()
    }

    func stop() {
        timer.cancel()
        events.cancel()
    }

    private static func discardEvents(_ descriptor: Int32) {
        withUnsafeTemporaryAllocation(byteCount: 16 << 10, alignment: 8) { buffer in
            while read(descriptor, buffer.baseAddress, buffer.count) > 0 {}
        }
    }
}
