/// A JSON value on its way to becoming a setting: with its key path and its file, so that it can
/// say where it stands when it is refused.
struct LocatedValue: Sendable {
    let node: JSONNode
    let path: ConfigurationPath
    let file: String

    /// The elements of an array, or nil if this is none.
    var elements: [LocatedValue]? {
        guard case .array(let nodes) = node.value else { return nil }
        return nodes.enumerated().map { index, node in
            LocatedValue(node: node, path: path.appending(.index(index)), file: file)
        }
    }

    /// The members of an object, or nil if this is none.
    var members: [LocatedMember]? {
        guard case .object(let members) = node.value else { return nil }
        return members.map { LocatedMember($0, of: self) }
    }

    /// The value of the member called `name`, or nil if this is no object or has none.
    func member(_ name: String) -> LocatedValue? {
        guard case .object(let members) = node.value else { return nil }
        return members.first { $0.name == name }.map { LocatedMember($0, of: self).value }
    }

    /// The error that this value is not what was `expected`. `reason` says why, where the value
    /// alone does not show it.
    func mismatch(_ expected: String, because reason: String? = nil) -> ConfigurationError {
        let got = node.value.summary + (reason.map { " (\($0))" } ?? "")
        return failure(.unexpected(expected: expected, got: got))
    }

    /// The error that there is such a `problem` at this value.
    func failure(_ problem: ConfigurationError.Problem) -> ConfigurationError {
        ConfigurationError(file: file, position: node.position, path: path, problem: problem)
    }
}
