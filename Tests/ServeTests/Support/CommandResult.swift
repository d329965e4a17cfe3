/// What a command did that ended by itself.
struct CommandResult {
    let code: Int32
    let output: String
    let errors: String

    /// Runs `nano-runtime`.
    init(_ arguments: [String], environment: [String: String] = [:]) throws {
        try self.init(Checkout.runtime, arguments, environment: environment)
    }

    /// Runs a program. Its descriptors are no other child's: a compiler's output ends when the
    /// compiler does, whatever servers other tests start meanwhile.
    init(
        _ executable: String, _ arguments: [String], environment: [String: String] = [:],
        patience: Patience = Patience()
    ) throws {
        let directory = try TestDirectory()
        let process = try ChildProcess(
            executable, arguments, environment: environment,
            errorPath: directory.file("stderr"))
        let lines = EventReader(process.output)
        var output = ""
        while let line = try lines.nextLine(patience) { output += line + "\n" }
        guard patience.wait(for: process.output) else {
            throw TestFailure("expected an end of \(arguments), got \(output)")
        }
        code = process.wait()
        self.output = output
        errors = process.errorText
    }
}
