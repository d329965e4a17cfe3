import Glibc

/// `instruction-cases NAME COUNT` does one piece of work so many times; without arguments it
/// prints the names. `tools/bench instructions` runs it twice, with a count and with its double,
/// and the difference is free of what starting costs.
@main
enum InstructionCases {
    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        guard let name = arguments.first else {
            for each in InstructionCase.allCases { print(each.rawValue) }
            return
        }
        guard let instructionCase = InstructionCase(rawValue: name),
            arguments.count == 2, let count = arguments.last.flatMap({ Int($0) }), count > 0
        else {
            print("usage: instruction-cases [NAME COUNT]")
            exit(64)
        }
        // The result is printed so that no work can be left out as unused.
        print(instructionCase.result(ofRepeating: count))
    }
}
