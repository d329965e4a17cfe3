import Configuration
import Glibc

/// The times in the lines of the access log, of which only the last digits are made anew within one
/// second.
struct AccessTimes {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private var unixSeconds = Int.min
    private var text: [UInt8] = []

    /// - Returns: RFC 3339 with milliseconds for JSON, otherwise Apache's
    ///   `10/Oct/2000:13:55:36 -0700` in the process's time zone.
    mutating func text(at unixNanoseconds: Int, _ format: AccessLogFormat) -> [UInt8] {
        let second = unixNanoseconds / 1_000_000_000
        let milliseconds = unixNanoseconds / 1_000_000 - second * 1_000
        if second != unixSeconds {
            unixSeconds = second
            text =
                format == .json
                ? Array(EventFormat.timestamp(timespec(tv_sec: second, tv_nsec: 0)).utf8)
                : Array(Self.local(second).utf8)
        }
        if format == .json { setMilliseconds(milliseconds) }
        return text
    }

    /// Of a text that ends with `.000Z`.
    private mutating func setMilliseconds(_ milliseconds: Int) {
        let zero = UInt8(ascii: "0")
        text[text.count - 4] = zero + UInt8(milliseconds / 100)
        text[text.count - 3] = zero + UInt8(milliseconds / 10 % 10)
        text[text.count - 2] = zero + UInt8(milliseconds % 10)
    }

    private static func local(_ unixSeconds: Int) -> String {
        var seconds = unixSeconds
        var parts = tm()
        localtime_r(&seconds, &parts)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let date = "\(two(Int(parts.tm_mday)))/\(months[Int(parts.tm_mon)])/\(parts.tm_year + 1900)"
        let time = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { two(Int($0)) }
        let minutes = abs(parts.tm_gmtoff) / 60
        let sign = parts.tm_gmtoff < 0 ? "-" : "+"
        return "\(date):\(time.joined(separator: ":")) \(sign)\(two(minutes / 60))"
            + two(minutes % 60)
    }
}
