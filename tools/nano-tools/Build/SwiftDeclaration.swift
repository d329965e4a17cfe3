import FoundationEssentials
import SystemPackage

/// What a Swift plugin declares of itself: the constants of its one type that conforms to
/// `Plugin` or `HostedPlugin`.
struct SwiftDeclaration: Equatable {
    /// The name given to the function that `@main` makes.
    static let mainSymbol = "nano_swift_main"

    /// At most 31 bytes of UTF-8.
    let version: String
    let isInline: Bool

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
        isInline = try Self.isInline(type)
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

    /// Without a declaration of its own, a plugin has PluginKit's default, a lane.
    private static func isInline(_ type: ConstantType) throws(BuildError) -> Bool {
        guard let property = type.property("execution") else { return false }
        switch property.value {
        case .enumCase("inline") where property.valueKind == "Enum": return true
        case .enumCase("lane") where property.valueKind == "Enum": return false
        default:
            throw .notConstant(
                Place(file: property.file, line: property.line), property: "execution",
                example: "static let execution = Execution.inline")
        }
    }

    /// Where in the source something is declared.
    struct Place: Equatable, CustomStringConvertible {
        let file: String
        let line: Int

        var description: String { "\(file):\(line)" }
    }
}
