import PluginABI
import PluginHosting
import TestSupport
import Testing

@testable import Runtime

/// Responses that are sent in pieces.
@Suite struct StreamedResponseTests {
    private static let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

    private let plugin = DeferringApp()

    /// A call, and the client that waits for its answer.
    private func begin(
        _ app: ServedApp, _ request: String = StreamedResponseTests.get, _ count: Int = 1
    ) throws -> (any HostedCall, Client) {
        let client = try app.connect()
        client.send(request)
        let number = try #require(plugin.numbers.waitFor(count).last)
        return (try app.call(number), client)
    }

    @Test(arguments: [true, false])
    func piecesAreChunksAndTheConnectionGoesOn(isInline: Bool) throws {
        let app = try ServedApp(plugin.plugin, isInline: isInline)
        let (call, client) = try begin(app)
        #expect(call.begin("first") == NANO_OK)
        let head = client.readUntil("5\r\nfirst\r\n")
        #expect(head.contains("\r\nTransfer-Encoding: chunked\r\n"))
        #expect(call.write("") == (NANO_OK, 0))
        #expect(call.write("0123456789abcdef") == (NANO_OK, 16))
        #expect(call.begin("again") == NANO_ERROR_STATE)
        #expect(call.end() == NANO_OK)
        #expect(client.readUntil("0\r\n\r\n") == "10\r\n0123456789abcdef\r\n0\r\n\r\n")
        client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        let next = try app.call(try #require(plugin.numbers.waitFor(2).last))
        #expect(next.respond("next") == NANO_OK)
        #expect(client.readToEnd().hasSuffix("next"))
    }

    @Test func aDeclaredLengthIsKept() throws {
        let app = try ServedApp(plugin.plugin)
        let (call, client) = try begin(app)
        #expect(call.begin("12345", length: "4") == NANO_ERROR_INVALID)
        #expect(call.begin("123", length: "10") == NANO_OK)
        #expect(call.write("45678901").code == NANO_ERROR_LIMIT)
        #expect(call.write("4567890") == (NANO_OK, 7))
        #expect(call.end() == NANO_OK)
        let text = client.readResponse()
        #expect(text.contains("Content-Length: 10\r\n") && text.hasSuffix("\r\n\r\n1234567890"))
        #expect(!text.contains("chunked"))
    }

    @Test func fewerBytesThanDeclaredCloseTheConnection() throws {
        let app = try ServedApp(plugin.plugin)
        let (call, client) = try begin(app)
        #expect(call.begin("123", length: "10") == NANO_OK)
        #expect(call.end() == NANO_OK)
        #expect(client.readToEnd().hasSuffix("\r\n\r\n123"))
    }

    @Test func aStreamThatIsAbandonedEndsWithoutItsLastChunk() throws {
        let app = try ServedApp(plugin.plugin)
        let (call, client) = try begin(app)
        #expect(call.begin("piece") == NANO_OK)
        #expect(call.abandon() == NANO_OK)
        #expect(client.readToEnd().hasSuffix("\r\n\r\n5\r\npiece\r\n"))
    }

    @Test func toHTTP10TheBodyEndsWithTheConnection() throws {
        let app = try ServedApp(plugin.plugin)
        let (call, client) = try begin(
            app, "GET / HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n")
        #expect(call.begin("one,") == NANO_OK)
        #expect(call.write("two").code == NANO_OK)
        #expect(call.end() == NANO_OK)
        let text = client.readToEnd()
        #expect(text.contains("Connection: close\r\n") && text.hasSuffix("\r\n\r\none,two"))
    }

    @Test(arguments: [true, false])
    func toHTTP10ABodyThatIsCutOffEndsWithAReset(isAbandoned: Bool) throws {
        let app = try ServedApp(plugin.plugin)
        let (call, client) = try begin(app, "GET / HTTP/1.0\r\nHost: a\r\n\r\n")
        #expect(call.begin("one,") == NANO_OK)
        #expect(client.readUntil("one,").hasSuffix("one,"))
        if isAbandoned {
            #expect(call.abandon() == NANO_OK)
        } else {
            app.port.cut(app.shard.generation.id)
        }
        #expect(client.readToReset())
    }

    @Test func toHTTP10ABodyThatIsTakenTooSlowlyEndsWithAReset() throws {
        let app = try ServedApp(plugin.plugin)
        let (call, client) = try begin(app, "GET / HTTP/1.0\r\nHost: a\r\n\r\n")
        #expect(call.begin() == NANO_OK)
        let codes = Recorder<Int32>()
        _ = try NamedThread("writer") { [call] in
            var count = 0
            let piece = [UInt8](repeating: 0x78, count: 64 << 20)
            codes.add(piece.withUnsafeBytes { call.write($0, waits: true, byteCount: &count) })
        }
        // Its time is over once the socket is full.
        for _ in 0..<10_000 where codes.all.isEmpty { try app.pass(seconds: 100) }
        #expect(codes.all == [NANO_ERROR_CANCELLED])
        #expect(client.readToReset())
    }

    @Test(arguments: [("HEAD", 200), ("GET", 204), ("GET", 304), ("GET", 205)])
    func whereThereIsNoBodyPiecesAreDropped(method: String, status: UInt32) throws {
        let app = try ServedApp(plugin.plugin)
        let (call, client) = try begin(
            app, "\(method) / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        #expect(call.begin("first", status: status) == NANO_OK)
        #expect(call.write("second") == (NANO_OK, 6))
        #expect(call.end() == NANO_OK)
        #expect(client.readToEnd().hasSuffix("\r\n\r\n"))
    }

    @Test func noTimeBindsAResponseThatHasBegun() throws {
        let app = try ServedApp(plugin.plugin, timeoutMilliseconds: 1_000_000)
        let (call, client) = try begin(app)
        #expect(call.begin("one") == NANO_OK)
        _ = client.readUntil("one\r\n")
        try app.passCallDeadlines()
        #expect(call.write("two").code == NANO_OK)
        #expect(call.end() == NANO_OK)
        #expect(client.readUntil("0\r\n\r\n").hasPrefix("3\r\ntwo"))
        #expect(plugin.told.waitFor(1) == ["ended"])
    }

    @Test func aClientThatDoesNotReadBoundsWhatIsTakenAndWritableFollows() throws {
        let app = try ServedApp(plugin.plugin)
        let (call, client) = try begin(app)
        #expect(call.begin() == NANO_OK)
        let piece = String(repeating: "x", count: 1 << 20)
        var (taken, code) = (0, NANO_OK)
        while code == NANO_OK {
            let written = call.write(piece)
            code = written.code
            taken += written.byteCount
        }
        #expect(code == NANO_ERROR_AGAIN)
        _ = client.skip(taken)
        #expect(plugin.told.waitFor(1).first == "writable")
        #expect(call.write("more").code == NANO_OK)
        #expect(call.end() == NANO_OK)
        #expect(client.readUntil("0\r\n\r\n").contains("more"))
    }

    @Test(arguments: [true, false])
    func aWriteThatWaitsIsTakenWhole(isInline: Bool) throws {
        let app = try ServedApp(plugin.plugin, isInline: isInline)
        let (call, client) = try begin(app)
        let size = 20 << 20
        let written = Recorder<Int>()
        _ = try NamedThread("writer") {
            _ = call.begin(length: "\(size)")
            var count = 0
            let piece = [UInt8](repeating: 0x78, count: size)
            let code = piece.withUnsafeBytes { call.write($0, waits: true, byteCount: &count) }
            _ = call.end()
            written.add(code == NANO_OK ? count : -1)
        }
        #expect(client.skip(size) >= size)
        #expect(written.waitFor(1) == [size])
    }

    @Test func aWriterThatWaitsGoesOnWhenItsClientLeaves() throws {
        let app = try ServedApp(plugin.plugin)
        var (call, client): (any HostedCall, Client?) = try begin(app)
        #expect(call.begin() == NANO_OK)
        let codes = Recorder<Int32>()
        _ = try NamedThread("writer") { [call] in
            var count = 0
            let piece = [UInt8](repeating: 0x78, count: 64 << 20)
            codes.add(piece.withUnsafeBytes { call.write($0, waits: true, byteCount: &count) })
        }
        _ = client?.skip(1 << 20)
        client = nil
        #expect(codes.waitFor(1) == [NANO_ERROR_CANCELLED])
        #expect(plugin.told.waitFor(1) == ["cancelled 1"])
        #expect(call.end() == NANO_ERROR_CANCELLED)
        #expect(plugin.told.waitFor(2) == ["cancelled 1", "ended"])
    }

    @Test func aStreamBegunInsideHandleOnALaneIsSentBeforeItReturns() throws {
        let gate = Recorder<Int>()
        let table = Recorder<OpenCalls>()
        let app = try ServedApp(
            ScriptedPlugin { _, responder in
                var number: nano_call = 0
                guard responder.pointee.defer(responder, nil, &number) == NANO_OK,
                    let call = table.waitFor(1).first?.call(number)
                else { return NANO_ERROR }
                _ = call.begin("early")
                _ = gate.waitFor(1)
                _ = call.end()
                return NANO_DEFERRED
            }, isInline: false)
        table.add(app.shard.generation.calls)
        let client = try app.connect()
        client.send(Self.get)
        #expect(client.readUntil("early\r\n").hasSuffix("early\r\n"))
        gate.add(1)
        #expect(client.readUntil("0\r\n\r\n") == "0\r\n\r\n")
    }

    @Test(arguments: [true, false])
    func theDrainsDeadlineCutsAStream(isInline: Bool) throws {
        let app = try ServedApp(plugin.plugin, isInline: isInline)
        let (call, client) = try begin(app)
        #expect(call.begin("one") == NANO_OK)
        _ = client.readUntil("one\r\n")
        app.publish(nil, retiring: [app.shard])
        #expect(plugin.told.waitFor(1) == ["draining"])
        #expect(call.write("two").code == NANO_OK)
        app.port.cut(app.shard.generation.id)
        #expect(client.readToEnd() == "3\r\ntwo\r\n")
        #expect(plugin.told.waitFor(2) == ["draining", "cancelled 3"])
        #expect(app.ended.waitFor(1).count == 1)
        #expect(call.write("three").code == NANO_ERROR_CANCELLED)
    }

    @Test func anInlineCallbackNeverWaits() throws {
        let app = try ServedApp(plugin.plugin)
        let (call, _) = try begin(app)
        #expect(call.begin() == NANO_OK)
        let codes = Recorder<Int32>()
        app.port.post { _ in
            codes.add(call.write("x", waits: true).code)
            var count = 0
            withUnsafeTemporaryAllocation(byteCount: 8, alignment: 1) {
                codes.add(call.read($0, waits: true, byteCount: &count))
            }
        }
        #expect(codes.waitFor(2) == [NANO_ERROR_STATE, NANO_ERROR_STATE])
    }
}
