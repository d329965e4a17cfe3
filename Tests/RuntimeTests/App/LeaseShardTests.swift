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
        let lease = AppLease(shard)
        #expect(lease.shard.held == 1)
        throw Failure()
    }

    @Test func aLeaseIsReleasedOnceOnEveryPath() throws {
        let shard = try shard()
        _ = AppLease(shard)
        #expect(shard.held == 0)
        #expect(throws: Failure.self) { try holdAndThrow(shard) }
        #expect(shard.held == 0)
        var kept: AppLease? = AppLease(shard)
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
        var leases: [2 of AppLease?] = [AppLease(shard), AppLease(shard)]
        shard.retire()
        #expect(ended.all == [])
        leases[0] = nil
        #expect(ended.all == [])
        leases[1] = nil
        #expect(ended.all == [GenerationID(4)])
    }

    @Test func comingToZeroBeforeItIsRetiredEndsNothing() throws {
        let shard = try shard()
        for _ in 0..<3 { _ = AppLease(shard) }
        #expect(ended.all == [])
        shard.retire()
        #expect(ended.all.count == 1)
    }
}
