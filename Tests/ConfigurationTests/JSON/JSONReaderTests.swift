import Testing

@testable import Configuration

@Suite struct JSONReaderTests {
    private func refusal(of text: String) -> String {
        refusal(of: Array(text.utf8))
    }

    private func refusal(of bytes: [UInt8]) -> String {
        do {
            return "accepted: \(try JSONReader.read(bytes, file: "f").value)"
        } catch {
            return error.description
        }
    }

    private func string(_ text: String) throws -> String? {
        let node = try JSONReader.read(Array(text.utf8), file: "f")
        guard case .string(let string) = node.value else { return nil }
        return string
    }

    @Test(arguments: [
        ("", "1:1: expected a value, got the end of the file"),
        (" \n ", "2:2: expected a value, got the end of the file"),
        (
            "{\"a\": 1,}",
            #"1:9: expected something after the comma (JSON has no trailing comma), got "}""#
        ),
        ("[1,]", #"1:4: expected something after the comma (JSON has no trailing comma), got "]""#),
        ("[,]", #"1:2: [0]: expected a value, got ",""#),
        ("[1 2]", #"1:4: expected "," or "]", got "2""#),
        ("{\"a\" 1}", #"1:6: expected ":" after the key "a", got "1""#),
        ("{a: 1}", #"1:2: expected a key in double quotes, got "a""#),
        ("{'a': 1}", #"1:2: expected a key in double quotes, got "'""#),
        ("{\"a\": 1", #"1:8: expected "," or "}", got the end of the file"#),
        ("1 2", #"1:3: expected the end of the file, got "2""#),
        ("// x", "1:1: expected a value, got a slash (JSON has no comments)"),
        ("True", #"1:1: expected a value, got the word "True""#),
        ("nul", #"1:1: expected a value, got the word "nul""#),
        ("NaN", #"1:1: expected a value, got the word "NaN""#),
        ("[1}", #"1:3: expected "," or "]", got "}""#),
        ("\u{7}", "1:1: expected a value, got the control character 0x07"),
        ("[\u{A0}1]", #"1:2: [0]: expected a value, got "\u{A0}""#),
    ])
    func refusesWhatIsNotJSON(text: String, line: String) {
        #expect(refusal(of: text) == "f:" + line)
    }

    @Test(arguments: ["01", "-", "+1", "1.", ".5", "1e", "1e+", "-01", "0x10", "1.e3", "--1"])
    func refusesANumberThatIsNone(text: String) {
        #expect(refusal(of: text).hasPrefix("f:1:"))
    }

    @Test(arguments: ["0", "-0", "10", "0.5", "-1.25e-3", "1E+9", "0e0"])
    func keepsANumberAsWritten(text: String) throws {
        guard case .number(text) = try JSONReader.read(Array(text.utf8), file: "f").value
        else {
            Issue.record("not a number")
            return
        }
    }

    @Test(arguments: [
        (#""""#, ""), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
        (#""\u00e9\u0000""#, "é\0"),
        (#""\uD83D\ude00""#, "😀"), (#""\uFFFF""#, "\u{FFFF}"), ("\"ü😀\u{7F}\"", "ü😀\u{7F}"),
    ])
    func readsEveryEscape(text: String, expected: String) throws {
        #expect(try string(text) == expected)
    }

    @Test(arguments: [
        (#""\ud83d""#, 2), (#""\ude00""#, 2), (#""a\ud83dx""#, 3), (#""\ud83d\n""#, 2),
        (#""\ud83d\ud83d""#, 2), (#""\x41""#, 3), (#""\u12g4""#, 6), (#""\u12"#, 6),
        (#""\"#, 3), ("\"a\nb\"", 3), ("\"a\tb\"", 3), ("\"\0\"", 2), (#""abc"#, 1),
    ])
    func refusesABrokenStringWhereItBreaks(text: String, column: Int) {
        #expect(refusal(of: text).hasPrefix("f:1:\(column): expected"))
    }

    @Test(
        arguments: [
            [0xFF], [0xC0, 0x80], [0xC3], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0x80],
            [0xF4, 0x90, 0x80, 0x80], [0xF0, 0x9F, 0x98],
        ] as [[UInt8]])
    func refusesInvalidUTF8WhereItBegins(bytes: [UInt8]) {
        let quote = UInt8(ascii: "\"")
        let text: [UInt8] = [quote, 0xC3, 0xBC] + bytes + [quote]
        #expect(
            refusal(of: text).hasPrefix("f:1:3: expected valid UTF-8, got the invalid UTF-8 0x"))
    }

    @Test func refusesAByteOrderMark() {
        #expect(
            refusal(of: [0xEF, 0xBB, 0xBF, 0x7B, 0x7D])
                == "f:1:1: expected UTF-8 without a byte order mark, got a byte order mark")
    }

    @Test func refusesAKeyGivenTwiceAndNamesTheFirst() {
        #expect(
            refusal(of: "{\"a\": {\n\"b\": 1,\n\"\\u0062\": 2}}")
                == "f:3:1: a: expected each key of an object once, "
                + "got \"b\" again (first at line 2)")
    }

    @Test func keysThatDifferOnlyInUnicodeCompositionAreTwo() throws {
        let node = try JSONReader.read(Array(#"{"\u00e9": 1, "e\u0301": 2}"#.utf8), file: "f")
        guard case .object(let members) = node.value else {
            Issue.record("not an object")
            return
        }
        #expect(members.count == 2)
    }

    @Test func nestsToItsLimitAndNoDeeper() throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array(
                (String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
        }
        _ = try JSONReader.read(nested(64), file: "f")
        #expect(refusal(of: nested(65)).hasPrefix("f:1:65: "))
        #expect(
            refusal(of: nested(500_000)).hasSuffix("64 nested objects and arrays, got one more"))
    }

    @Test func readsUpToItsSizeLimitAndNoFurther() throws {
        let spaces = [UInt8](repeating: 0x20, count: JSONReader.fileBytesMax - 2)
        _ = try JSONReader.read(spaces + Array("{}".utf8), file: "f")
        #expect(
            refusal(of: spaces + Array("{} ".utf8))
                == "f:1:1: expected a file of at most 1048576 bytes, got 1048577")
    }
}
