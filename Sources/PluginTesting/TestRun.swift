/// One run of a plugin's tests. Prints a line for each, and one for each expectation that does
/// not hold.
public final class TestRun {
    private var count = 0
    private var failedCount = 0

    init() {}

    /// Runs one test, whose name is the sentence that it proves.
    public func test(_ name: String, _ body: (Test) -> Void) {
        let test = Test()
        body(test)
        count += 1
        failedCount += test.hasFailed ? 1 : 0
        print("\(test.hasFailed ? "FAIL" : "ok  ") \(name)")
    }

    /// Prints the result; returns whether there were tests and all passed.
    func finish() -> Bool {
        print("\(count) tests, \(failedCount) failed")
        return count > 0 && failedCount == 0
    }
}
