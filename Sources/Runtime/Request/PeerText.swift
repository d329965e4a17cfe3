import Sockets

/// A client's address and port as text, in place: with each call it is copied to where the plugin
/// reads it, and that must cost nothing.
struct PeerText: Sendable {
    /// `[`, 39 characters of an IPv6 address, `]:` and five digits.
    private static let byteCountMax = 47

    private var bytes = InlineArray<47, UInt8>(repeating: 0)
    /// How many of the bytes, from the first, are the text.
    let count: Int

    init(_ address: SocketAddress) {
        self.init(address.description)
    }

    /// - Parameter text: of 47 bytes at most.
    init(_ text: String) {
        precondition(text.utf8.count <= Self.byteCountMax, "longer than any address")
        count = text.utf8.count
        for (index, byte) in text.utf8.enumerated() { bytes[index] = byte }
    }

    /// Lends the text for the time of the call.
    func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        bytes.span.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0.prefix(count))) }
    }

    var text: String { withUnsafeBytes { String(decoding: $0, as: UTF8.self) } }

    /// Where the text of a value in memory of its own begins.
    static func start(of text: UnsafeMutablePointer<PeerText>) -> UnsafePointer<UInt8> {
        let offset = MemoryLayout<PeerText>.offset(of: \.bytes) ?? 0
        return UnsafePointer(
            (UnsafeMutableRawPointer(text) + offset).assumingMemoryBound(to: UInt8.self))
    }
}
