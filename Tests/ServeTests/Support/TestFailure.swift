import Glibc

/// What keeps a test from going on: what was expected, and what came instead.
struct TestFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }

    /// The failure of a system call, by `errno`.
    static func system(_ call: String, _ code: Int32) -> TestFailure {
        TestFailure("\(call): \(String(cString: strerror(code)))")
    }
}
