@testable import HTTP1

/// A request head with its ranges resolved to text.
struct ParsedHead: Equatable {
    var method: String
    var target: String
    var path: String
    var query: String
    var host: String
    var fields: [Field]
    var framing: BodyFraming
    var byteCount: Int
    var minorVersion: UInt8
    var keepsAlive: Bool
    var expectsContinue: Bool
    var isHead: Bool

    struct Field: Equatable {
        var name: String
        var value: String
    }

    init(_ head: RequestHead, of bytes: [UInt8]) {
        func text(_ range: ByteRange) -> String {
            String(decoding: bytes[range.offsets], as: UTF8.self)
        }
        method = text(head.method)
        target = text(head.target)
        path = text(head.path)
        query = text(head.query)
        host = text(head.host)
        fields = head.fields.map { Field(name: text($0.name), value: text($0.value)) }
        framing = head.framing
        byteCount = head.byteCount
        minorVersion = head.minorVersion
        keepsAlive = head.keepsAlive
        expectsContinue = head.expectsContinue
        isHead = head.isHead
    }
}
