import Configuration
import Testing

@testable import Runtime

/// What operators are told of apps, over a real app line. One at a time, as images count their
/// threads by generation.
@Suite(.serialized) struct AppBoardTests {
    private func line() throws -> AppLine {
        let line = try AppLine()
        try line.drop("app.so", CompiledPlugin.bytes(CompiledPlugin.source()))
        #expect(line.next("app_loaded") != nil)
        return line
    }

    @Test func anAppThatServesIsToldWithItsGeneration() throws {
        let line = try line()
        let app = try #require(try line.status("app"))
        #expect(app.state == .serving)
        #expect(app.source == .directory)
        #expect(app.path == line.plugins.file("app.so"))
        #expect(app.settings?.hostnames.map(\.text) == ["app", "app.localhost"])
        #expect(app.version == "1.0")
        #expect(app.serving == 1)
        #expect(app.generations.map(\.state) == [.serving])
        #expect(app.generations.first?.generation?.id == 1)
        #expect(app.meters?.loops.count == 1)
        #expect(app.counts.loads == 1)
        #expect(app.counts.timedLoads == 1)
        #expect(app.counts.loadMicroseconds > 0)
    }

    @Test func aDrainIsToldWithItsTimesAndItsLeases() throws {
        let line = try line()
        let lease = try #require(line.port.lease("app"))
        try line.drop("app.so", CompiledPlugin.bytes(CompiledPlugin.source()))
        #expect(line.next("app_drain_start") != nil)
        let app = try #require(try line.status("app"))
        #expect(app.generations.map(\.state) == [.draining, .serving])
        let old = try #require(app.generations.first)
        #expect(old.active == 1)
        #expect(old.drain?.activeAtStart == 1)
        #expect(old.drain?.timeoutMilliseconds == 30_000)
        lease.end()
        #expect(line.next("app_unloaded") != nil)
        let after = try #require(try line.status("app"))
        #expect(after.generations.map(\.state) == [.serving])
        #expect(after.counts.swaps == 1)
        #expect(after.counts.drains == 1)
        #expect(after.counts.drainMicroseconds > 0)
    }

    @Test func aRefusedFileIsToldByItsStepUntilAnotherServes() throws {
        let line = try line()
        try line.drop("app.so", Array("no plugin at all, and long enough for a header....".utf8))
        let reason = try #require(line.next("app_rejected"))
        var app = try #require(try line.status("app"))
        #expect(app.state == .serving)
        #expect(app.counts.loadFailures == [.preflight: 1])
        let told = try #require(app.lastFailure?.reason)
        #expect(reason.contains(told))
        try line.drop("app.so", CompiledPlugin.bytes(CompiledPlugin.source()))
        #expect(line.next("app_swapped") != nil)
        app = try #require(try line.status("app"))
        #expect(app.lastFailure == nil)
    }

    @Test func anAppWhoseFileIsRefusedIsRejectedAndGoneWithItsFile() throws {
        let line = try AppLine()
        try line.plugins.write("app.json", "{")
        try line.drop("app.so", CompiledPlugin.bytes(CompiledPlugin.source()))
        #expect(line.next("app_rejected") != nil)
        #expect(try line.status("app")?.state == .rejected)
        #expect(try line.status("app")?.counts.loadFailures == [.configuration: 1])
        try line.remove("app.so")
        #expect(try line.waitUntil("app") { $0 == nil })
    }

    @Test func anImageThatStaysIsToldWhenItsAppHasGone() throws {
        let line = try line()
        let fault = Fault(
            kind: .signal(name: "SIGSEGV", address: 16), function: "handle", request: nil,
            place: nil, backtrace: [])
        line.report(.faulted(1, fault))
        #expect(line.next("app_pinned") != nil)
        #expect(try line.status("app")?.counts.faults == 1)
        try line.remove("app.so")
        #expect(line.next("app_removed") != nil)
        let app = try #require(try line.status("app"))
        #expect(app.state == .leaving)
        #expect(app.pinnedCount == 1)
        #expect(app.generations.map(\.state) == [.pinned])
        #expect(app.generations.first?.reason == "it faulted: SIGSEGV in handle")
    }

    @Test func ofManyPinnedImagesTheLastAreToldAndAllAreCounted() {
        var pinned = PinnedGenerations()
        for number in 1...100 as ClosedRange<UInt64> {
            pinned.add(
                GenerationStatus(
                    id: GenerationID(number), state: .pinned, version: "1", unloadClass: "pinned",
                    sinceUnixSeconds: 0))
        }
        #expect(pinned.count == 100)
        #expect(pinned.last.map(\.id).first == 37)
        #expect(pinned.last.count == PinnedGenerations.detailCountMax)
    }
}
