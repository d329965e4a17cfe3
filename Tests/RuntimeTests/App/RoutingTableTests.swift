import Testing

@testable import Runtime

/// Where a host leads on one loop.
@Suite struct RoutingTableTests {
    /// Draining routes are told apart by their seconds.
    private func table(_ hosts: [[String]], fallback: Int?) -> RoutingTable {
        RoutingTable(
            number: 1,
            routes: hosts.enumerated().map { place, hosts in
                (hosts, .draining(retryAfterSeconds: place, AppMeter()))
            }, fallback: fallback)
    }

    private func place(_ table: RoutingTable, _ host: String) -> Int? {
        let route = Array(host.utf8).withUnsafeBytes { table.route(for: $0) }
        guard case .draining(let place, _)? = route else { return nil }
        return place
    }

    @Test func aLoneAppAnswersEveryHost() {
        let table = table([["a"]], fallback: 0)
        for host in ["a", "b", ""] { #expect(place(table, host) == 0) }
    }

    @Test func aLoneAppThatIsNoFallbackAnswersItsHostsOnly() {
        let table = table([["a"]], fallback: nil)
        #expect(place(table, "a") == 0)
        #expect(place(table, "b") == nil)
    }

    @Test func unknownHostsLeadToTheFallbackOnly() {
        let hosts = [["a", "a.localhost"], ["b"]]
        #expect(place(table(hosts, fallback: 1), "c") == 1)
        #expect(place(table(hosts, fallback: 1), "A.localhost.") == 0)
        #expect(place(table(hosts, fallback: nil), "c") == nil)
    }

    @Test func anEmptyTableKnowsNoHost() {
        #expect(place(.empty, "a") == nil)
        #expect(RoutingTable.empty.number == 0)
    }
}
