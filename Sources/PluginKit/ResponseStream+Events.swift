extension ResponseStream {
    /// Sends a server-sent event (WHATWG HTML section 9.2), each line of `data` as a field of its
    /// own. The head has the media type `MediaType.eventStream`.
    public func send(event: String? = nil, data: String, id: String? = nil) throws(CallError) {
        var text: [UInt8] = []
        if let event { text.append(field: "event: ", event.utf8) }
        if let id { text.append(field: "id: ", id.utf8) }
        let lineFeed = UInt8(ascii: "\n")
        for line in data.utf8.split(separator: lineFeed, omittingEmptySubsequences: false) {
            text.append(field: "data: ", line)
        }
        text.append(lineFeed)
        try write(text)
    }
}

extension [UInt8] {
    /// Adds a line: a name and a value.
    fileprivate mutating func append(field name: String, _ value: some Collection<UInt8>) {
        append(contentsOf: name.utf8)
        append(contentsOf: value)
        append(UInt8(ascii: "\n"))
    }
}
