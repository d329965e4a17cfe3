import Testing

@testable import Configuration

@Suite struct QuotedTextTests {
    @Test(arguments: [
        ("plain", #""plain""#), ("süß 😀", #""süß 😀""#), (#"a"b\c"#, #""a\"b\\c""#),
        ("a\nb\u{1B}[2J", #""a\u{A}b\u{1B}[2J""#), ("\u{202E}x", #""\u{202E}x""#),
        ("a\u{2028}\u{A0}", #""a\u{2028}\u{A0}""#),
    ])
    func escapesWhatCouldPaintOverALine(text: String, expected: String) {
        #expect(quoted(text) == expected)
    }

    @Test func cutsALongTextShort() {
        #expect(quoted(String(repeating: "x", count: 64)).hasSuffix("x\""))
        let cut = quoted(String(repeating: "x", count: 65))
        #expect(cut == "\"" + String(repeating: "x", count: 64) + "…\"")
    }
}
