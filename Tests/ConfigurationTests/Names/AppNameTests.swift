import Configuration
import Testing

@Suite struct AppNameTests {
    @Test(arguments: ["a", "0", "a.b_c-d", "a..", "9-", String(repeating: "x", count: 63)])
    func acceptsANameOfTheAllowedBytes(text: String) throws {
        #expect(try AppName(text).text == text)
    }

    @Test(
        arguments: [
            ("", .empty),
            ("Hello", .invalidByte(0x48, offset: 0)),
            (".hidden", .invalidByte(0x2E, offset: 0)),
            ("-a", .invalidByte(0x2D, offset: 0)),
            ("_a", .invalidByte(0x5F, offset: 0)),
            ("a/b", .invalidByte(0x2F, offset: 1)),
            ("a b", .invalidByte(0x20, offset: 1)),
            ("tödo", .invalidByte(0xC3, offset: 1)),
            (String(repeating: "x", count: 64), .tooLong(bytes: 64)),
        ] as [(String, AppNameError)])
    func refusesAnyOtherAndSaysWhy(text: String, reason: AppNameError) {
        #expect(throws: reason) { try AppName(text) }
    }

    @Test func refusesAFileNameThatIsNotUTF8() {
        #expect(throws: AppNameError.invalidByte(0xFF, offset: 1)) { try AppName([0x61, 0xFF]) }
    }

    @Test func itsErrorIsOneLineWithTheByteAndItsPlace() {
        #expect(
            AppNameError.invalidByte(0x48, offset: 2).description
                == "expected an app name (a-z, 0-9, then also . _ -; at most 63 bytes), "
                + "but byte 3 is 0x48 'H'")
    }
}
