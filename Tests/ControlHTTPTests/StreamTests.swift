import ControlHTTP
import Synchronization
import Testing

/// Responses whose bytes come one after another.
@Suite struct StreamTests {
    /// Writes what a test says, and remembers what the stream was told.
    final class Source: ControlStreamSource {
        private let pieces: Mutex<[[UInt8]]>
        private let finishes: Bool
        private let ends: Mutex<Int>

        init(_ pieces: [[UInt8]], finishes: Bool = true) {
            self.pieces = Mutex(pieces)
            self.finishes = finishes
            ends = Mutex(0)
        }

        var endCount: Int { ends.withLock { $0 } }

        func fill(_ stream: ControlStream) {
            let piece = pieces.withLock { $0.isEmpty ? nil : $0.removeFirst() }
            if let piece {
                stream.write(piece)
            } else if finishes {
                stream.finish()
            }
        }

        func end() {
            ends.withLock { $0 += 1 }
        }
    }

    private let request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n"

    private func listening(
        _ source: Source, idleSeconds: Int = 15, limits: ControlLimits = ControlLimits()
    ) throws -> Listening {
        let service = ControlService { _, responder in
            responder.stream(
                fields: [ControlResponse.Field("Content-Type", "text/plain")], from: source,
                idleBytes: Array("idle".utf8), idleSeconds: idleSeconds)
        }
        return try Listening(service, limits: limits)
    }

    @Test func everyPieceComesAndThenTheEnd() throws {
        let source = Source((1...5).map { Array("piece \($0)\n".utf8) })
        let listening = try listening(source)
        let client = try listening.connect()
        client.send(request)
        let answer = client.receive(until: "0\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"))
        for number in 1...5 { #expect(answer.contains("8\r\npiece \(number)\n\r\n")) }
        #expect(source.endCount == 1)
        // The connection serves on.
        client.send(request)
        #expect(client.receive(until: "0\r\n\r\n").hasPrefix("HTTP/1.1 200 OK\r\n"))
    }

    @Test func anIdleStreamSaysThatItLives() throws {
        let listening = try listening(Source([], finishes: false), idleSeconds: 0)
        let client = try listening.connect()
        client.send(request)
        #expect(client.receive(until: "idle").hasSuffix("idle"))
    }

    @Test func whoeverTakesNothingIsCutOff() throws {
        var limits = ControlLimits()
        limits.stallSeconds = 0
        let source = Source((1...64).map { _ in [UInt8](repeating: 0x78, count: 200_000) })
        let listening = try listening(source, limits: limits)
        let client = try listening.connect(bufferBytes: 4_096)
        client.send(request)
        #expect(client.receive(until: "\r\n\r\n").hasPrefix("HTTP/1.1 200 OK\r\n"))
        // Ends with the connection, which the listener waits for.
        listening.close()
        #expect(source.endCount == 1)
        #expect(client.receiveAll().count < 12_800_000)
    }

    @Test func moreThanMayWaitEndsTheStream() throws {
        var limits = ControlLimits()
        limits.streamBytesMax = 1_000
        let source = Source([[UInt8](repeating: 0x78, count: 1_001)])
        let listening = try listening(source, limits: limits)
        let client = try listening.connect()
        client.send(request)
        #expect(!String(decoding: client.receiveAll(), as: UTF8.self).contains("xx"))
        listening.close()
        #expect(source.endCount == 1)
    }

    @Test func theSourceLearnsThatItsClientHasLeft() throws {
        let source = Source([Array("hello".utf8)], finishes: false)
        let listening = try listening(source)
        var client: Client? = try listening.connect()
        client?.send(request)
        #expect(client?.receive(until: "hello").isEmpty == false)
        client = nil
        // Ends with the connection, which the listener waits for.
        listening.close()
        #expect(source.endCount == 1)
    }
}
