import Glibc

/// A line that a fixture writes to a file of this path, and a test waits for: a FIFO.
final class Notice {
    let path: String
    private let descriptor: Int32

    init(path: String) throws {
        self.path = path
        guard mkfifo(path, 0o600) == 0 else { throw TestFailure.system("mkfifo", errno) }
        // For writing too, so that whoever writes does not wait for a reader.
        descriptor = open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw TestFailure.system("open", errno) }
    }

    deinit {
        close(descriptor)
    }

    /// Waits for the line, which must be written as a whole.
    func read() throws -> String {
        guard Patience().wait(for: descriptor) else {
            throw TestFailure("expected a notice in time, got none")
        }
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        guard count > 0, bytes[count - 1] == UInt8(ascii: "\n") else {
            throw TestFailure("expected a line, got \(count) bytes")
        }
        return String(decoding: bytes.prefix(count - 1), as: UTF8.self)
    }
}
