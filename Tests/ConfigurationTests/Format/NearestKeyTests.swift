import Testing

@testable import Configuration

@Suite struct NearestKeyTests {
    @Test(arguments: [
        ("", "", 0), ("abc", "abc", 0), ("", "abc", 3), ("abc", "", 3), ("kitten", "sitting", 3),
        ("ab", "ba", 1), ("abcd", "acbd", 1), ("hots", "host", 1), ("a", "b", 1),
    ])
    func countsEdits(left: String, right: String, distance: Int) {
        #expect(editDistance(Array(left.utf8), Array(right.utf8)) == distance)
    }

    @Test(
        arguments: [
            ("prot", "port"), ("PORT", nil), ("hostt", "host"), ("xxxx", nil), ("", nil),
            (String(repeating: "p", count: 100_000), nil),
        ] as [(String, String?)])
    func suggestsOnlyWhatIsNear(unknown: String, suggestion: String?) {
        #expect(nearestKey(to: unknown, among: ["port", "host"]) == suggestion)
    }

    @Test func suggestsWhatAnUnknownKeyIsTheBeginningOf() {
        #expect(nearestKey(to: "max", among: ["maxbodies", "max_fields"]) == "max_fields")
        #expect(nearestKey(to: "idle", among: ["port", "idle_timeout_s"]) == "idle_timeout_s")
        #expect(nearestKey(to: "id", among: ["port", "idle_timeout_s"]) == nil)
    }
}
