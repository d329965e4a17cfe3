import ControlHTTP

/// Who may use a listener, and what for.
enum ControlAccess: Sendable {
    /// Whoever reaches it may read.
    case reading
    /// Everything, for processes of these users. A Unix socket.
    case users(Set<UInt32>)
    /// Everything, for requests that bring this bearer token (RFC 6750 section 2.1).
    case token([UInt8])

    var isReadOnly: Bool {
        if case .reading = self { true } else { false }
    }

    /// Whether a client may connect.
    func permits(_ peer: ControlPeer) -> Bool {
        guard case .users(let users) = self else { return true }
        guard case .process(_, let userID) = peer else { return false }
        return users.contains(userID)
    }

    /// - Throws: what a request without the token is told.
    func check(_ request: ControlRequest) throws(ControlFailure) {
        guard case .token(let token) = self else { return }
        let words = (request.fields["authorization"] ?? "").split(separator: " ", maxSplits: 1)
        let isBearer = words.count == 2 && words[0].lowercased() == "bearer"
        guard isBearer, Self.isSame(Array(words[1].utf8), token) else {
            throw ControlFailure(
                .unauthorized, "expected the token of --control-token-file as a bearer token",
                fields: [ControlResponse.Field("WWW-Authenticate", "Bearer")])
        }
    }

    /// Takes the same time wherever the two differ.
    private static func isSame(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        guard one.count == other.count else { return false }
        return zip(one, other).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
