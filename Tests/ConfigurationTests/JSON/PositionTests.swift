import Testing

@testable import Configuration

/// Writes random JSON text, counting lines and columns in its own way, and expects the reader to
/// find every value where it was written.
@Suite struct PositionTests {
    @Test func everyValueIsFoundWhereItWasWritten() throws {
        for seed in 0..<UInt64(500) {
            var writer = RandomJSONWriter(seed: seed)
            writer.writeSpace()
            writer.writeValue(depth: 0)
            writer.writeSpace()
            let root = try JSONReader.read(Array(writer.text.utf8), file: "f")
            var found: [SourcePosition] = []
            collect(root, into: &found)
            #expect(found == writer.positions, "seed \(seed): \(writer.text)")
        }
    }

    private func collect(_ node: JSONNode, into positions: inout [SourcePosition]) {
        positions.append(node.position)
        switch node.value {
        case .array(let elements):
            for element in elements { collect(element, into: &positions) }
        case .object(let members):
            for member in members {
                positions.append(member.namePosition)
                collect(member.node, into: &positions)
            }
        default: break
        }
    }
}
