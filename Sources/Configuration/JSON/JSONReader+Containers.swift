extension JSONReader {
    /// The elements of the array that begins at the next byte.
    mutating func readElements() throws(ConfigurationError) -> [JSONNode] {
        try open()
        var elements: [JSONNode] = []
        if skip(UInt8(ascii: "]")) { return elements }
        repeat {
            skipWhitespace()
            try refuseTrailingComma(before: UInt8(ascii: "]"), after: elements.count)
            path.append(.index(elements.count))
            elements.append(try readValue())
            path.removeLast()
            skipWhitespace()
        } while skip(UInt8(ascii: ","))
        guard skip(UInt8(ascii: "]")) else { throw failure("\",\" or \"]\"") }
        return elements
    }

    /// The members of the object that begins at the next byte.
    mutating func readMembers() throws(ConfigurationError) -> [JSONMember] {
        try open()
        var members: [JSONMember] = []
        if skip(UInt8(ascii: "}")) { return members }
        // Compared as bytes: to `String`, keys that differ only in Unicode composition are equal.
        var positions: [[UInt8]: SourcePosition] = [:]
        repeat {
            skipWhitespace()
            try refuseTrailingComma(before: UInt8(ascii: "}"), after: members.count)
            let member = try readMember()
            let first = positions.updateValue(member.namePosition, forKey: Array(member.name.utf8))
            if let first { throw duplicate(member, first: first) }
            members.append(member)
            skipWhitespace()
        } while skip(UInt8(ascii: ","))
        guard skip(UInt8(ascii: "}")) else { throw failure("\",\" or \"}\"") }
        return members
    }

    private mutating func readMember() throws(ConfigurationError) -> JSONMember {
        guard nextByte == UInt8(ascii: "\"") else { throw failure("a key in double quotes") }
        let namePosition = position
        let name = try readString()
        skipWhitespace()
        guard skip(UInt8(ascii: ":")) else { throw failure("\":\" after the key \(quoted(name))") }
        skipWhitespace()
        path.append(.key(name))
        let node = try readValue()
        path.removeLast()
        return JSONMember(name: name, namePosition: namePosition, node: node)
    }

    /// Steps into an object or array, unless that is too deep.
    private mutating func open() throws(ConfigurationError) {
        guard path.count < Self.depthMax else {
            throw failure("at most \(Self.depthMax) nested objects and arrays", got: "one more")
        }
        offset += 1
        skipWhitespace()
    }

    private func refuseTrailingComma(
        before close: UInt8, after count: Int
    ) throws(ConfigurationError) {
        guard count > 0, nextByte == close else { return }
        throw failure("something after the comma (JSON has no trailing comma)")
    }

    private func duplicate(_ member: JSONMember, first: SourcePosition) -> ConfigurationError {
        failure(
            "each key of an object once",
            got: "\(quoted(member.name)) again (first at line \(first.line))",
            at: member.namePosition)
    }
}
