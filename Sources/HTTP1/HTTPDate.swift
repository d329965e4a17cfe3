/// A time as the Date field writes it: IMF-fixdate, `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110
/// §5.6.7).
///
/// Pure arithmetic on the proleptic Gregorian calendar, about 20 ns. Make one a second and keep
/// it for all responses of that second.
public struct HTTPDate: Sendable {
    /// Bytes of any date.
    public static let byteCount = 29

    /// Seconds since 1970-01-01T00:00:00Z.
    public let unixSeconds: Int
    private let text: Text

    /// - Parameter unixSeconds: Any second of the years 0 to 9999, which is all the format has.
    public init(unixSeconds: Int) {
        precondition(
            (-62_167_219_200..<253_402_300_800).contains(unixSeconds), "year out of 0...9999")
        self.unixSeconds = unixSeconds
        // Floor division, so that the seconds before 1970 belong to the right day.
        let days = (unixSeconds - (unixSeconds < 0 ? 86_399 : 0)) / 86_400
        let second = unixSeconds - days * 86_400
        let date = CivilDate(daysSince1970: days)

        var text = Self.text("Thu, 01 Jan 1970 00:00:00 GMT")
        // 1970-01-01 was a Thursday, day 4 counted from Sunday.
        Self.copyName((days % 7 + 11) % 7, of: "SunMonTueWedThuFriSat", to: 0, in: &text)
        Self.write(date.day, at: 5, into: &text)
        Self.copyName(
            date.month - 1, of: "JanFebMarAprMayJunJulAugSepOctNovDec", to: 8, in: &text)
        Self.write(date.year / 100, at: 12, into: &text)
        Self.write(date.year % 100, at: 14, into: &text)
        Self.write(second / 3600, at: 17, into: &text)
        Self.write(second / 60 % 60, at: 20, into: &text)
        Self.write(second % 60, at: 23, into: &text)
        self.text = text
    }

    /// The 29 bytes.
    public var bytes: RawSpan {
        @_lifetime(borrow self)
        get { unsafe text.span.bytes }  // a byte has no padding
    }

    private typealias Text = InlineArray<29, UInt8>

    private static func text(_ template: StaticString) -> Text {
        precondition(template.utf8CodeUnitCount == byteCount)
        return Text { index in unsafe template.utf8Start[index] }
    }

    /// Copies the name at an index of names of three letters each, in bounds by the calendar.
    private static func copyName(
        _ index: Int, of names: StaticString, to offset: Int, in text: inout Text
    ) {
        for letter in 0..<3 {
            text[offset + letter] = unsafe names.utf8Start[index * 3 + letter]
        }
    }

    private static func write(_ twoDigits: Int, at: Int, into text: inout Text) {
        text[at] = UInt8(0x30 + twoDigits / 10)
        text[at + 1] = UInt8(0x30 + twoDigits % 10)
    }
}
