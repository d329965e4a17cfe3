extension RawSpan {
    /// Whether CR LF stands at an offset, which is at most `to`; false if `to` comes too early
    /// to tell. Throws for any other byte: a bare LF, a bare CR, or `reason`.
    @inline(__always)
    func hasLineEnd(
        at offset: Int, to: Int, otherwise reason: RequestError.Reason
    ) throws(RequestError) -> Bool {
        if offset &+ 2 <= to, byte(at: offset) == .carriageReturn,
            byte(at: offset &+ 1) == .lineFeed
        {
            return true
        }
        return try explainLineEnd(at: offset, to: to, otherwise: reason)
    }

    /// The uncommon half of `hasLineEnd`, kept out of its callers' loops.
    @inline(never)
    private func explainLineEnd(
        at offset: Int, to: Int, otherwise reason: RequestError.Reason
    ) throws(RequestError) -> Bool {
        guard offset < to else { return false }
        let first = byte(at: offset)
        if first == .lineFeed { throw RequestError(.bareLineFeed, at: offset) }
        guard first == .carriageReturn else {
            throw RequestError(reason, at: offset, got: first)
        }
        guard offset &+ 1 < to else { return false }
        throw RequestError(.bareCarriageReturn, at: offset)
    }
}
