/// One `"name": value` of a JSON object.
struct JSONMember: Sendable {
    let name: String
    let namePosition: SourcePosition
    let node: JSONNode
}
