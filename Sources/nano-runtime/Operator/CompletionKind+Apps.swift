import ArgumentParser

extension CompletionKind {
    /// The names of the apps, of the runtime that is asked unless it is said otherwise.
    static var apps: CompletionKind {
        .shellCommand("nano-runtime apps 2>/dev/null | tail -n +2 | cut -d ' ' -f 1")
    }
}
