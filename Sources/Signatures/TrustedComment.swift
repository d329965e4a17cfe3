/// The signed comment of a signature: fields `name:value`, separated by tabs, as minisign's own
/// `timestamp:…	file:…`. A comment without a tab may separate them by spaces, as people type them.
public struct TrustedComment: Hashable, Sendable {
    /// The longest that is written, in bytes; minisign reads no longer lines.
    static let bytesMax = 8_000

    /// The whole comment, one line without control characters other than tabs.
    public let text: String

    /// - Parameter text: A line's printable text.
    init(text: String) {
        self.text = text
    }

    /// What is said of a signed plugin.
    /// - Parameters:
    ///   - timestampSeconds: When, since 1970.
    ///   - file: The file's name without its folder.
    ///   - app: The app that the plugin may be.
    ///   - version: The plugin's version.
    /// - Throws: Where a value is empty, not printable or too long, or has a tab in it.
    public init(timestampSeconds: Int, file: String, app: String, version: String)
        throws(TrustedCommentError)
    {
        let fields = [
            ("timestamp", String(timestampSeconds)), ("file", file), ("app", app),
            ("version", version),
        ]
        for (name, value) in fields {
            let isPrintable = value.unicodeScalars.allSatisfy {
                $0 != "\t" && LineReader.isPrintable($0)
            }
            guard !value.isEmpty, isPrintable else { throw .unwritable(field: name) }
        }
        text = fields.map { "\($0):\($1)" }.joined(separator: "\t")
        guard text.utf8.count <= Self.bytesMax else { throw .tooLong(bytes: text.utf8.count) }
    }

    /// The value of a field that stands there exactly once.
    public func value(of field: String) throws(TrustedCommentError) -> String {
        let separator: Character = text.contains("\t") ? "\t" : " "
        let prefix = "\(field):"
        let values = text.split(separator: separator).filter { $0.hasPrefix(prefix) }
        guard let value = values.first?.dropFirst(prefix.count), !value.isEmpty else {
            throw .missing(field: field)
        }
        guard values.count == 1 else { throw .repeated(field: field) }
        return String(value)
    }
}
