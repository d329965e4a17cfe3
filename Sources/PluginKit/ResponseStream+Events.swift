extension ResponseStream {
    /// Sends a server-sent event (WHATWG HTML section 9.2), each line of `data` as a field of its
    /// own. The head has the media type `MediaType.eventStream`.
    public func send(event: String? = nil, data: String, id: String? = nil) throws(CallError) {
        try write(.serverSentEvent(event, data: data, id: id))
    }
}

extension [UInt8] {
    /// The bytes of a server-sent event.
    static func serverSentEvent(_ event: String?, data: String, id: String?) -> [UInt8] {
        var text: [UInt8] = []
        if let event { text.append(field: "event: ", event.utf8) }
        if let id { text.append(field: "id: ", id.utf8) }
        let lineFeed = UInt8(ascii: "\n")
        for line in data.utf8.split(separator: lineFeed, omittingEmptySubsequences: false) {
            text.append(field: "data: ", line)
        }
        text.append(lineFeed)
        return text
    }

    /// Adds a line: a name and a value.
    private mutating func append(field name: String, _ value: some Collection<UInt8>) {
        append(contentsOf: name.utf8)
        append(contentsOf: value)
        append(UInt8(ascii: "\n"))
    }
}
