/// The names of symbols and libraries: `DT_STRTAB`, of `DT_STRSZ` bytes.
struct StringTable {
    /// Longer names of libraries are refused: the limit of a path on Linux.
    private static let libraryBytesMax: UInt64 = 4096
    /// Mangled names are longer, but nobody reads them to their end.
    private static let symbolBytesMax: UInt64 = 256

    private let offset: UInt64
    private let count: UInt64

    init(_ file: RawSpan, dynamic: DynamicTable, image: LoadMap) throws(PreflightError) {
        guard let address = dynamic[.strtab], let bytes = dynamic[.strsz] else {
            throw .missing(.stringTable)
        }
        offset = try image.offset(of: .stringTable, at: address, count: bytes)
        count = bytes
        // With the last byte NUL, every name that begins within the table ends within it.
        let table = try file.part(.stringTable, at: offset, count: count)
        guard count > 0, table.byte(at: Int(count) - 1) == 0 else {
            throw .malformed(.stringTable, offset: offset)
        }
    }

    /// - Throws: `malformed` when no name begins at `nameOffset`.
    func check(_ nameOffset: UInt64) throws(PreflightError) {
        guard nameOffset < count else { throw .malformed(.stringTable, offset: offset) }
    }

    /// Whether the name at `nameOffset` is exactly `name`.
    func holds(
        _ name: String, at nameOffset: UInt32, in file: RawSpan
    ) throws(PreflightError) -> Bool {
        let table = try file.part(.stringTable, at: offset, count: count)
        let end = Int(nameOffset) + name.utf8.count
        return end < table.byteCount && table.byte(at: end) == 0
            && table.holds(name, at: Int(nameOffset))
    }

    /// The names of libraries, given by their offsets in this table, each fit for one line of a
    /// log: a name with a control or format character is no library's.
    func libraries(
        needed offsets: [UInt64], in file: RawSpan
    ) throws(PreflightError) -> [String] {
        var names: [String] = []
        for nameOffset in offsets {
            try check(nameOffset)
            let bytes = min(count - nameOffset, Self.libraryBytesMax)
            let text = try file.part(.stringTable, at: offset + nameOffset, count: bytes)
            guard let name = text.terminatedText(), Self.isOneLine(name) else {
                throw .malformed(.stringTable, offset: offset + nameOffset)
            }
            names.append(name)
        }
        return names
    }

    /// The name of a symbol, fit for one line of a log: what is not is replaced by U+FFFD, and
    /// what is beyond 256 bytes is left out.
    func symbolName(at nameOffset: UInt32, in file: RawSpan) throws(PreflightError) -> String {
        let bytes = min(count - UInt64(nameOffset), Self.symbolBytesMax)
        let table = try file.part(.stringTable, at: offset + UInt64(nameOffset), count: bytes)
        var text: [UInt8] = []
        for position in 0..<table.byteCount {
            let byte = table.byte(at: position)
            if byte == 0 { break }
            text.append(byte)
        }
        let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
            .map { Self.isOneLine($0) ? $0 : "\u{FFFD}" }
        return String(String.UnicodeScalarView(scalars))
    }

    private static func isOneLine(_ name: String) -> Bool {
        name.unicodeScalars.allSatisfy(isOneLine)
    }

    private static func isOneLine(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}
