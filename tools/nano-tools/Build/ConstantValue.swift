/// The value of a constant, in the forms that a plugin's declaration has.
enum ConstantValue: Decodable, Equatable {
    case text(String)
    case enumCase(String)
    case other

    private struct EnumCase: Decodable {
        let name: String
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let enumCase = try? container.decode(EnumCase.self) {
            self = .enumCase(enumCase.name)
        } else {
            self = .other
        }
    }
}
