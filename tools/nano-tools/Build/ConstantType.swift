/// A type with its constants, as `swiftc -emit-const-values-path` writes it.
struct ConstantType: Decodable {
    struct Conformance: Decodable {
        let protocolName: String
    }

    struct Property: Decodable {
        let label: String
        let file: String
        let line: Int
        /// `RawLiteral`, `Enum`, or another for values this program has no use for; `Runtime` for
        /// a value that is not known at build time.
        let valueKind: String
        let value: ConstantValue

        private enum CodingKeys: CodingKey {
            case label, file, line, valueKind, value
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            label = try container.decode(String.self, forKey: .label)
            file = try container.decode(String.self, forKey: .file)
            line = try container.decode(Int.self, forKey: .line)
            valueKind = try container.decode(String.self, forKey: .valueKind)
            value = try container.decodeIfPresent(ConstantValue.self, forKey: .value) ?? .other
        }
    }

    let typeName: String
    let file: String
    let line: Int
    let allConformances: [Conformance]
    let properties: [Property]

    /// The type's name without its module.
    var name: String { String(typeName.drop { $0 != "." }.dropFirst()) }

    var isPlugin: Bool {
        allConformances.contains { conformance in
            SwiftDeclaration.protocols.contains { "PluginKit.\($0)" == conformance.protocolName }
        }
    }

    func property(_ label: String) -> Property? {
        properties.first { $0.label == label }
    }
}
