/// The pieces of work that are counted, by the names they have in `Benchmarks/instructions.json`.
enum InstructionCase: String, CaseIterable {
    case parseGet = "parse-get"
    case parseBrowserGet = "parse-browser-get"
    case decodeChunked = "decode-chunked"
    case encodeResponse = "encode-response"
    case makeDate = "make-date"

    /// Does the work `count` times; the sum of the results.
    func result(ofRepeating count: Int) -> Int {
        switch self {
        case .parseGet: RequestParsing(of: RequestParsing.get).repeated(count)
        case .parseBrowserGet: RequestParsing(of: RequestParsing.browserGet).repeated(count)
        case .decodeChunked: ChunkedDecoding().repeated(count)
        case .encodeResponse: ResponseEncoding().repeated(count)
        case .makeDate: DateMaking().repeated(count)
        }
    }
}
