/// An object of the configuration whose keys are all known, ready to be read key by key.
struct Section {
    let object: LocatedValue

    /// Refuses what is no object, and the first key that is not among `keys`.
    init(_ object: LocatedValue, keys: [KeyReference]) throws(ConfigurationError) {
        guard let members = object.members else { throw object.mismatch("an object") }
        self.object = object
        let known = keys.map(\.name)
        for member in members where !known.contains(member.name) {
            throw member.unknown(in: object, known: known)
        }
    }

    /// The value of `key` as it stands in the file, or nil if the key is left out.
    func located<Value>(_ key: ConfigurationKey<Value>) -> LocatedValue? {
        object.member(key.name)
    }

    /// The value of `key`, or nil if the key is left out.
    func read<Value>(_ key: ConfigurationKey<Value>) throws(ConfigurationError) -> Value? {
        guard let value = located(key) else { return nil }
        return try key.format.read(value)
    }

    /// Puts the value of `key` in place of `value`, which stays as it is if the key is left out.
    func read<Value>(
        _ key: ConfigurationKey<Value>, into value: inout Value
    ) throws(ConfigurationError) {
        if let given = try read(key) { value = given }
    }

    /// The value of a `key` that may not be left out.
    func require<Value>(_ key: ConfigurationKey<Value>) throws(ConfigurationError) -> Value {
        if let value = try read(key) { return value }
        throw ConfigurationError(
            file: object.file, position: object.node.position,
            path: object.path.appending(.key(key.name)),
            problem: .unexpected(expected: key.format.summary, got: "no such key"))
    }
}
