import Testing

@testable import Runtime

/// Tables on their way to the loops, with the loops in the test's hand.
@Suite struct PublisherTests {
    private let ports = [ScriptedPort(), ScriptedPort()]

    private func entry(_ hosts: [String], seconds: Int, isFallback: Bool = false)
        -> Publisher.Entry
    {
        Publisher.Entry(
            hosts: hosts, isFallback: isFallback,
            routes: ports.indices.map {
                .draining(retryAfterSeconds: seconds + $0, AppMeter())
            })
    }

    private func seconds(_ table: RoutingTable, _ host: String) -> Int? {
        let route = Array(host.utf8).withUnsafeBytes { table.route(for: $0) }
        guard case .draining(let seconds, _)? = route else { return nil }
        return seconds
    }

    @Test func everyLoopGetsItsOwnRoutesUnderOneNumber() {
        var publisher = Publisher(ports: ports)
        publisher.publish(
            [entry(["a"], seconds: 10), entry(["b"], seconds: 20, isFallback: true)],
            retiring: [], announcing: [])
        for (loop, port) in ports.enumerated() {
            let table = port.adoptions[0].table
            #expect(table.number == 1)
            #expect(seconds(table, "a") == 10 + loop)
            #expect(seconds(table, "unknown") == 20 + loop)
        }
    }

    @Test func announcementsWaitForTheLastLoop() {
        var publisher = Publisher(ports: ports)
        publisher.publish([], retiring: [], announcing: [Event("one")])
        publisher.publish([], retiring: [], announcing: [Event("two"), Event("three")])
        #expect(publisher.acknowledged(1).isEmpty)
        #expect(publisher.acknowledged(2).isEmpty)
        #expect(!publisher.isAcknowledged)
        #expect(publisher.acknowledged(1).map(\.name) == ["one"])
        #expect(publisher.acknowledged(2).map(\.name) == ["two", "three"])
        #expect(publisher.isAcknowledged)
        #expect(publisher.acknowledged(2).isEmpty)
    }

    @Test func announcementsTakenEarlyComeInOrderAndOnce() {
        var publisher = Publisher(ports: ports)
        for name in ["one", "two"] {
            publisher.publish([], retiring: [], announcing: [Event(name)])
        }
        #expect(publisher.takeAnnouncements().map(\.name) == ["one", "two"])
        #expect(publisher.takeAnnouncements().isEmpty)
        for table: UInt64 in [1, 1, 2, 2] { #expect(publisher.acknowledged(table).isEmpty) }
        #expect(publisher.isAcknowledged)
    }

    @Test func everyLoopRetiresItsOwnShard() throws {
        let plugin = ScriptedPlugin.answering([])
        let generation = try Sample.generation(plugin)
        let shards = ports.map { _ in LeaseShard(generation: generation) { _ in } }
        var publisher = Publisher(ports: ports)
        publisher.publish([], retiring: [shards], announcing: [])
        for (loop, port) in ports.enumerated() {
            #expect(port.adoptions[0].retiring.map { $0 === shards[loop] } == [true])
        }
    }
}
