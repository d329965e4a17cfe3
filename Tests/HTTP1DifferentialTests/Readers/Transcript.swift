import HTTP1

/// What a parser made of all the bytes of a connection.
struct Transcript {
    enum End: Equatable {
        /// All so far is sound. The request whose head is complete and whose body is not, if any.
        case needsMore(ReadRequest?)
        /// The last request asked for the connection's end. What comes after it is not looked at.
        case closed
        /// Not HTTP. The codec says why, and where: bytes from the connection's first. The
        /// reference's reasons are not compared.
        case refused(RequestError.Reason?, offset: Int)
    }

    /// The complete requests, in order.
    var requests: [ReadRequest] = []
    var end = End.needsMore(nil)
    /// Offsets of the first bytes of the requests, and of the one begun after them. Only the codec
    /// tells.
    var starts: [Int] = []

    var isRefused: Bool {
        if case .refused = end { true } else { false }
    }

    /// Whether another parser came to the same, whatever reason either had to refuse.
    func agrees(with other: Transcript) -> Bool {
        requests == other.requests && (isRefused ? other.isRefused : end == other.end)
    }

    /// The request of an index, begun or complete.
    func request(at index: Int) -> ReadRequest? {
        if index < requests.count { return requests[index] }
        if case .needsMore(let begun) = end { return begun }
        return nil
    }
}
