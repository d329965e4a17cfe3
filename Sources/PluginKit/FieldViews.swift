internal import PluginABI

/// Names and values as the C interface takes them. All lie in one array, so that one closure keeps
/// them.
struct FieldViews {
    private let fields: [(name: String, value: String)]
    private let bytes: [UInt8]

    init(_ fields: [(name: String, value: String)]) {
        self.fields = fields
        bytes = fields.flatMap { Array($0.name.utf8) + Array($0.value.utf8) }
    }

    /// Calls `body` with views that are valid until it returns.
    func withHeaders<Result>(_ body: (UnsafeBufferPointer<nano_header>) -> Result) -> Result {
        bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            func next(_ text: String) -> nano_bytes {
                let count = text.utf8.count
                defer { start += count }
                return nano_bytes(UnsafeBufferPointer(rebasing: bytes[start..<start + count]))
            }
            let headers = fields.map { nano_header(name: next($0.name), value: next($0.value)) }
            return headers.withUnsafeBufferPointer(body)
        }
    }
}
