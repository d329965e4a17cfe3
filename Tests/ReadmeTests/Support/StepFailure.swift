/// A command of the README that did not do what stands there.
struct StepFailure: Error, CustomStringConvertible {
    let description: String

    init(_ command: String, expected: String, got: String) {
        description = "\(command): expected \(expected), got \(got)"
    }
}
