import Testing

@testable import ControlClient

@Suite struct EventStreamParserTests {
    static let stream =
        ": kept open\n\nid: 3\nevent: app_loaded\ndata: {\"app\":\"é\"}\n\n"
        + "id:4\r\nevent:app_removed\r\ndata:{}\r\n\r\nevent: events_lost\ndata: a\ndata: b\n\n"
    static let events = [
        ReceivedEvent(id: 3, name: "app_loaded", json: #"{"app":"é"}"#),
        ReceivedEvent(id: 4, name: "app_removed", json: "{}"),
        ReceivedEvent(id: nil, name: "events_lost", json: "a\nb"),
    ]

    @Test func eventsAreReadWhole() {
        var parser = EventStreamParser()
        #expect(parser.read(Self.stream.utf8) == Self.events)
    }

    @Test func eventsAreReadByteByByte() {
        var parser = EventStreamParser()
        #expect(Self.stream.utf8.flatMap { parser.read([$0]) } == Self.events)
    }

    @Test func anEventWithoutItsEmptyLineIsNone() {
        var parser = EventStreamParser()
        #expect(parser.read("id: 1\nevent: x\ndata: y\n".utf8).isEmpty)
        #expect(parser.read("\n".utf8) == [ReceivedEvent(id: 1, name: "x", json: "y")])
        #expect(parser.read("id: 2\n\n".utf8).isEmpty)
    }
}
