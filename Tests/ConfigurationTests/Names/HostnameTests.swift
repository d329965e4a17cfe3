import Configuration
import Testing

@Suite struct HostnameTests {
    @Test(arguments: [
        ("example", "example"), ("WWW.Example.COM", "www.example.com"),
        ("example.com.", "example.com"), ("a_b.example", "a_b.example"), ("127.0.0.1", "127.0.0.1"),
        ("1password.com", "1password.com"), ("xn--bcher-kva.example", "xn--bcher-kva.example"),
        ("[::1]", "[::1]"), ("[2001:DB8:0:0:0:0:0:1]", "[2001:db8::1]"),
    ])
    func hasOneSpelling(text: String, spelling: String) throws {
        #expect(try Hostname(text).text == spelling)
    }

    @Test(
        arguments: [
            ("", .empty), (".", .empty),
            ("a..b", .emptyLabel), (".a", .emptyLabel), ("a..", .emptyLabel),
            ("-a.example", .hyphenAtLabelEdge), ("a-.example", .hyphenAtLabelEdge),
            ("a.example:80", .port), ("a:", .port), ("[::1]:80", .port),
            ("http://a", .invalidByte(0x3A, offset: 4)),
            ("*.example", .invalidByte(0x2A, offset: 0)),
            ("::1", .invalidByte(0x3A, offset: 0)), ("a b", .invalidByte(0x20, offset: 1)),
            ("bücher.example", .invalidByte(0xC3, offset: 1)), ("a\0", .invalidByte(0, offset: 1)),
            ("256.0.0.1", .invalidIPv4Address), ("1.2.3", .invalidIPv4Address),
            ("01.2.3.4", .invalidIPv4Address), ("example.1", .invalidIPv4Address),
            ("[::1", .invalidIPv6Address), ("[]", .invalidIPv6Address), ("[", .invalidIPv6Address),
            ("[::1]x", .invalidIPv6Address), ("[fe80::1%eth0]", .invalidIPv6Address),
            (String(repeating: "a", count: 64), .labelTooLong(bytes: 64)),
            (String(repeating: "a.", count: 127) + "a", .tooLong(bytes: 255)),
        ] as [(String, HostnameError)])
    func refusesWhatNoHostHeaderNames(text: String, reason: HostnameError) {
        #expect(throws: reason) { try Hostname(text) }
    }

    @Test func acceptsTheLongestName() throws {
        let longest = String(repeating: "a.", count: 126) + "a"
        #expect(longest.utf8.count == Hostname.bytesMax)
        #expect(try Hostname(longest).text == longest)
    }

    @Test func anAppsDefaultHostsAreItsNameAndItsNameUnderLocalhost() throws {
        #expect(
            Hostname.defaults(for: try AppName("a_b")).map(\.text) == ["a_b", "a_b.localhost"])
        #expect(Hostname.defaults(for: try AppName("a.")).map(\.text) == ["a", "a..localhost"])
    }
}
