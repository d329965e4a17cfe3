/// A valid value of the field `traceparent` (W3C Trace Context Level 1, §3.2): what the request is
/// a part of. All offsets are of its bytes.
struct TraceParent {
    static let fieldName: StaticString = "traceparent"
    private static let byteCount = 55

    /// 32 hexadecimal digits.
    static let traceID = 3..<35
    private static let parentID = 36..<52
    private static let flags = 53..<55

    /// Whether something was recorded of the trace so far; other flags are not for us to pass on.
    let isSampled: Bool

    /// - Returns: `nil` where it is none: it is to be treated as if it were not there.
    init?(_ value: UnsafeRawBufferPointer) {
        guard value.count >= Self.byteCount, Self.hasForm(value) else { return nil }
        let isFirstVersion = value[0] == UInt8(ascii: "0") && value[1] == UInt8(ascii: "0")
        let isForbidden = value[0] == UInt8(ascii: "f") && value[1] == UInt8(ascii: "f")
        // Later versions may have more behind another dash.
        let isWhole =
            value.count == Self.byteCount
            || (!isFirstVersion && value[Self.byteCount] == UInt8(ascii: "-"))
        guard isWhole, !isForbidden, !Self.isZero(value[Self.traceID]),
            !Self.isZero(value[Self.parentID])
        else { return nil }
        isSampled = Self.bit(value[Self.flags.upperBound - 1])
    }

    private static func hasForm(_ value: UnsafeRawBufferPointer) -> Bool {
        (0..<byteCount).allSatisfy { index in
            [2, 35, 52].contains(index)
                ? value[index] == UInt8(ascii: "-") : Hexadecimal.isDigit(value[index])
        }
    }

    private static func isZero(_ digits: Slice<UnsafeRawBufferPointer>) -> Bool {
        digits.allSatisfy { $0 == UInt8(ascii: "0") }
    }

    /// The lowest bit of a hexadecimal digit.
    private static func bit(_ digit: UInt8) -> Bool {
        (digit > UInt8(ascii: "9") ? digit - UInt8(ascii: "a") + 10 : digit) & 1 == 1
    }
}
