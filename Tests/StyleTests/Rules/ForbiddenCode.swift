/// What never stands in our code: waiting by sleeping, where an event or a condition exists, and
/// tests that do not run.
struct ForbiddenCode: Rule {
    private static let sleeps: Set<String> = [
        "sleep", "usleep", "nanosleep", "clock_nanosleep", "thrd_sleep",
    ]

    func offences(in files: [SourceFile]) -> [Offence] {
        files.filter { !$0.path.hasPrefix("Tests/FixturePlugins/") }.flatMap { file in
            file.codeLines.enumerated().compactMap { index, line in
                reason(line).map { Offence(path: file.path, line: index + 1, reason: $0) }
            }
        }
    }

    private func reason(_ line: Substring) -> String? {
        let called = line.matches(of: /(\w+)\(/).map { String($0.1) }
        if let sleep = called.first(where: Self.sleeps.contains) {
            return "\(sleep): wait for what is to happen instead"
        }
        if line.contains(".disabled(") { return "a disabled test: mend it or delete it" }
        return nil
    }
}
