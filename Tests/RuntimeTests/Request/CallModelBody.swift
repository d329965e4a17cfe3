@testable import Runtime

/// The body of a streamed request, by its counts: each of its bytes is its number modulo 251.
struct CallModelBody {
    private let kind: IncomingBody.Kind
    private(set) var readByteCount = 0
    private(set) var arrivedByteCount = 0
    private(set) var isEnded: Bool
    private var isFull = false
    var owesReadable = false
    /// The client waits to be asked.
    var isUnasked: Bool

    init(_ kind: IncomingBody.Kind) {
        self.kind = kind
        isEnded = kind == .none
        isUnasked = kind == .onRequest
    }

    private static let pattern = (0..<600_000).map { UInt8($0 % 251) }

    /// So many bytes of it from this one on.
    static func bytes(_ first: Int, _ count: Int) -> ArraySlice<UInt8> {
        pattern.dropFirst(first % 251).prefix(count)
    }

    var unreadByteCount: Int { arrivedByteCount - readByteCount }
    var isReadable: Bool { unreadByteCount > 0 || isEnded || kind == .whole }
    var room: Int {
        isEnded || isFull ? 0 : CallState.bytesMax - unreadByteCount
    }

    mutating func arrive(_ count: Int, isLast: Bool) {
        arrivedByteCount += count
        if count > 0 { isUnasked = false }
        if unreadByteCount == CallState.bytesMax { isFull = true }
        if isLast { isEnded = true }
    }

    mutating func read(_ count: Int) {
        readByteCount += count
        if unreadByteCount <= CallState.lowBytesMax { isFull = false }
    }

    /// Nobody reads it any more.
    mutating func drop() {
        readByteCount = arrivedByteCount
        owesReadable = false
    }
}
