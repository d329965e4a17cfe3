import Testing

@testable import HTTP1

@Suite struct FieldSyntaxTests {
    @Test(arguments: [
        ("X-Name", true), ("a", true), ("", false), ("a b", false), ("a:", false),
        ("a\r\n", false), ("\u{E4}", false), ("a\u{0}", false),
    ])
    func tellsTokens(text: String, isToken: Bool) {
        #expect(FieldSyntax.isToken(Array(text.utf8).span.bytes) == isToken)
    }

    @Test(arguments: [
        ("", true), ("text/html; charset=utf-8", true), ("a\tb", true), ("\u{E4}", true),
        ("a\r\nB: c", false), ("a\nb", false), ("a\rb", false), ("1234567890\u{0}", false),
        ("a\u{7F}", false), ("\u{1B}[0m", false),
    ])
    func tellsFieldValues(text: String, isValue: Bool) {
        #expect(FieldSyntax.isFieldValue(Array(text.utf8).span.bytes) == isValue)
    }

    @Test(arguments: [
        ("Content-Length", true), ("content-length", true), ("CONTENT-LENGTH", true),
        ("Content\rLength", false), ("Content-Lengt", false), ("Content-Lengthy", false),
        ("Content_Length", false), ("", false),
    ])
    func comparesNamesWithoutCase(text: String, matches: Bool) {
        let bytes = Array(text.utf8)
        #expect(FieldSyntax.matches(bytes.span.bytes, lowercase: "content-length") == matches)
    }

    @Test func foldsTheCaseOfLettersOnly() {
        for byte in UInt8.min...UInt8.max {
            let expected = byte == UInt8(ascii: "k") || byte == UInt8(ascii: "K")
            #expect(FieldSyntax.matches([byte].span.bytes, lowercase: "k") == expected)
            #expect(FieldSyntax.matches([byte].span.bytes, lowercase: "-") == (byte == 0x2D))
        }
    }
}
