import Configuration
import Testing

/// An address and a port in one option.
@Suite struct HostPortTests {
    @Test(arguments: [
        ("127.0.0.1:9464", "127.0.0.1", 9_464), ("localhost:0", "localhost", 0),
        ("[::1]:65535", "::1", 65_535),
    ])
    func reads(text: String, host: String, port: Int) {
        #expect(HostPort(text)?.host == host)
        #expect(HostPort(text)?.port == port)
    }

    @Test(arguments: [
        "", ":", "9464", ":9464", "localhost", "localhost:", "localhost:x", "localhost:65536",
        "localhost:-1", "localhost:+1", "::1:80", "[]:80", "a:b:80",
    ])
    func refusesEverythingElse(text: String) {
        #expect(HostPort(text) == nil)
    }
}
