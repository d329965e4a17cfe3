import Sockets

/// The body of a streamed request between the event loop, which puts in what arrives, and the
/// plugin, which reads it. Bounded: while it is full, the event loop reads no more from the socket.
struct IncomingBody: ~Copyable {
    /// What the plugin is to read.
    enum Kind: Sendable {
        /// The request has the body whole: there is nothing to read.
        case whole
        /// There is none.
        case none
        /// It arrives as the plugin reads.
        case arriving
        /// The client sends it when it is asked to: `100 Continue` (RFC 9110 §10.1.1).
        case onRequest
    }

    /// What one read came to.
    enum Reading {
        case bytes(Int)
        case end
        case nothing
        /// The request's body is not read here.
        case refused
    }

    private var kind: Kind
    private var bytes = ByteQueue()
    private var isEnded: Bool
    /// Once it was full, until half of it is free again.
    private var isFull = false
    /// When the plugin last read, in milliseconds of `MonotonicClock`; 0 before it has.
    private(set) var readMilliseconds = 0

    init(_ kind: Kind) {
        self.kind = kind
        isEnded = kind == .none
    }

    /// How many bytes may be put in.
    var room: Int { isEnded || isFull ? 0 : max(0, CallState.bytesMax - bytes.count) }

    /// Whether the plugin has read all that has come, so that it waits for the client.
    var isDrained: Bool { bytes.isEmpty && !isEnded && kind != .whole }

    /// Whether the client still waits to be asked for it.
    var isUnasked: Bool { kind == .onRequest && !isEnded }

    /// The client is asked for it, or has sent it unasked.
    mutating func ask() {
        if kind == .onRequest { kind = .arriving }
    }

    mutating func append(_ piece: RawSpan) {
        ask()
        bytes.append(piece)
        if bytes.count >= CallState.bytesMax { isFull = true }
    }

    mutating func end() {
        isEnded = true
    }

    mutating func removeAll() {
        bytes.removeAll(keptBytesMax: 0)
    }

    /// Whether a read would not have to wait.
    var isReadable: Bool { !bytes.isEmpty || isEnded || kind == .whole }

    /// Reads into `memory`.
    /// - Returns: what it came to, and whether there is room again for what the client sends.
    mutating func read(
        into memory: UnsafeMutableRawBufferPointer, at milliseconds: Int
    ) -> (reading: Reading, makesRoom: Bool) {
        guard kind != .whole else { return (.refused, false) }
        readMilliseconds = milliseconds
        guard !bytes.isEmpty else { return (isEnded ? .end : .nothing, false) }
        let count = min(bytes.count, memory.count)
        bytes.withUnsafeBytes { bytes in
            memory.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<count]))
        }
        bytes.removeFirst(count)
        let makesRoom = isFull && bytes.count <= CallState.lowBytesMax
        if makesRoom { isFull = false }
        return (.bytes(count), makesRoom)
    }
}
