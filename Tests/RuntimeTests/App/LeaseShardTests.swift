import Configuration
import Testing

@testable import Runtime

/// Leases of one loop: each is released once, and the end is reported once.
@Suite struct LeaseShardTests {
    private let ended = Recorder<GenerationID>()
    private let plugin = ScriptedPlugin.answering([])

    private func shard() throws -> LeaseShard {
        LeaseShard(generation: try Sample.generation(plugin, 4)) { [ended] in ended.add($0) }
    }

    private struct Failure: Error {}

    private func holdAndThrow(_ shard: LeaseShard) throws {
        let lease = try AppLease(shard)
        #expect(lease.shard.held == 1)
        throw Failure()
    }

    @Test func aLeaseIsReleasedOnceOnEveryPath() throws {
        let shard = try shard()
        _ = try AppLease(shard)
        #expect(shard.held == 0)
        #expect(throws: Failure.self) { try holdAndThrow(shard) }
        #expect(shard.held == 0)
        var kept: AppLease? = try AppLease(shard)
        let moved = kept.take()
        #expect(shard.held == 1 && kept == nil)
        _ = consume moved
        #expect(shard.held == 0)
        #expect(ended.all == [])
    }

    @Test func retiringWithoutLeasesEndsAtOnce() throws {
        try shard().retire()
        #expect(ended.all == [GenerationID(4)])
    }

    @Test func retiringWithLeasesEndsWithTheLastOne() throws {
        let shard = try shard()
        var leases: [2 of AppLease?] = [try AppLease(shard), try AppLease(shard)]
        shard.retire()
        #expect(ended.all == [])
        leases[0] = nil
        #expect(ended.all == [])
        leases[1] = nil
        #expect(ended.all == [GenerationID(4)])
    }

    @Test func comingToZeroBeforeItIsRetiredEndsNothing() throws {
        let shard = try shard()
        for _ in 0..<3 { _ = try AppLease(shard) }
        #expect(ended.all == [])
        shard.retire()
        #expect(ended.all.count == 1)
    }

    // MARK: Bounds

    private func bounded(to count: Int, _ traffic: AppTraffic) throws -> LeaseShard {
        var limits = AppLimits()
        limits.concurrencyMax = count
        let generation = try Sample.generation(plugin, 5, limits: limits, traffic: traffic)
        return LeaseShard(generation: generation) { [ended] in ended.add($0) }
    }

    @Test func aLeaseBeyondTheBoundIsRefusedAndHoldsNothing() throws {
        let traffic = AppTraffic()
        let shard = try bounded(to: 1, traffic)
        let lease = try AppLease(shard)
        #expect(throws: AppLimit.concurrency) { _ = try AppLease(shard) }
        #expect(shard.held == 1 && traffic.requestCount == 1)
        _ = consume lease
        #expect(shard.held == 0 && traffic.requestCount == 0)
        _ = try AppLease(shard)
    }

    /// A generation without a bound is followed by one with it.
    @Test func leasesOfAGenerationThatDrainsCountAgainstTheNextOnesBound() throws {
        let traffic = AppTraffic()
        let old = LeaseShard(generation: try Sample.generation(plugin, 4, traffic: traffic)) {
            [ended] in ended.add($0)
        }
        var leases: [2 of AppLease?] = [try AppLease(old), try AppLease(old)]
        let new = try bounded(to: 2, traffic)
        #expect(traffic.requestCount == 0)
        old.retire()
        #expect(traffic.requestCount == 2)
        #expect(throws: AppLimit.concurrency) { _ = try AppLease(new) }
        leases[0] = nil
        _ = try AppLease(new)
        leases[1] = nil
        #expect(traffic.requestCount == 0)
        #expect(ended.all == [GenerationID(4)])
    }

    @Test func retiringABoundedGenerationCountsNothingTwice() throws {
        let traffic = AppTraffic()
        let shard = try bounded(to: 3, traffic)
        var lease: AppLease? = try AppLease(shard)
        shard.retire()
        #expect(traffic.requestCount == 1)
        lease = nil
        #expect(lease == nil && traffic.requestCount == 0)
        #expect(ended.all == [GenerationID(5)])
    }
}
