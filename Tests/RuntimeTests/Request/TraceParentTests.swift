import TestSupport
import Testing

@testable import Runtime

/// W3C Trace Context Level 1, §3.2.
@Suite struct TraceParentTests {
    private static let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    private static let parent = "00f067aa0ba902b7"
    private static let valid = "00-\(trace)-\(parent)-01"

    private func parse(_ text: String) -> TraceParent? {
        Array(text.utf8).withUnsafeBytes { TraceParent($0) }
    }

    private func fields(_ fields: [(String, String)]) -> (requestID: String?, parent: String?) {
        var trace = TraceFields()
        var found: (String?, String?)
        let texts = fields.map { (Array($0.0.utf8), Array($0.1.utf8)) }
        func take(_ index: Int) {
            guard index < texts.count else {
                found = (
                    trace.requestID.map { String(decoding: $0, as: UTF8.self) },
                    trace.parent.map { String(decoding: $0, as: UTF8.self) }
                )
                return
            }
            texts[index].0.withUnsafeBytes { name in
                texts[index].1.withUnsafeBytes { value in
                    trace.take(name, value)
                    take(index + 1)
                }
            }
        }
        take(0)
        return found
    }

    @Test func theExampleOfTheStandardIsValid() {
        #expect(parse(Self.valid)?.isSampled == true)
        #expect(parse("00-\(Self.trace)-\(Self.parent)-00")?.isSampled == false)
        let digits = Array(Self.valid.utf8)[TraceParent.traceID]
        #expect(String(decoding: digits, as: UTF8.self) == Self.trace)
    }

    @Test func aLaterVersionMayHaveMoreBehindADash() {
        #expect(parse("cc-\(Self.trace)-\(Self.parent)-01") != nil)
        #expect(parse("cc-\(Self.trace)-\(Self.parent)-01-what-will-be")?.isSampled == true)
        #expect(parse("cc-\(Self.trace)-\(Self.parent)-01.what") == nil)
        #expect(parse("\(Self.valid)-more") == nil)
    }

    @Test(arguments: [
        "", "00", "ff-\(trace)-\(parent)-01", "00-\(trace.uppercased())-\(parent)-01",
        "00-00000000000000000000000000000000-\(parent)-01", "00-\(trace)-0000000000000000-01",
        "00-\(trace)-\(parent)-0", "00-\(trace)-\(parent)-0x", "00_\(trace)-\(parent)-01",
        "00-\(trace)-\(parent)_01", "0g-\(trace)-\(parent)-01", " \(valid)", "\(valid) ",
    ])
    func whatBreaksARuleIsNone(value: String) {
        #expect(parse(value) == nil)
    }

    @Test func changingAnyByteOfItIsNoticedUnlessItIsADigit() {
        let seed = SeededGenerator.newSeed()
        var random = SeededGenerator(seed: seed)
        for _ in 0..<5_000 {
            var bytes = Array(Self.valid.utf8)
            let index = Int.random(in: bytes.indices, using: &random)
            let byte = UInt8.random(in: 0...255, using: &random)
            bytes[index] = byte
            let isForm = [2, 35, 52].contains(index) ? byte == 0x2d : Hexadecimal.isDigit(byte)
            let text = String(decoding: bytes, as: UTF8.self)
            let isFound = bytes.withUnsafeBytes { TraceParent($0) } != nil
            #expect(isFound == isForm, "\(text) seed \(seed)")
        }
    }

    // MARK: Fields

    @Test func namesAreTheSameInEitherCase() {
        let found = fields([
            ("Host", "a"), ("x-request-ID", "abc"), ("TraceParent", Self.valid),
        ])
        #expect(found == ("abc", Self.valid))
    }

    @Test func theFirstRequestIDCountsAndOfTwoTraceparentsNone() {
        #expect(fields([("X-Request-Id", "a b"), ("X-Request-Id", "c")]).requestID == nil)
        #expect(fields([("X-Request-Id", "c"), ("X-Request-Id", "d")]).requestID == "c")
        #expect(
            fields([("traceparent", Self.valid), ("traceparent", Self.valid)]).parent == nil)
    }
}
