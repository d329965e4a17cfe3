/// Ends the process with a message unless a condition holds, in optimized builds too. libFuzzer
/// then keeps the input.
func expect(_ condition: Bool, _ message: @autoclosure () -> String) {
    guard !condition else { return }
    fatalError(message())
}

/// Ends the process unless a second reading of the same bytes came to the same result.
func expectSame<Result: Equatable>(
    _ result: Result, as whole: Result, _ circumstance: @autoclosure () -> String
) {
    expect(result == whole, "\(circumstance()): got \(result), expected \(whole)")
}

/// Whether a text is one line that a terminal shows as it is.
func isOneLine(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
}
