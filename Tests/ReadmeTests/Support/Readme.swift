import FoundationEssentials

/// A document as a program: its sources are files, its commands are run.
///
/// A comment before a fenced block says what it is, and a reader doesn't see it: `file: NAME`
/// makes it that file, `run` runs it.
struct Readme {
    /// By name, in full.
    private(set) var files: [String: String] = [:]
    /// The steps of all blocks to run, in order.
    private(set) var steps: [Step] = []

    /// - Parameter path: in the checkout.
    init(_ path: String = "README.md") throws {
        self.init(text: try String(contentsOfFile: "\(Checkout.path)/\(path)", encoding: .utf8))
    }

    init(text: String) {
        for match in text.matches(of: /<!-- (run|file: (\S+)) -->\n```\w+\n((?:[^`]|`(?!``))*)```/)
        {
            let body = String(match.3)
            if let name = match.2 {
                files[String(name)] = body
            } else {
                steps += Step.all(in: body)
            }
        }
    }
}
