/// A chunked body taken apart by the plainest of means, as far as it is sound, to explain what
/// parsers think of it.
struct ChunkedText {
    private static let lineEnd: [UInt8] = [0x0D, 0x0A]

    /// What stands on the size lines after their sizes.
    private(set) var extensions: [String] = []
    /// The lines after the last chunk, without their ends.
    private(set) var trailerLines: [String] = []

    init(_ body: ArraySlice<UInt8>) {
        var rest = body
        while let line = Self.takeLine(from: &rest) {
            let digits = line.prefix(while: \.isHexDigit)
            extensions.append(String(line.dropFirst(digits.count)))
            guard let size = Int(digits, radix: 16), size < rest.count else { return }
            guard size > 0 else { break }
            rest = rest.dropFirst(size + Self.lineEnd.count)
        }
        while let line = Self.takeLine(from: &rest), !line.isEmpty { trailerLines.append(line) }
    }

    /// The next line without its end, which the last one need not have; nil after it.
    private static func takeLine(from rest: inout ArraySlice<UInt8>) -> String? {
        guard !rest.isEmpty else { return nil }
        let end = rest.firstRange(of: lineEnd) ?? rest.endIndex..<rest.endIndex
        defer { rest = rest[end.upperBound...] }
        return String(decoding: rest[..<end.lowerBound], as: UTF8.self)
    }
}
