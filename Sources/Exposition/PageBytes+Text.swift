// Numbers and texts as both formats have them.

extension PageBytes {
    mutating func append(number: Int) {
        if number < 0 { append(UInt8(ascii: "-")) }
        append(number: UInt64(number.magnitude))
    }

    mutating func append(number: UInt64) {
        // The highest power of ten that is in it.
        var power: UInt64 = 1
        while number / power >= 10 { power *= 10 }
        var rest = number
        while power > 0 {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / power))
            rest %= power
            power /= 10
        }
    }

    /// The shortest text that reads back as the same number; a whole number as an integer, as far
    /// as a `Double` has all of them.
    mutating func append(number: Double) {
        guard number.isFinite else {
            return append(number.isNaN ? "NaN" : number < 0 ? "-Inf" : "+Inf")
        }
        if let whole = Int(exactly: number), whole.magnitude < 1 << 53 {
            append(number: whole)
        } else {
            append(Array(number.description.utf8))
        }
    }

    /// - Parameter escapesQuotes: everywhere but in a help text of the older format.
    mutating func append(escaped text: String, escapesQuotes: Bool) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\n"): append(#"\n"#)
            case UInt8(ascii: "\\"): append(#"\\"#)
            case UInt8(ascii: "\"") where escapesQuotes: append(#"\""#)
            default: append(byte)
            }
        }
    }
}
