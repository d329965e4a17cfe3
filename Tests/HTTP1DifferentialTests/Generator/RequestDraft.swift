/// A request in the parts of which it is written, so that a fault can be put into any of them.
struct RequestDraft {
    struct Field {
        var name: String
        var separator = ": "
        var value: String
        var lineEnd = "\r\n"
    }

    struct Chunk {
        var size: String
        var extensions = ""
        var sizeEnd = "\r\n"
        var data: String
        var dataEnd = "\r\n"
    }

    enum Body {
        case plain(String)
        case chunked([Chunk], trailers: [Field], end: String)
    }

    /// Before the request line.
    var prefix = ""
    var method = "GET"
    var target = "/"
    var version = "HTTP/1.1"
    var requestLineEnd = "\r\n"
    var fields: [Field] = []
    var headEnd = "\r\n"
    var body = Body.plain("")

    var text: String {
        var text = "\(prefix)\(method) \(target) \(version)\(requestLineEnd)"
        text += Self.lines(fields) + headEnd
        switch body {
        case .plain(let data): text += data
        case .chunked(let chunks, let trailers, let end):
            for chunk in chunks {
                text += chunk.size + chunk.extensions + chunk.sizeEnd + chunk.data + chunk.dataEnd
            }
            text += "0\r\n" + Self.lines(trailers) + end
        }
        return text
    }

    private static func lines(_ fields: [Field]) -> String {
        fields.map { $0.name + $0.separator + $0.value + $0.lineEnd }.joined()
    }
}
