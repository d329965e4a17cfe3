/// Everything that is wrong with a configuration file, where parsing tells the first thing alone.
public struct ConfigurationReview: Sendable {
    /// In the order of the file.
    public private(set) var errors: [ConfigurationError] = []

    /// What holds in spite of them, as a server would take it; nil where it would not start.
    public private(set) var configuration: ServerConfiguration?

    /// Reviews the bytes of a `nano.json`; `file` is what errors call it.
    public init(server bytes: [UInt8], file: String) {
        do throws(ConfigurationError) {
            let object = try Self.object(bytes, file)
            review(
                object, ConfigurationFormat.server,
                objects: [
                    ServerKey.limits.name: ConfigurationFormat.limits,
                    ServerKey.defaults.name: ConfigurationFormat.defaults,
                ])
            var list = AppList()
            for element in object.member(ServerKey.apps.name)?.elements ?? [] {
                review(element, ConfigurationFormat.app)
                list.add(element)
            }
            for rejected in list.rejected { add(rejected.error) }
            configuration = try ServerConfiguration.parse(bytes, file: file)
        } catch {
            add(error)
        }
        errors.sort { ($0.line, $0.column) < ($1.line, $1.column) }
    }

    /// Reviews the bytes of the `NAME.json` beside a plugin.
    public init(app bytes: [UInt8], file: String, name: AppName) {
        do throws(ConfigurationError) {
            review(try Self.object(bytes, file), ConfigurationFormat.app)
            configuration = ServerConfiguration(
                apps: [try AppEntry.parse(bytes, file: file, name: name)])
        } catch {
            add(error)
        }
        errors.sort { ($0.line, $0.column) < ($1.line, $1.column) }
    }

    private static func object(
        _ bytes: [UInt8], _ file: String
    ) throws(ConfigurationError) -> LocatedValue {
        LocatedValue(
            node: try JSONReader.read(bytes, file: file), path: ConfigurationPath(), file: file)
    }

    /// - Parameter objects: the keys of the objects that stand in this one, by their names.
    private mutating func review(
        _ object: LocatedValue, _ keys: [KeyReference], objects: [String: [KeyReference]] = [:]
    ) {
        guard let members = object.members else { return add(object.mismatch("an object")) }
        for member in members {
            if let keys = objects[member.name] {
                review(member.value, keys)
            } else if let key = keys.first(where: { $0.name == member.name }) {
                if let error = key.error(member.value) { add(error) }
            } else {
                add(member.unknown(in: object, known: keys.map(\.name)))
            }
        }
    }

    /// What parsing finds, the review has found before, but for what only shows in the whole.
    private mutating func add(_ error: ConfigurationError) {
        if !errors.contains(error) { errors.append(error) }
    }
}
