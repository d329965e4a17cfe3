/// One command of the README, and what it says will come of it.
struct Step: Equatable {
    let command: String
    /// The events that the server then logs: `# log: app_loaded`.
    var events: [String] = []
    /// The lines that the command prints: the other comments below it. None says nothing.
    var output: [String] = []

    static func all(in block: String) -> [Step] {
        block.split(separator: "\n").reduce(into: []) { steps, line in
            if let event = line.wholeMatch(of: /# log: (\w+)/) {
                steps[steps.count - 1].events.append(String(event.1))
            } else if let output = line.wholeMatch(of: /# (.*)/) {
                steps[steps.count - 1].output.append(String(output.1))
            } else {
                steps.append(Step(command: String(line)))
            }
        }
    }
}
