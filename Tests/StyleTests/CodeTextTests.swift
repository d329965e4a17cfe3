import Testing

/// The rules see code only as well as comments and strings are told from it.
@Suite struct CodeTextTests {
    @Test(arguments: [
        ("let a = 1 // Watcher", "let a = 1"),
        ("/* Watcher /* nested */ still */ let a", "let a"),
        (#"let a = "Watcher \" Watcher" + b"#, "let a =  + b"),
        (#"f("x: \(Watcher(name: "y")) z", b)"#, "f(Watcher(name: ), b)"),
        ("let a = #\"a \" \\(Watcher) \\#(b)\"#; c", "let a = b; c"),
        ("let a = \"\"\"\n  \"Watcher\"\n  \"\"\" + b", "let a = \n\n + b"),
        ("#if DEBUG", "#if DEBUG"),
    ])
    func keepsCodeAlone(text: String, code: String) {
        let squeezed = CodeText.code(of: text).filter { $0 != " " }
        #expect(squeezed == code.filter { $0 != " " })
    }

    @Test func keepsEveryLineWhereItWas() {
        let text = "a /* 1\n2\n3 */ b\n\"\"\"\n5\n\"\"\"\nc"
        let code = CodeText.code(of: text)
        #expect(code.utf8.count == text.utf8.count)
        #expect(code.split(separator: "\n", omittingEmptySubsequences: false).count == 7)
        #expect(code.hasSuffix("\nc"))
    }
}
