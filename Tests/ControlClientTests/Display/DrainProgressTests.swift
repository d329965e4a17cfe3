import ControlAPI
import ControlClient
import Testing

@Suite struct DrainProgressTests {
    static let drain = DrainReport(
        elapsedMilliseconds: 12_000, timeoutMilliseconds: 30_000, leftMilliseconds: 18_000,
        activeAtStart: 8, oldestMilliseconds: 12_500)

    @Test func saysWhatIsInFlightTheOldestAndTheTimeLeft() {
        let progress = DrainProgress(active: 3, drain: Self.drain)
        #expect(progress.text == "3 of 8 in flight, oldest 12 s, cut in 18 s")
    }

    @Test func theBarIsWhatHasEnded() {
        let progress = DrainProgress(active: 2, drain: Self.drain)
        let bar = progress.bar(width: 200)
        #expect(bar.hasPrefix("[" + String(repeating: "#", count: 22) + "--------] 2 of 8"))
        #expect(DrainProgress(active: 0, drain: Self.drain).bar(width: 200).contains("] 0 of 8"))
        #expect(progress.bar(width: 20) == "2 of 8 in flight, ol")
        #expect((0...120).allSatisfy { progress.bar(width: $0).count <= $0 })
    }

    @Test func severalGenerationsAreOneDrain() throws {
        var slow = Self.drain
        slow.oldestMilliseconds = 20_000
        slow.leftMilliseconds = 0
        let progress = try #require(
            DrainProgress([
                Sample.generation(1, .draining, active: 1, drain: Self.drain),
                Sample.generation(2, .draining, active: 2, drain: slow),
                Sample.generation(3, .serving, active: 9),
            ]))
        #expect(progress.text == "3 of 16 in flight, oldest 20 s, cut in 18 s")
        #expect(DrainProgress([Sample.generation(3, .serving)]) == nil)
    }
}
