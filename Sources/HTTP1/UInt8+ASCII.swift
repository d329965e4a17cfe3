/// The bytes that delimit the parts of a message.
extension UInt8 {
    static var horizontalTab: UInt8 { 0x09 }
    static var lineFeed: UInt8 { 0x0A }
    static var carriageReturn: UInt8 { 0x0D }
    static var space: UInt8 { 0x20 }
    static var numberSign: UInt8 { 0x23 }
    static var percent: UInt8 { 0x25 }
    static var asterisk: UInt8 { 0x2A }
    static var comma: UInt8 { 0x2C }
    static var period: UInt8 { 0x2E }
    static var slash: UInt8 { 0x2F }
    static var zero: UInt8 { 0x30 }
    static var colon: UInt8 { 0x3A }
    static var semicolon: UInt8 { 0x3B }
    static var questionMark: UInt8 { 0x3F }
    static var leftBracket: UInt8 { 0x5B }
    static var rightBracket: UInt8 { 0x5D }

    /// SP or HTAB, the white space of RFC 9110 §5.6.3.
    @inline(__always)
    var isWhitespace: Bool { self == .space || self == .horizontalTab }

    /// The value of a hexadecimal digit; the caller has proved that it is one.
    @inline(__always)
    var hexDigitValue: Int {
        Int(self <= 0x39 ? self &- .zero : (self | 0x20) &- 0x61 &+ 10)
    }
}
