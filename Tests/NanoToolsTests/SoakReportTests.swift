import Testing

@testable import nano_tools

/// What counts as steady and what as during a swap.
@Suite struct SoakReportTests {
    private func swap(_ start: UInt64, _ end: UInt64) -> SwapRecord {
        SwapRecord(
            startNanoseconds: start, swappedNanoseconds: start + 1, endNanoseconds: end,
            end: .unloaded, residentBytes: 0, imageCount: 1)
    }

    private func report(_ requests: [(start: UInt64, end: UInt64)], _ swaps: [SwapRecord])
        -> SoakReport
    {
        var load = LoadReport()
        load.samples = requests.map {
            LoadSample(endNanoseconds: $0.end, latencyNanoseconds: $0.end - $0.start)
        }
        return SoakReport(load: load, swaps: swaps, residentBytesBefore: 0)
    }

    @Test func aRequestIsDuringASwapThatItOverlaps() {
        let requests: [(start: UInt64, end: UInt64)] = [
            (10, 90), (80, 100), (120, 130), (199, 210), (201, 290), (150, 295), (295, 305),
            (401, 410),
        ]
        let report = report(requests, [swap(100, 200), swap(300, 400)])
        #expect(report.swapping.count == 5)
        #expect(report.steady.count == 3)
    }

    @Test func percentilesAreNearestRanks() {
        let report = report((1...200).map { (0, $0 * 1_000) }, [])
        #expect(report.steady.microseconds(50) == 100)
        #expect(report.steady.microseconds(99) == 198)
        #expect(report.steady.microseconds(100) == 200)
        #expect(report.swapping.microseconds(50) == nil)
    }

    @Test(arguments: [
        ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", 200, 5, false),
        ("HTTP/1.1 404 Not Found\r\ncontent-length:0\r\nConnection: close\r\n\r\n", 404, 0, true),
        ("HTTP/1.0 204 No Content\r\n\r\n", 204, 0, false),
    ])
    func readsWhatAHeadSaysOfItsEnd(
        _ text: String, _ status: Int, _ length: Int, _ closes: Bool
    ) throws {
        let head = try #require(ResponseHeadBytes(Array(text.utf8)))
        #expect(head.byteCount == text.utf8.count)
        #expect(head.status == status && head.contentLength == length && head.closes == closes)
    }

    @Test func aHeadWithoutAnEndIsNotWhole() {
        #expect(ResponseHeadBytes(Array("HTTP/1.1 200 OK\r\nA: b\r\n".utf8)) == nil)
    }
}
