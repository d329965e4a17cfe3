import Configuration

/// What `check-config --json` prints.
struct ConfigurationFindings: Encodable {
    struct Finding: Encodable {
        let file: String
        let line: Int
        let column: Int
        /// The key or value at fault; empty for the whole file.
        let key: String
        let expected: String
        let got: String
        /// The known key that an unknown one looks like.
        let suggestion: String?
        /// All of it on one line.
        let text: String

        init(_ error: ConfigurationError) {
            file = error.file
            line = error.line
            column = error.column
            key = error.keyPath
            expected = error.expected
            got = error.got
            text = "\(error)"
            if case .unknownKey(_, let suggestion, _) = error.problem {
                self.suggestion = suggestion
            } else {
                suggestion = nil
            }
        }
    }

    let valid: Bool
    let errors: [Finding]
    let warnings: [String]

    init(_ errors: [ConfigurationError], warnings: [String]) {
        valid = errors.isEmpty
        self.errors = errors.map(Finding.init)
        self.warnings = warnings
    }
}
