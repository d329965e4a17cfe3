import Glibc
import Sockets
import TestSupport
import Testing

/// Two connected sockets of this process, both non-blocking.
struct SocketPair: ~Copyable {
    let one: Socket
    private(set) var other: Socket?

    init() throws {
        var descriptors: [CInt] = [-1, -1]
        let result = socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0, &descriptors)
        try #require(result == 0)
        for descriptor in descriptors {
            _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        }
        one = Socket(owning: descriptors[0])
        other = Socket(owning: descriptors[1])
    }

    /// Sends this from the other side.
    func send(_ text: String) {
        var queue = ByteQueue(text)
        let isSent = other?.send(&queue) == true && queue.isEmpty
        #expect(isSent)
    }

    /// What one read on the other side brings; `nil` at its end.
    func receive() -> String? {
        var queue = ByteQueue()
        queue.reserve(1 << 20)
        if case .end? = other?.receive(into: &queue) { return nil }
        return queue.text
    }

    mutating func closeOther() {
        other = nil
    }
}
