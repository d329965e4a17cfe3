import PluginKit
import Testing

@Suite struct BytesTests {
    @Test func comparesWithLiterals() {
        let array = Array("GET".utf8)
        let bytes = Bytes(array.span)
        #expect((bytes == "GET") == true)
        #expect((bytes == "get") == false)
        #expect((bytes == "GETS") == false)
        #expect((bytes != "POST") == true)
        #expect(bytes.equalsIgnoringCase("gEt") == true)
        #expect(bytes.equalsIgnoringCase("gEtt") == false)
    }

    @Test func onlyLettersHaveTwoCases() {
        // "@" and "`" differ by the bit that separates the cases of letters, as do "[" and "{".
        let array = Array("@[".utf8)
        #expect(Bytes(array.span).equalsIgnoringCase("`{") == false)
    }

    @Test func chosenBySwitch() {
        let array = Array("/health".utf8)
        switch Bytes(array.span) {
        case "/": Issue.record("chose /")
        case "/health": break
        default: Issue.record("chose none")
        }
    }

    @Test func findsPrefixesAndParts() {
        let array = Array("/items/42".utf8)
        let bytes = Bytes(array.span)
        #expect(bytes.hasPrefix("/items/") == true)
        #expect(bytes.hasPrefix("/items/421") == false)
        #expect(bytes.firstIndex(of: UInt8(ascii: "/"), from: 1) == 6)
        #expect(bytes.firstIndex(of: UInt8(ascii: "?")) == nil)
        #expect(String(bytes.dropFirst(7)) == "42")
        #expect(String(bytes.extracting(1..<6)) == "items")
        #expect(bytes.dropFirst(100).isEmpty == true)
    }

    @Test func copiesWhatIsNotUTF8AsReplacements() {
        let array: [UInt8] = [0x61, 0xFF]
        #expect(String(Bytes(array.span)) == "a\u{FFFD}")
        #expect([UInt8](Bytes(array.span)) == array)
    }
}
