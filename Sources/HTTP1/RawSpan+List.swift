extension RawSpan {
    /// The next element of a comma-separated list (RFC 9110 §5.6.1) in `from..<to`, without the
    /// white space around it, or nil after the last; moves `from` past it. An empty element is
    /// returned as an empty range, and an empty list has one.
    ///
    /// Commas within a quoted string separate too: none of the lists that frame a message has a
    /// valid member with one, and each piece is then refused as an unknown member.
    @inline(__always)
    func nextListElement(from: inout Int, to: Int) -> Range<Int>? {
        guard from <= to else { return nil }
        var comma = from
        while comma < to, byte(at: comma) != .comma { comma &+= 1 }
        let start = endOfWhitespace(from: from, to: comma)
        let end = startOfTrailingWhitespace(from: start, to: comma)
        from = comma &+ 1
        return start..<end
    }
}
