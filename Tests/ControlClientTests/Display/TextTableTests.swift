import Testing

@testable import ControlClient

@Suite struct TextTableTests {
    @Test func columnsAreAsWideAsTheirTexts() {
        var table = TextTable([.left("APP"), .right("REQUESTS"), .left("HOSTS")])
        table.add(["hello", "7", "hello.localhost"])
        table.add(["a", "1,234,567,890", ""])
        #expect(
            table.lines(colored: false) == [
                "APP         REQUESTS  HOSTS",
                "hello              7  hello.localhost",
                "a      1,234,567,890",
            ])
    }

    @Test func coloursTakeNoRoom() {
        var table = TextTable([.left("STATE"), .left("NEXT")])
        table.add([StyledText("up", .green), "x"])
        #expect(table.lines(colored: true).last == "\u{1B}[32mup\u{1B}[0m     x")
        #expect(table.lines(colored: false).last == "up     x")
    }

    @Test func nothingThatACellHoldsSteersTheTerminal() {
        var table = TextTable([.left("PATH")])
        table.add(["/\u{1B}[2J\n\u{202E}x"])
        #expect(table.lines(colored: true).last == #"/\u{1B}[2J\u{A}\u{202E}x"#)
    }

    @Test func aTextIsCutWithAnEllipsis() {
        #expect(StyledText("abcdef").fitted(to: 4).text == "abc…")
        #expect(StyledText("abcd").fitted(to: 4).text == "abcd")
        #expect(StyledText("abcd").fitted(to: 0).text.isEmpty)
    }
}
