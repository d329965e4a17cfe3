import ControlAPI
import Testing

/// What one side writes the other one reads.
@Suite struct ControlJSONTests {
    @Test func keysAreInSnakeCaseAndUnitsLast() throws {
        let report = DrainReport(
            elapsedMilliseconds: 1, timeoutMilliseconds: 30_000, leftMilliseconds: 29_999,
            activeAtStart: 2)
        let text = String(decoding: try ControlJSON.encode(report), as: UTF8.self)
        #expect(
            text
                == #"{"active_at_start":2,"elapsed_ms":1,"left_ms":29999,"timeout_ms":30000}"#)
        #expect(try ControlJSON.decode(DrainReport.self, from: Array(text.utf8)) == report)
    }
}
