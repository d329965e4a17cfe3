/// One test, and what it expects. An expectation that does not hold is printed with its place;
/// the test goes on.
public final class Test {
    private(set) var hasFailed = false

    init() {}

    /// Expects `got` to be `expected`.
    public func expect<Value: Equatable & CustomStringConvertible>(
        _ got: Value, _ expected: Value, file: StaticString = #filePath, line: UInt = #line
    ) {
        guard got != expected else { return }
        fail("expected \(expected.description), got \(got.description)", file, line)
    }

    /// Expects `got` to be `expected`, and not `nil`.
    public func expect<Value: Equatable & CustomStringConvertible>(
        _ got: Value?, _ expected: Value, file: StaticString = #filePath, line: UInt = #line
    ) {
        guard let got else { return fail("expected \(expected.description), got nil", file, line) }
        expect(got, expected, file: file, line: line)
    }

    /// Expects a text to be `expected`, and prints both in quotes where it is not.
    public func expect(
        _ got: String, _ expected: String, file: StaticString = #filePath, line: UInt = #line
    ) {
        expect(Optional(got), expected, file: file, line: line)
    }

    /// Expects a text to be `expected`, and prints both in quotes where it is not.
    public func expect(
        _ got: String?, _ expected: String, file: StaticString = #filePath, line: UInt = #line
    ) {
        guard got != expected else { return }
        fail("expected \(expected.quoted), got \(got?.quoted ?? "nil")", file, line)
    }

    /// Expects that `condition` holds.
    public func expect(
        _ condition: Bool, _ what: String = "a condition", file: StaticString = #filePath,
        line: UInt = #line
    ) {
        if !condition { fail("\(what) does not hold", file, line) }
    }

    private func fail(_ reason: String, _ file: StaticString, _ line: UInt) {
        hasFailed = true
        print("\(file.description):\(line): \(reason)")
    }
}

extension String {
    /// The text in quotes, with line feeds as `\n` so that it stays on one line.
    fileprivate var quoted: String {
        "\"" + split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\\n")
            + "\""
    }
}
