/// What a request is called in the logs of all who have to do with it: what the client, or a proxy
/// before it, has sent as `X-Request-Id`, or else one that is made.
///
/// One that is made is told apart from all others by chance, and follows from the request's number
/// alone, so that it is only made where somebody asks. It is no secret: whoever knows some may
/// guess others.
enum RequestID {
    static let fieldName: StaticString = "x-request-id"
    /// Of one that is made.
    static let byteCount = 32
    /// The longest that is taken.
    private static let byteCountMax = 128

    private static let process = UInt64.random(in: .min ... .max)
    private static let salt = UInt64.random(in: .min ... .max)

    /// Whether it is taken: 1 to 128 bytes of `[A-Za-z0-9._~+/=:-]`.
    static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard (1...byteCountMax).contains(bytes.count) else { return false }
        return bytes.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"):
                true
            case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "+"),
                UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: ":"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
    }

    /// The 32 hexadecimal digits of the request with that number.
    static func made(for number: UInt64) -> InlineArray<32, UInt8> {
        var text = InlineArray<32, UInt8>(repeating: 0)
        Hexadecimal.write(process, at: 0, into: &text)
        Hexadecimal.write(mixed(number ^ salt), at: 16, into: &text)
        return text
    }

    /// One to one (the finalizer of SplitMix64): two numbers never give the same.
    private static func mixed(_ number: UInt64) -> UInt64 {
        var value = number
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }
}
