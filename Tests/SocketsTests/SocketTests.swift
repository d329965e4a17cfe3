import Glibc
import Sockets
import TestSupport
import Testing

/// One connected socket.
@Suite struct SocketTests {
    @Test func readsWhatIsThereAndThenNothing() throws {
        let pair = try SocketPair()
        pair.send("hello")
        var queue = ByteQueue("> ")
        queue.reserve(100)
        guard case .bytes(5) = pair.one.receive(into: &queue) else {
            Issue.record("expected 5 bytes")
            return
        }
        guard case .nothing = pair.one.receive(into: &queue) else {
            Issue.record("expected nothing")
            return
        }
        #expect(queue.text == "> hello")
    }

    @Test func tellsTheEndBehindTheLastByte() throws {
        var pair = try SocketPair()
        pair.send("last")
        pair.closeOther()
        var queue = ByteQueue()
        queue.reserve(100)
        guard case .bytes(4) = pair.one.receive(into: &queue),
            case .end = pair.one.receive(into: &queue)
        else {
            Issue.record("expected 4 bytes and the end")
            return
        }
    }

    @Test func keepsWhatTheKernelDoesNotTake() throws {
        let pair = try SocketPair()
        var bytesMax: CInt = 4_096
        setsockopt(
            pair.one.descriptor, SOL_SOCKET, SO_SNDBUF, &bytesMax,
            socklen_t(MemoryLayout<CInt>.size))
        let text = String((0..<200_000).map { Character(UnicodeScalar(UInt8($0 % 26) + 97)) })
        var queue = ByteQueue(text)
        var received = ""
        var rounds = 0
        while !queue.isEmpty {
            let isOpen = pair.one.send(&queue)
            try #require(isOpen)
            received += pair.receive() ?? ""
            rounds += 1
        }
        while let more = pair.receive(), !more.isEmpty { received += more }
        #expect(rounds > 1)
        #expect(received == text)
    }

    @Test func tellsThatTheOtherSideIsGoneAndRaisesNoSignal() throws {
        var pair = try SocketPair()
        pair.closeOther()
        var queue = ByteQueue("hello")
        let isOpen = pair.one.send(&queue)
        #expect(!isOpen)
    }

    @Test func endsItsOutputAndStillReads() throws {
        let pair = try SocketPair()
        pair.one.endOutput()
        #expect(pair.receive() == nil)
        pair.send("late")
        var queue = ByteQueue()
        queue.reserve(100)
        _ = pair.one.receive(into: &queue)
        #expect(queue.text == "late")
    }

    @Test func closesWithItsOwner() throws {
        let pair = try SocketPair()
        let copy = dup(pair.one.descriptor)
        try #require(copy >= 0)
        do { _ = Socket(owning: copy) }
        #expect(fcntl(copy, F_GETFD) < 0)
    }
}
