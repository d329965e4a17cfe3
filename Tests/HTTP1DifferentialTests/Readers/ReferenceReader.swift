import NIOCore
import NIOEmbedded
import NIOHTTP1

/// Drives SwiftNIO's parser, which is llhttp, as the reference.
struct ReferenceReader: Reader {
    private(set) var transcript = Transcript()
    private let channel = EmbeddedChannel(handler: ByteToMessageHandler(HTTPRequestDecoder()))
    private var request: ReadRequest?

    mutating func receive(_ segment: ArraySlice<UInt8>) {
        guard case .needsMore = transcript.end else { return }
        var isSound = true
        do {
            try channel.writeInbound(ByteBuffer(bytes: segment))
        } catch {
            isSound = false
        }
        // Reading what was put into the channel can't fail: it is of this type.
        while case .needsMore = transcript.end,
            let part = try? channel.readInbound(as: HTTPServerRequestPart.self)
        {
            take(part)
        }
        guard case .needsMore = transcript.end else { return }
        transcript.end = isSound ? .needsMore(request) : .refused(nil, offset: 0)
    }

    private mutating func take(_ part: HTTPServerRequestPart) {
        switch part {
        case .head(let head): request = ReadRequest(head)
        case .body(let bytes): request?.body += bytes.readableBytesView
        case .end:
            guard let read = request else { return }
            transcript.requests.append(read)
            if !read.keepsAlive { transcript.end = .closed }
            request = nil
        }
    }
}

extension ReadRequest {
    fileprivate init(_ head: HTTPRequestHead) {
        self.init(
            // NIO loses this one's hyphen.
            method: head.method == .MSEARCH ? "M-SEARCH" : head.method.rawValue, target: head.uri,
            minorVersion: head.version.minor,
            fields: head.headers.map { Field(name: $0.name, value: $0.value) },
            framing: Framing(head.headers), keepsAlive: head.isKeepAlive)
    }
}

extension ReadRequest.Framing {
    /// NIO does not tell how it frames a body; this is what the fields of an accepted head say.
    fileprivate init(_ headers: HTTPHeaders) {
        if headers.contains(name: "transfer-encoding") {
            self = .chunked
        } else if let length = headers.first(name: "content-length") {
            self = .length(Int(length.filter { $0 != " " && $0 != "\t" }) ?? -1)
        } else {
            self = .none
        }
    }
}
