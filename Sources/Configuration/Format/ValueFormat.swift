/// What a key may hold: in words, for the reference and for the "expected" of an error, and as
/// the function that reads it.
struct ValueFormat<Value: Sendable>: Sendable {
    let summary: String
    let read: @Sendable (LocatedValue) throws(ConfigurationError) -> Value
}

extension ValueFormat {
    /// A string that `parse` turns into a value, or into the reason why it is none.
    init<Reason: ExplainedError>(
        _ summary: String, parse: @escaping @Sendable (String) throws(Reason) -> Value
    ) {
        self.init(summary: summary) { located throws(ConfigurationError) in
            guard case .string(let text) = located.node.value else {
                throw located.mismatch(summary)
            }
            do throws(Reason) {
                return try parse(text)
            } catch {
                throw located.mismatch(summary, because: error.reason)
            }
        }
    }
}
