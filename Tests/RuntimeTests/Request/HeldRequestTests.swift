import PluginABI
import PluginHosting
import Testing

@testable import Runtime

/// What operators are told of the requests that hold a generation.
@Suite struct HeldRequestTests {
    private let plugin = DeferringApp()

    private func held(_ app: ServedApp, _ id: GenerationID? = nil) -> [HeldRequest] {
        let answer = Recorder<[HeldRequest]>()
        app.port.heldRequests(of: id ?? app.shard.generation.id) { answer.add($0) }
        return answer.waitFor(1).first ?? []
    }

    @Test func aRequestThatWaitsForItsBodyIsToldWithoutItsQuery() throws {
        let app = try ServedApp(.answering([]))
        let client = try app.connect()
        client.send("PUT /a/b?token=secret HTTP/1.1\r\nHost: app\r\nContent-Length: 3\r\n\r\n")
        try app.settle()
        let held = held(app)
        try #require(held.count == 1)
        #expect(held[0].method == "PUT" && held[0].path == "/a/b")
        #expect(held[0].phase == .readingBody && held[0].loop == "loop")
        #expect(held[0].client.hasPrefix("127.0.0.1:"))
        #expect(held[0].ageMilliseconds >= 0)
        client.send("abc")
        _ = client.readResponse()
        #expect(self.held(app).isEmpty)
    }

    @Test(arguments: [true, false])
    func aDeferredCallIsToldUntilThePluginLetsGoOfIt(isInline: Bool) throws {
        let app = try ServedApp(plugin.plugin, isInline: isInline)
        var client: Client? = try app.connect()
        client?.send("GET /slow HTTP/1.1\r\nHost: app\r\n\r\n")
        let call = try app.call(try #require(plugin.numbers.waitFor(1).first))
        #expect(held(app).map(\.path) == ["/slow"])
        #expect(held(app, GenerationID(99)).isEmpty)
        #expect(call.begin("abc") == NANO_OK)
        _ = client?.readUntil("abc\r\n")
        // A lane may begin a response before its handler has returned.
        if isInline { #expect(held(app).map(\.phase) == [.streaming]) }
        client?.endWithReset()
        client = nil
        #expect(plugin.told.waitFor(1) == ["cancelled 1"])
        #expect(held(app).map(\.phase) == [.deferred])
        app.publish(nil, retiring: [app.shard])
        #expect(call.abandon() == NANO_ERROR_CANCELLED)
        #expect(app.ended.waitFor(1).count == 1)
        #expect(held(app).isEmpty)
    }

    @Test func aHandlerOnALaneIsToldWhereItIs() throws {
        let (entered, gate) = (Recorder<Int>(), Recorder<Int>())
        let app = try ServedApp(
            ScriptedPlugin { _, responder in
                entered.add(1)
                _ = gate.waitFor(1)
                return nano_respond(responder, 200, .init("text/plain"), .init("ok"))
            }, isInline: false)
        let client = try app.connect()
        let path = "/" + String(repeating: "x", count: 300)
        client.send("GET \(path) HTTP/1.1\r\nHost: app\r\n\r\n")
        #expect(entered.waitFor(1) == [1])
        let held = held(app)
        #expect(held.map(\.phase) == [.handlerOnLane])
        #expect(held.first?.path == String(path.prefix(256)))
        gate.add(1)
        #expect(client.readResponse().hasSuffix("ok"))
        #expect(self.held(app).isEmpty)
    }
}
