import HTTP1

/// Parses a request's head, whole in the first segment, with a parser that is used again: the
/// common case of a connection.
struct RequestParsing: Workload {
    private let bytes: [UInt8]
    private var parser = RequestParser()

    init(of request: String) {
        bytes = Array(request.utf8)
    }

    mutating func result(number: Int) -> Int {
        let bytes = bytes  // a span of a property would be a second access to self
        parser.reset()
        // A refused request would be cheap, and count as progress.
        guard let isComplete = try? parser.parse(bytes.span.bytes), isComplete,
            parser.head.byteCount == bytes.count
        else { preconditionFailure("expected a whole request") }
        return parser.head.fields.count
    }

    /// What load generators send.
    static let get = """
        GET /plaintext HTTP/1.1\r
        Host: localhost:8080\r
        Accept: text/plain,text/html;q=0.9\r
        Connection: keep-alive\r
        \r

        """

    /// What a browser sends: 12 fields and a query.
    static let browserGet = """
        GET /articles/2026/search?query=event+loop&page=2&sort=newest HTTP/1.1\r
        Host: www.example.com\r
        Connection: keep-alive\r
        Cache-Control: max-age=0\r
        Upgrade-Insecure-Requests: 1\r
        User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) \
        Chrome/130.0.0.0 Safari/537.36\r
        Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,\
        */*;q=0.8\r
        Sec-Fetch-Site: same-origin\r
        Sec-Fetch-Mode: navigate\r
        Referer: https://www.example.com/articles/2026/\r
        Accept-Encoding: gzip, deflate, br, zstd\r
        Accept-Language: en-GB,en;q=0.9,de;q=0.8\r
        Cookie: session=4f1c2a9b8d7e6f50; theme=dark; consent=1\r
        \r

        """
}
