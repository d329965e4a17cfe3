/// Why some bytes are not the name of an app.
public enum AppNameError: ExplainedError, Equatable, Sendable {
    /// There is no byte at all.
    case empty

    /// There are more bytes than `AppName.bytesMax`.
    case tooLong(bytes: Int)

    /// A byte that may not stand at this offset, which counts from 0.
    case invalidByte(UInt8, offset: Int)

    /// What an app name looks like, in words.
    static let expected =
        "an app name (a-z, 0-9, then also . _ -; at most \(AppName.bytesMax) bytes)"

    /// What is wrong with this one, in words.
    var reason: String {
        switch self {
        case .empty: "it is empty"
        case .tooLong(let bytes): "it has \(bytes) bytes"
        case .invalidByte(let byte, let offset): "byte \(offset + 1) is \(described(byte))"
        }
    }
}

extension AppNameError: CustomStringConvertible {
    /// One line: what was expected and why this is not it.
    public var description: String { "expected \(Self.expected), but \(reason)" }
}
