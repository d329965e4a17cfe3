/// Reads one of minisign's files line by line. Lines end with LF or CR LF, the last one may also
/// end with the file.
struct LineReader {
    private var rest: ArraySlice<String>
    /// Of the line read last, from 1.
    private(set) var line = 0

    /// - Throws: Where a line is not UTF-8, or has control characters other than tabs: comments are
    ///   printed on terminals.
    init(_ bytes: [UInt8]) throws(FormatError) {
        var lines: [String] = []
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            let content = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            guard let text = String(validating: content, as: UTF8.self),
                text.unicodeScalars.allSatisfy(Self.isPrintable)
            else {
                throw FormatError(
                    line: lines.count + 1, expected: "printable text in UTF-8",
                    got: "other bytes")
            }
            lines.append(text)
        }
        while lines.last == "" { lines.removeLast() }
        rest = lines[...]
    }

    static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\t" || scalar.properties.generalCategory != .control
    }

    /// The next line; `nil` after the last.
    mutating func next() -> String? {
        guard let text = rest.popFirst() else { return nil }
        line += 1
        return text
    }

    /// The rest of the next line, which begins with `prefix`.
    mutating func next(after prefix: String) throws(FormatError) -> String {
        let expected = "a line that begins with \"\(prefix)\""
        let text = try require(next(), expected)
        guard text.hasPrefix(prefix) else { throw mismatch(expected, text) }
        return String(text.dropFirst(prefix.count))
    }

    /// The content of the next line: `byteCount` bytes in base64.
    mutating func nextBytes(_ byteCount: Int, _ what: String) throws(FormatError) -> [UInt8] {
        let expected = "\(what) (\(byteCount) bytes in base64)"
        let text = try require(next(), expected)
        guard let bytes = Base64.decode(text), bytes.count == byteCount else {
            throw mismatch(expected, text)
        }
        return bytes
    }

    mutating func requireEnd() throws(FormatError) {
        if let text = next() { throw mismatch("the end of the file", text) }
    }

    /// An error about the line read last.
    func mismatch(_ expected: String, _ text: String) -> FormatError {
        FormatError(
            line: line, expected: expected, got: "a line of \(text.utf8.count) other bytes")
    }

    private func require(_ text: String?, _ expected: String) throws(FormatError) -> String {
        guard let text else {
            throw FormatError(line: line + 1, expected: expected, got: "the end of the file")
        }
        return text
    }
}
