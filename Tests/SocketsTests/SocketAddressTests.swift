import Sockets
import Testing

/// Addresses as plugins and operators read them.
@Suite struct SocketAddressTests {
    @Test(
        arguments: [
            (0, 0xffff_c000_0201, "192.0.2.1"),
            (0x2001_0db8_0000_0000, 1, "2001:db8::1"),
            (0, 1, "::1"),
            (0xfe80_0000_0000_0000, 0x0123_4567_89ab_cdef, "fe80::123:4567:89ab:cdef"),
        ] as [(UInt64, UInt64, String)])
    func anAddressReadsAsUsual(high: UInt64, low: UInt64, text: String) {
        #expect(SocketAddress.IP(high: high, low: low).description == text)
    }
}
