import LinuxShims

/// What a descriptor is ready for, or is to be watched for (`epoll_ctl(2)`).
public struct Readiness: OptionSet, Sendable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// There is something to read, or the end of it.
    public static let readable = Readiness(rawValue: EPOLLIN.rawValue)
    /// There is room to write.
    public static let writable = Readiness(rawValue: EPOLLOUT.rawValue)
    /// The other side sends no more; there may be something left to read. Reported as long as it is
    /// watched for.
    public static let inputEnded = Readiness(rawValue: EPOLLRDHUP.rawValue)
    /// The connection has failed, or both its sides have ended. Reported whether watched for or
    /// not.
    public static let broken = Readiness(rawValue: EPOLLERR.rawValue | EPOLLHUP.rawValue)
}
