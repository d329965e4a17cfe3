import Glibc
import LinuxShims

/// Entries for systemd's journal, a datagram each: systemd's "Native Journal Protocol". Each is
/// some lines `FIELD=value`, and an empty line ends it here.
struct JournalOutput: LineOutput {
    static let standardPath = "/run/systemd/journal/socket"

    private let path: String
    private var descriptor: Int32 = -1

    /// It is connected to when there is something to write, and again after the journal's restart.
    init(path: String = standardPath) {
        self.path = path
    }

    mutating func write(_ lines: [UInt8]) -> Int {
        var lostCount = 0
        var start = 0
        for index in lines.indices.dropFirst()
        where lines[index] == UInt8(ascii: "\n") && lines[index - 1] == lines[index] {
            if !send(lines[start..<index]) { lostCount += 1 }
            start = index + 1
        }
        return lostCount
    }

    mutating func reopen() {}

    private mutating func send(_ entry: ArraySlice<UInt8>) -> Bool {
        if descriptor >= 0, sendOnce(entry) { return true }
        reconnect()
        return descriptor >= 0 && sendOnce(entry)
    }

    private func sendOnce(_ entry: ArraySlice<UInt8>) -> Bool {
        entry.withUnsafeBytes { bytes in
            while true {
                let count = Glibc.send(
                    descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
                if count >= 0 { return true }
                if errno != EINTR { return false }
            }
        }
    }

    private mutating func reconnect() {
        if descriptor >= 0 { close(descriptor) }
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0, connect() else {
            if descriptor >= 0 { close(descriptor) }
            descriptor = -1
            return
        }
    }

    private func connect() -> Bool {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let capacity = MemoryLayout.size(ofValue: address.sun_path)
        guard path.utf8.count < capacity else { return false }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
    }
}
