import Testing

@testable import Runtime

/// What names a request.
@Suite struct RequestIDTests {
    private func isValid(_ text: String) -> Bool {
        Array(text.utf8).withUnsafeBytes { RequestID.isValid($0) }
    }

    private func made(_ number: UInt64) -> String {
        RequestID.made(for: number).span.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }

    @Test(arguments: [
        "a", "0123-abc_DEF.~+/=:", "f47ac10b-58cc-4372-a567-0e02b2c3d479",
        String(repeating: "x", count: 128),
    ])
    func usualOnesAreTaken(id: String) {
        #expect(isValid(id))
    }

    @Test(arguments: [
        "", String(repeating: "x", count: 129), "a b", "a\"b", "a\\b", "a\u{7f}", "ä", "a,b",
        "<script>", "a;b", "a\tb",
    ])
    func whatCouldHarmALogIsNot(id: String) {
        #expect(!isValid(id))
    }

    @Test func thoseThatAreMadeDifferAndAreValid() {
        let numbers = (0..<10_000).map { UInt64($0) } + [.max, 1 << 50, (1 << 50) + 1]
        let ids = Set(numbers.map(made))
        #expect(ids.count == numbers.count)
        #expect(ids.allSatisfy { $0.utf8.count == RequestID.byteCount && isValid($0) })
        #expect(ids.allSatisfy { $0.utf8.allSatisfy(Hexadecimal.isDigit) })
        #expect(made(7) == made(7))
    }

    @Test func loopsNeverCountTheSameNumber() {
        #expect(RequestNumbers.nextStart() &+ (1 << 50) <= RequestNumbers.nextStart())
    }
}
