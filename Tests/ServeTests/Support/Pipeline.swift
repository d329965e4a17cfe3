import Glibc

/// One connection with many numbered requests to the app `echo`, sent without waiting for the
/// answers. Each answer must come whole and in its turn. Used by one thread.
final class Pipeline {
    let requestCount: Int
    private(set) var answeredCount = 0
    private let descriptor: Int32
    private let requests: [UInt8]
    private var sentBytes = 0
    private var received: [UInt8] = []
    private var answer: NumberedAnswer?

    /// - Parameter paddingBytes: of a field that makes each request larger.
    init(port: Int, requestCount: Int, paddingBytes: Int = 0) throws {
        self.requestCount = requestCount
        descriptor = try LoopbackSocket.connect(port: port, bufferBytes: 64 << 10)
        let padding = String(repeating: "x", count: paddingBytes)
        let fields = Array(" HTTP/1.1\r\nHost: echo\r\nPadding: \(padding)\r\n\r\n".utf8)
        var requests: [UInt8] = []
        for number in 0..<requestCount {
            requests += "GET /\(NumberedAnswer.firstNumber + number)".utf8
            requests += fields
        }
        self.requests = requests
    }

    deinit {
        close(descriptor)
    }

    /// Sends and reads nothing, until the server's side takes no more.
    /// - Returns: how many bytes it did not take.
    func sendUntilFull() -> Int {
        let unsentBytes = LoopbackSocket.sendUntilFull(descriptor, requests[sentBytes...])
        sentBytes = requests.count - unsentBytes
        return unsentBytes
    }

    /// Sends as much as the server's side takes, and reads, until this many answers have come.
    func exchange(untilAnswered count: Int) throws {
        while answeredCount < count {
            let wanted = sentBytes < requests.count ? POLLIN | POLLOUT : POLLIN
            var entry = pollfd(fd: descriptor, events: Int16(wanted), revents: 0)
            guard poll(&entry, 1, Int32(Patience.seconds * 1_000)) > 0 else {
                throw TestFailure("expected \(count) answers, got \(answeredCount)")
            }
            if entry.revents & Int16(POLLOUT) != 0 {
                sentBytes += max(0, LoopbackSocket.sendNow(descriptor, requests[sentBytes...]))
            }
            if entry.revents & ~Int16(POLLOUT) != 0 { try receiveMore() }
        }
    }

    private func receiveMore() throws {
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        let count = recv(descriptor, &bytes, bytes.count, Int32(MSG_DONTWAIT))
        guard count > 0 else {
            let code = count == 0 ? 0 : errno
            throw TestFailure.system("expected answer \(answeredCount), got an end", code)
        }
        received += bytes[..<count]
        if answer == nil { answer = try NumberedAnswer(received) }
        guard let answer else { return }
        var start = 0
        while received.count - start >= answer.byteCount {
            try answer.check(received[start..<start + answer.byteCount], is: answeredCount)
            answeredCount += 1
            start += answer.byteCount
        }
        received.removeSubrange(..<start)
    }
}
