import Glibc

/// A file of the access log, appended to. Its name may be taken away by a rotation: it is opened
/// anew when it is told to.
struct AccessLogFile: LineOutput {
    private let path: String
    private let log: EventLog
    private var descriptor: Int32

    init(_ path: String, _ log: EventLog) throws(StartError) {
        self.path = path
        self.log = log
        guard let descriptor = Self.open(path) else {
            throw StartError("access log: \(path): \(Self.reason)")
        }
        self.descriptor = descriptor
    }

    private static func open(_ path: String) -> Int32? {
        let descriptor = Glibc.open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o640)
        return descriptor >= 0 ? descriptor : nil
    }

    private static var reason: String { String(cString: strerror(errno)) }

    func write(_ lines: [UInt8]) -> Int {
        DescriptorOutput(descriptor: descriptor).write(lines)
    }

    /// If that fails, the old one goes on.
    mutating func reopen() {
        guard let next = Self.open(path) else {
            return log.emit(.accessLogNotReopened(path: path, reason: Self.reason))
        }
        close(descriptor)
        descriptor = next
        log.emit(.accessLogReopened(path: path))
    }
}
