/// Which of the extensions that the app line calls a plugin has.
struct ExtensionSet: OptionSet, Sendable {
    let rawValue: UInt8

    /// nano.state/1: it hands its state to the next generation.
    static let state = ExtensionSet(rawValue: 1)
    /// nano.quiesce/1: it gives up what is exclusive before the next generation is created.
    static let quiesce = ExtensionSet(rawValue: 2)
}
