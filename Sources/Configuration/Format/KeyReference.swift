/// One key of the configuration format, in words: a row of the reference manual.
public struct KeyReference: Sendable {
    /// The key as it is written.
    public let name: String

    /// What it may hold, range included: `a whole number from 0 to 65535`. The same words are the
    /// "expected" of an error.
    public let type: String

    /// The unit of a number, or nil.
    public let unit: String?

    /// What holds where the key is left out; nil if it may not be.
    public let defaultText: String?

    /// What it is for, in a sentence.
    public let meaning: String

    /// What is wrong with a value of this key, or nil.
    let error: @Sendable (LocatedValue) -> ConfigurationError?

    /// The same key where it stands in an object with a default of its own.
    func defaulting(to text: String) -> KeyReference {
        KeyReference(
            name: name, type: type, unit: unit, defaultText: text, meaning: meaning, error: error)
    }
}
