import Glibc

/// Lines to a descriptor: a pipe, a terminal, a file. A closed pipe or a full disk loses lines; it
/// does not end the server.
struct DescriptorOutput: LineOutput {
    /// Not closed.
    let descriptor: Int32

    func write(_ lines: [UInt8]) -> Int {
        var rest = lines[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written > 0 {
                rest = rest.dropFirst(written)
            } else if errno == EAGAIN {
                waitUntilWritable()
            } else if errno != EINTR {
                return rest.count { $0 == UInt8(ascii: "\n") }
            }
        }
        return 0
    }

    func reopen() {}

    /// Whoever gave the descriptor may have made it non-blocking: a shell, a supervisor.
    private func waitUntilWritable() {
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&ready, 1, -1)
    }
}
