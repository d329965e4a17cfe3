/// Numbers as people read them.
public enum Quantity {
    /// `850 ms`, `12 s`, `3m 12s`, `5h 03m`, `2d 4h`.
    public static func age(milliseconds: Int) -> String {
        guard milliseconds >= 1_000 else { return "\(max(milliseconds, 0)) ms" }
        return age(seconds: milliseconds / 1_000)
    }

    /// `12 s`, `3m 12s`, `5h 03m`, `2d 4h`.
    public static func age(seconds: Int) -> String {
        let minutes = seconds / 60
        let hours = minutes / 60
        if minutes == 0 { return "\(max(seconds, 0)) s" }
        if hours == 0 { return "\(minutes)m \(twoDigits(seconds % 60))s" }
        if hours < 24 { return "\(hours)h \(twoDigits(minutes % 60))m" }
        return "\(hours / 24)d \(hours % 24)h"
    }

    /// `512 B`, `12.3 KiB`, `1.0 GiB`.
    public static func size(bytes: Int) -> String {
        guard bytes >= 1_024 else { return "\(bytes) B" }
        let units = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
        var number = Double(bytes) / 1_024
        var index = 0
        // What rounds to 1,024 belongs to the next unit.
        while number >= 1_023.95, index < units.count - 1 {
            number /= 1_024
            index += 1
        }
        return "\(oneDecimal(number)) \(units[index])"
    }

    /// `1,234,567`.
    public static func count(_ number: Int) -> String {
        let digits = String(number.magnitude)
        var grouped = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { grouped += "," }
            grouped.append(digit)
        }
        return (number < 0 ? "-" : "") + grouped
    }

    /// `0`, `0.4`, `12.5`, `1,234`: something a second.
    public static func rate(_ perSecond: Double) -> String {
        guard perSecond < 99.95 else { return count(Int(perSecond.rounded())) }
        return perSecond == 0 ? "0" : oneDecimal(perSecond)
    }

    /// `0.08 ms`, `4.2 ms`, `120 ms`, `1.5 s`.
    public static func latency(seconds: Double) -> String {
        let milliseconds = seconds * 1_000
        if milliseconds < 0.995 { return "\(decimals(milliseconds, scale: 100, digits: 2)) ms" }
        if milliseconds < 9.95 { return "\(oneDecimal(milliseconds)) ms" }
        if milliseconds < 999.5 { return "\(Int(milliseconds.rounded())) ms" }
        return "\(oneDecimal(seconds)) s"
    }

    private static func oneDecimal(_ number: Double) -> String {
        decimals(number, scale: 10, digits: 1)
    }

    private static func decimals(_ number: Double, scale: Int, digits: Int) -> String {
        let scaled = Int((number * Double(scale)).rounded())
        let fraction = String(scaled % scale)
        let zeros = String(repeating: "0", count: digits - fraction.count)
        return "\(scaled / scale).\(zeros)\(fraction)"
    }

    private static func twoDigits(_ number: Int) -> String {
        (number < 10 ? "0" : "") + "\(number)"
    }
}
