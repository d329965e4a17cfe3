/// One JSON value and where in its file it begins.
struct JSONNode: Sendable {
    let value: JSONValue
    let position: SourcePosition
}
