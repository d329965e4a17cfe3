// What is logged of one request. The texts are copied out of its head as it begins, into memory
// that is used again for later requests: by the time that a response ends, its request may be
// anywhere.

/// One request for the access log. On its event loop.
final class AccessRecord {
    /// All texts, one behind the other.
    private var bytes: [UInt8] = []

    /// Empty where there was no head to be read.
    private(set) var method = 0..<0
    /// As sent.
    private(set) var target = 0..<0
    private(set) var referer: Range<Int>?
    private(set) var userAgent: Range<Int>?
    private(set) var requestID = 0..<0
    private(set) var traceID: Range<Int>?
    private(set) var minorVersion = 1
    /// Address and port.
    private(set) var client = 0..<0
    private(set) var app: String?
    private(set) var generation: UInt64?

    var status = 0
    /// Of the response's body, as sent: with the framing of its chunks.
    var bodyByteCount = 0
    var durationNanoseconds = 0
    /// When it began, since 1970.
    var unixNanoseconds = 0

    /// Forgets the request before.
    /// - Parameters:
    ///   - client: address and port.
    ///   - app: `nil` where it is for none.
    ///   - generation: `nil` where none serves it.
    func begin(_ client: UnsafeRawBufferPointer, app: String?, generation: UInt64?) {
        bytes.removeAll(keepingCapacity: true)
        (method, target, requestID) = (0..<0, 0..<0, 0..<0)
        (referer, userAgent, traceID) = (nil, nil, nil)
        (status, bodyByteCount, durationNanoseconds, unixNanoseconds) = (0, 0, 0, 0)
        minorVersion = 1
        self.client = copy(client)
        self.app = app
        self.generation = generation
    }

    /// What the head says.
    func setHead(
        method: UnsafeRawBufferPointer, target: UnsafeRawBufferPointer, minorVersion: Int
    ) {
        self.method = copy(method)
        self.target = copy(target)
        self.minorVersion = minorVersion
    }

    func setReferer(_ value: UnsafeRawBufferPointer) { referer = copy(value) }
    func setUserAgent(_ value: UnsafeRawBufferPointer) { userAgent = copy(value) }
    func setTraceID(_ value: UnsafeRawBufferPointer) { traceID = copy(value) }
    func setRequestID(_ value: UnsafeRawBufferPointer) { requestID = copy(value) }

    private func copy(_ text: UnsafeRawBufferPointer) -> Range<Int> {
        let start = bytes.count
        bytes.append(contentsOf: text)
        return start..<bytes.count
    }

    subscript(_ range: Range<Int>) -> ArraySlice<UInt8> { bytes[range] }
}
