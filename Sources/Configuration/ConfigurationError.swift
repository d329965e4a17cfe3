/// What is wrong with a configuration file, and where.
///
/// Its description is one line: `nano.json:7:21: apps[1].max_body_bytes: expected a whole number
/// from 0 to 1099511627776, got the string "10M"`.
public struct ConfigurationError: Error, Equatable, Sendable {
    /// What was wrong at that place.
    public enum Problem: Equatable, Sendable {
        /// Something stood where something else must stand.
        case unexpected(expected: String, got: String)

        /// A key that the format does not know. `suggestion` is the known key that it looks like;
        /// `known` are all that may stand in this object.
        case unknownKey(String, suggestion: String?, known: [String])
    }

    /// The file, as the caller named it.
    public let file: String

    /// The line, from 1.
    public let line: Int

    /// The column, from 1, counted in Unicode scalars; a tab is one column.
    public let column: Int

    /// The key or value at fault, such as `apps[2].drain_timeout_s`; empty for the whole file.
    public let keyPath: String

    /// What was wrong there.
    public let problem: Problem

    init(file: String, position: SourcePosition, path: ConfigurationPath, problem: Problem) {
        self.file = file
        self.line = position.line
        self.column = position.column
        self.keyPath = path.description
        self.problem = problem
    }

    /// What had to stand there, in words.
    public var expected: String {
        switch problem {
        case .unexpected(let expected, _): expected
        case .unknownKey(_, _, let known): "one of the keys " + known.joined(separator: ", ")
        }
    }

    /// What stood there, in words, on one line; long text from the file is cut short.
    public var got: String {
        switch problem {
        case .unexpected(_, let got): got
        case .unknownKey(let key, _, _): "the unknown key \(quoted(key))"
        }
    }
}

extension ConfigurationError: CustomStringConvertible {
    /// File, line, column, key path and problem, on one line.
    public var description: String {
        let place = "\(file):\(line):\(column): " + (keyPath.isEmpty ? "" : "\(keyPath): ")
        switch problem {
        case .unexpected(let expected, let got):
            return place + "expected \(expected), got \(got)"
        case .unknownKey(let key, let suggestion?, _):
            return place + "unknown key \(quoted(key)) (did you mean \(quoted(suggestion))?)"
        case .unknownKey(let key, nil, let known):
            return place + "unknown key \(quoted(key)) (known: \(known.joined(separator: ", ")))"
        }
    }
}
