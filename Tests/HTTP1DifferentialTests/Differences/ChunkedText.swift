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
            guard let size = Int(digits, radix: 16), size < rest.count else { return }
            extensions.append(String(line.dropFirst(digits.count)))
            guard size > 0 else { break }
            rest = rest.dropFirst(size + Self.lineEnd.count)
        }
        while let line = Self.takeLine(from: &rest), !line.isEmpty { trailerLines.append(line) }
    }

    private static func takeLine(from rest: inout ArraySlice<UInt8>) -> String? {
        guard let end = rest.firstRange(of: lineEnd) else { return nil }
        defer { rest = rest[end.upperBound...] }
        return String(decoding: rest[..<end.lowerBound], as: UTF8.self)
    }
}
