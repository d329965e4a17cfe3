import Testing

@testable import Runtime

/// Which addresses count as one client.
@Suite struct ClientNetworkTests {
    @Test func anIPv4AddressIsAClient() throws {
        #expect(try Sample.client("192.0.2.1") == Sample.client("192.0.2.1"))
        #expect(try Sample.client("192.0.2.1") != Sample.client("192.0.2.2"))
        #expect(try Sample.client("192.0.2.1").description == "192.0.2.1")
    }

    @Test func anIPv6NetworkOf64BitsIsAClient() throws {
        let one = try Sample.client("2001:db8:0:1::1")
        #expect(try one == Sample.client("2001:db8:0:1:ffff:ffff:ffff:ffff"))
        #expect(try one != Sample.client("2001:db8:0:2::1"))
        #expect(one.description == "2001:db8:0:1::/64")
    }

    @Test func anIPv4AddressInIPv6FormIsTheSameClient() throws {
        #expect(try Sample.client("::ffff:192.0.2.1") == Sample.client("192.0.2.1"))
        #expect(try Sample.client("::1") != Sample.client("0.0.0.1"))
    }
}
