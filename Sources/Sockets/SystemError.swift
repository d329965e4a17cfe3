import Glibc

/// A system call that failed.
public struct SystemError: Error, Equatable, CustomStringConvertible {
    public let call: StaticString
    /// `errno(3)`.
    public let code: CInt

    /// The call that has just failed, with its `errno`.
    init(_ call: StaticString) {
        self.call = call
        code = errno
    }

    public var description: String { "\(call): \(String(cString: strerror(code)))" }

    public static func == (one: SystemError, other: SystemError) -> Bool {
        one.code == other.code && one.call.description == other.call.description
    }
}
