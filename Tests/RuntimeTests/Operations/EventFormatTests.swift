import Foundation
import TestSupport
import Testing

@testable import Runtime

/// Events as lines, for programs and for people.
@Suite struct EventFormatTests {
    private let time = timespec(tv_sec: 1_767_323_045, tv_nsec: 67_999_999)

    private func line(_ event: Event, _ format: EventFormat) -> String {
        String(decoding: format.line(for: event, at: time), as: UTF8.self)
    }

    private let event = Event(
        "app_loaded", level: .warning,
        [
            ("app", .text("hello")), ("hostnames", .texts(["a", "b"])), ("none", .texts([])),
            ("count", .number(-7)), ("flag", .flag(true)), ("odd", .text("a \"b\"\n")),
        ])

    @Test func jsonIsOneObjectALine() {
        #expect(
            line(event, .json) == """
                {"ts":"2026-01-02T03:04:05.067Z","level":"warning","event":"app_loaded",\
                "app":"hello","hostnames":["a","b"],"none":[],"count":-7,"flag":true,\
                "odd":"a \\"b\\"\\n"}\n
                """)
    }

    @Test func textQuotesWhatIsNotOneWord() {
        #expect(
            line(event, .text) == """
                2026-01-02T03:04:05.067Z warning app_loaded app=hello hostnames=a,b none="" \
                count=-7 flag=true odd="a \\"b\\"\\n"\n
                """)
    }

    @Test(arguments: EventFormat.allCases)
    func noValueBreaksTheLine(format: EventFormat) {
        for scalar in (0..<0x180).compactMap(Unicode.Scalar.init) {
            let line = format.line(for: Event("e", [("k", .text("a\(scalar)b"))]), at: time)
            #expect(
                line.allSatisfy { $0 >= 0x20 || $0 == line.last } && line.count { $0 == 10 } == 1)
        }
    }

    @Test func aJSONReaderGetsEveryTextBack() throws {
        let seed = SeededGenerator.newSeed()
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            // Invalid UTF-8 becomes U+FFFD, as where such text enters the runtime.
            let text = String(decoding: bytes, as: UTF8.self)
            var json: [UInt8] = []
            JSONText.append(text, to: &json)
            let value = try JSONSerialization.jsonObject(
                with: Data(json), options: .fragmentsAllowed)
            #expect(value as? String == text, "seed \(seed): \(bytes)")
        }
    }
}
