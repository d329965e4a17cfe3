import Configuration
import TestSupport
import Testing

@testable import Runtime

/// How many connections there may be.
@Suite struct ConnectionCensusTests {
    private let limits = {
        var limits = Limits()
        limits.connectionCountMax = 4
        limits.connectionCountPerAddressMax = 2
        return limits
    }()

    @Test func oneClientMayHoldItsShareAndNoMore() throws {
        var census = ConnectionCensus()
        let client = try Sample.client("192.0.2.1")
        #expect(census.add(client, limits) == nil)
        #expect(census.add(client, limits) == nil)
        #expect(census.add(client, limits) == .address)
        #expect(census.add(try Sample.client("192.0.2.2"), limits) == nil)
        census.remove(client)
        #expect(census.add(client, limits) == nil)
    }

    @Test func allTogetherMayHoldTheTotal() throws {
        var census = ConnectionCensus()
        for last in 1...4 {
            #expect(census.add(try Sample.client("192.0.2.\(last)"), limits) == nil)
        }
        #expect(census.add(try Sample.client("192.0.2.5"), limits) == .total)
        #expect(census.add(nil, limits) == .total)
        census.remove(try Sample.client("192.0.2.1"))
        #expect(census.add(nil, limits) == nil)
    }

    @Test func aLowerLimitClosesNothingAndAdmitsNothing() throws {
        var census = ConnectionCensus()
        for _ in 0..<3 { #expect(census.add(nil, limits) == nil) }
        var lower = limits
        lower.connectionCountMax = 1
        #expect(census.add(nil, lower) == .total)
        #expect(census.count == 3)
    }

    @Test func randomComingsAndGoingsKeepTheCounts() throws {
        let seed = SeededGenerator.newSeed()
        var random = SeededGenerator(seed: seed)
        var census = ConnectionCensus()
        var open: [ClientNetwork] = []
        for _ in 0..<10_000 {
            let client = try Sample.client("192.0.2.\(Int.random(in: 1...5, using: &random))")
            if Bool.random(using: &random), let index = open.indices.randomElement(using: &random) {
                census.remove(open.remove(at: index))
                continue
            }
            let held = open.count { $0 == client }
            let expected: ConnectionRefusal.Reason? =
                open.count == 4 ? .total : held == 2 ? .address : nil
            #expect(census.add(client, limits) == expected, "seed \(seed)")
            if expected == nil { open.append(client) }
            #expect(census.count == open.count, "seed \(seed)")
            #expect(census.clientCount == Set(open).count, "seed \(seed)")
        }
    }

    @Test func nobodyIsRememberedWhoHasLeft() throws {
        var census = ConnectionCensus()
        for last in 1...200 {
            let client = try Sample.client("192.0.2.\(last)")
            _ = census.add(client, limits)
            census.remove(client)
        }
        #expect(census.clientCount == 0)
    }
}
