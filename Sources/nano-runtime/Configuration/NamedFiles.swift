import Configuration
import FoundationEssentials

/// The files that a configuration names.
enum NamedFiles {
    /// A line for each that is not there now. It may come: the runtime waits for plugins.
    static func missing(_ configuration: ServerConfiguration, file: String) -> [String] {
        let folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
        let plugins = configuration.apps.compactMap { app in
            app.path.map { (what: "the plugin of \(app.name)", path: $0) }
        }
        let keys = configuration.trustedKeysPath.map { [(what: "trusted_keys", path: $0)] } ?? []
        return (keys + plugins).compactMap { what, path in
            let path = path.hasPrefix("/") ? path : folder + path
            let isThere = FileManager.default.fileExists(atPath: path)
            return isThere ? nil : "\(file): \(what): no such file: \(path)"
        }
    }
}
