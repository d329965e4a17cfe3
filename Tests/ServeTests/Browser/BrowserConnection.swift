import Foundation
import Glibc

/// Commands to a browser and what it says, over two descriptors it has from its start: JSON, each
/// followed by a zero byte (Chromium's `--remote-debugging-pipe`). Used by one thread.
final class BrowserConnection {
    /// The end that becomes the browser's descriptors 3 and 4; closed once it has them.
    private var browserEnd: Int32
    private let descriptor: Int32
    private var received: [UInt8] = []
    private var lastID = 0

    /// What the browser has said by itself.
    private(set) var notices: [BrowserMessage] = []

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, LoopbackSocket.streamKind, 0, &ends) == 0 else {
            throw TestFailure.system("socketpair", errno)
        }
        // Above the numbers that it gets in the browser, so that neither takes the other's place.
        browserEnd = fcntl(ends[1], F_DUPFD_CLOEXEC, 10)
        close(ends[1])
        descriptor = ends[0]
    }

    deinit {
        closeBrowserEnd()
        close(descriptor)
    }

    /// As `ChildProcess` takes them.
    var descriptors: [Int32: Int32] { [3: browserEnd, 4: browserEnd] }

    /// To be called when the browser has been started: its end is then its own, and ends with it.
    func closeBrowserEnd() {
        if browserEnd >= 0 { close(browserEnd) }
        browserEnd = -1
    }

    /// Sends a command and waits for its answer.
    /// - Parameter session: of the page that it is for; `nil` for the browser itself.
    @discardableResult
    func call(
        _ method: String, _ parameters: [String: Any] = [:], session: String? = nil
    ) throws -> BrowserMessage.Result {
        lastID += 1
        var command: [String: Any] = ["id": lastID, "method": method, "params": parameters]
        command["sessionId"] = session
        try send(Array(JSONSerialization.data(withJSONObject: command)) + [0])
        let patience = Patience()
        while true {
            let message = try receive(patience, "an answer to \(method)")
            guard message.id == lastID else {
                notices.append(message)
                continue
            }
            if let error = message.error { throw TestFailure("\(method): \(error.message)") }
            return message.result ?? BrowserMessage.Result()
        }
    }

    private func send(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw TestFailure.system("send to the browser", errno) }
            rest = rest.dropFirst(count)
        }
    }

    private func receive(_ patience: Patience, _ what: String) throws -> BrowserMessage {
        while true {
            if let end = received.firstIndex(of: 0) {
                defer { received.removeSubrange(...end) }
                return try JSONDecoder().decode(BrowserMessage.self, from: Data(received[..<end]))
            }
            guard patience.wait(for: descriptor) else { throw TestFailure("expected \(what)") }
            var bytes = [UInt8](repeating: 0, count: 256 << 10)
            let count = read(descriptor, &bytes, bytes.count)
            guard count > 0 else { throw TestFailure("expected \(what), got the browser's end") }
            received += bytes.prefix(count)
        }
    }
}
