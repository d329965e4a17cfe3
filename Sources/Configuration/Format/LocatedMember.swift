/// One member of a located object. Its name and its value can both be refused.
struct LocatedMember: Sendable {
    let name: String
    let namePosition: SourcePosition
    let value: LocatedValue

    init(_ member: JSONMember, of object: LocatedValue) {
        name = member.name
        namePosition = member.namePosition
        value = LocatedValue(
            node: member.node, path: object.path.appending(.key(member.name)), file: object.file)
    }

    /// The error that no key of this name may stand in `object`.
    func unknown(in object: LocatedValue, known: [String]) -> ConfigurationError {
        ConfigurationError(
            file: object.file, position: namePosition, path: object.path,
            problem: .unknownKey(
                name, suggestion: nearestKey(to: name, among: known), known: known))
    }

    /// The error that the name is not what was `expected`.
    func nameMismatch(_ expected: String) -> ConfigurationError {
        let got = "the key \(quoted(name))"
        return ConfigurationError(
            file: value.file, position: namePosition, path: value.path,
            problem: .unexpected(expected: expected, got: got))
    }
}
