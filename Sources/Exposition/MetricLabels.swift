/// Labels of a series, as they are written: escaped once, however many lines have them.
public struct MetricLabels: Hashable, Sendable {
    /// `app="hello",code="200"`.
    let bytes: [UInt8]

    public static let none = MetricLabels(bytes: [])

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// - Parameters:
    ///   - name: `[a-zA-Z_][a-zA-Z0-9_]*`.
    ///   - value: any text.
    public init(_ name: String, _ value: String) {
        self = Self.none.adding(name, value)
    }

    /// The same labels and one more, of a name that they don't have.
    public func adding(_ name: String, _ value: String) -> MetricLabels {
        var page = PageBytes(capacity: bytes.count + name.utf8.count + value.utf8.count + 4)
        page.append(bytes)
        if !bytes.isEmpty { page.append(",") }
        page.append(Array(name.utf8))
        page.append(#"=""#)
        page.append(escaped: value, escapesQuotes: true)
        page.append(#"""#)
        return MetricLabels(bytes: page.array)
    }
}
