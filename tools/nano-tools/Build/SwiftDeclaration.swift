import FoundationEssentials
import SystemPackage

/// What a Swift plugin declares of itself: the constants of its one type that conforms to one of
/// PluginKit's protocols.
struct SwiftDeclaration: Equatable {
    /// The name given to the function that `@main` makes.
    static let mainSymbol = "nano_swift_main"

    /// The protocols that a plugin's type may conform to.
    static let protocols = ["Plugin", "HostedPlugin", "DeferringPlugin", "AsyncPlugin"]
    /// The same, as swiftc wants them.
    static let protocolsJSON = "[" + protocols.map { "\"\($0)\"" }.joined(separator: ", ") + "]"

    /// At most 31 bytes of UTF-8.
    let version: String
    let isInline: Bool
    let streamsBody: Bool

    /// Reads the constants that swiftc wrote to `constants` while it compiled `object`.
    static func read(from constants: FilePath, object: FilePath) throws -> SwiftDeclaration {
        guard let json = FileManager.default.contents(atPath: constants.string),
            let code = FileManager.default.contents(atPath: object.string)
        else { throw BuildError.constantsUnreadable("swiftc did not write \(constants)") }
        let type = try pluginType(in: json)
        guard code.holds(mainSymbol.utf8) else {
            throw BuildError.notMain(type.name)
        }
        return try SwiftDeclaration(of: type)
    }

    /// The one type that conforms, in what swiftc wrote.
    static func pluginType(in json: Data) throws(BuildError) -> ConstantType {
        let types: [ConstantType]
        do {
            types = try JSONDecoder().decode([ConstantType].self, from: json)
        } catch {
            throw .constantsUnreadable("\(error)")
        }
        let plugins = types.filter(\.isPlugin)
        guard let plugin = plugins.first else { throw .noPlugin }
        guard plugins.count == 1 else { throw .severalPlugins(plugins.map(\.name)) }
        return plugin
    }

    init(of type: ConstantType) throws(BuildError) {
        version = try Self.version(of: type)
        isInline = try Self.choice(
            of: "execution", of: type, between: "lane", and: "inline",
            example: "static let execution = Execution.inline")
        streamsBody = try Self.choice(
            of: "body", of: type, between: "whole", and: "streamed",
            example: "static let body = BodyDelivery.streamed")
    }

    private static func version(of type: ConstantType) throws(BuildError) -> String {
        let property = type.property("version")
        let place = Place(file: property?.file ?? type.file, line: property?.line ?? type.line)
        guard let property, property.valueKind == "RawLiteral",
            case .text(let text) = property.value
        else {
            throw .notConstant(
                place, property: "version",
                example: #"static let version: StaticString = "1.0.0""#)
        }
        guard text.utf8.count <= 31 else { throw .versionTooLong(place, bytes: text.utf8.count) }
        return text
    }

    /// Whether a property is the second of two cases; the first is PluginKit's default, for
    /// plugins without a declaration of their own.
    private static func choice(
        of label: String, of type: ConstantType, between first: String, and second: String,
        example: String
    ) throws(BuildError) -> Bool {
        guard let property = type.property(label) else { return false }
        switch property.value {
        case .enumCase(second) where property.valueKind == "Enum": return true
        case .enumCase(first) where property.valueKind == "Enum": return false
        default:
            throw .notConstant(
                Place(file: property.file, line: property.line), property: label, example: example)
        }
    }

    /// Where in the source something is declared.
    struct Place: Equatable, CustomStringConvertible {
        let file: String
        let line: Int

        var description: String { "\(file):\(line)" }
    }
}
