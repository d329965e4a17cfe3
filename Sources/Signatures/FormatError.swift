/// What is wrong with a key or signature file, and in which line. It repeats nothing of the file,
/// which may be a secret key.
public struct FormatError: Error, Hashable {
    /// Counted from 1.
    public let line: Int
    public let expected: String
    public let got: String
}

extension FormatError: CustomStringConvertible {
    /// One line; put `FILE:` before it.
    public var description: String { "\(line): expected \(expected), got \(got)" }
}
