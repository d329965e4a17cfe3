/// One value of an app's `env`, which the app reads through the host extension `nano.env/1`. It
/// is no variable of the process: apps share that one.
public struct EnvironmentVariable: Sendable {
    /// The name: not empty, without NUL and `=`.
    public let name: String

    /// The value: without NUL, may be empty.
    public let value: String
}

// Byte for byte, as the app sees them: `String` would take two spellings of `é` for one, and a
// changed value for an unchanged one.
extension EnvironmentVariable: Equatable {
    /// Whether name and value are the same bytes.
    public static func == (left: EnvironmentVariable, right: EnvironmentVariable) -> Bool {
        left.name.utf8.elementsEqual(right.name.utf8)
            && left.value.utf8.elementsEqual(right.value.utf8)
    }
}
