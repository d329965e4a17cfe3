import Glibc

/// What tells one state of a file from another without reading it (`inode(7)`).
struct FileIdentity: Hashable, Sendable {
    let device: UInt64
    let inode: UInt64
    let byteCount: Int
    let modifiedNanoseconds: Int64
    let changedNanoseconds: Int64

    init(_ status: stat) {
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        byteCount = Int(status.st_size)
        modifiedNanoseconds = Self.nanoseconds(status.st_mtim)
        changedNanoseconds = Self.nanoseconds(status.st_ctim)
    }

    /// The identity of what `path` leads to, symbolic links followed; `nil` where there is nothing.
    init?(path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    /// Whether only the inode's change time differs: a link, a mode or an owner changed, or the
    /// content was replaced by something that restored size and modification time.
    func differsOnlyInChangeTime(from other: FileIdentity) -> Bool {
        device == other.device && inode == other.inode && byteCount == other.byteCount
            && modifiedNanoseconds == other.modifiedNanoseconds
            && changedNanoseconds != other.changedNanoseconds
    }

    /// Whether nothing was written since: a new link or another mode is no change.
    func isUnchanged(since other: FileIdentity) -> Bool {
        self == other || differsOnlyInChangeTime(from: other)
    }

    /// The age of the content by the wall clock; negative where the file is from the future.
    var modifiedMillisecondsAgo: Int {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Int((Self.nanoseconds(now) - modifiedNanoseconds) / 1_000_000)
    }

    private static func nanoseconds(_ time: timespec) -> Int64 {
        Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }
}
