import SystemPackage

/// Why there is no new folder, in one line each.
enum NewError: Error, Equatable {
    case invalidName(String)
    case exists(FilePath)
    case templateMissing(FilePath)
    case fileSystem(_ attempt: String, _ reason: String)
}

extension NewError: CustomStringConvertible {
    var description: String {
        switch self {
        case .invalidName(let name):
            "'\(name)' cannot be a plugin's name: expected \(PluginName.rule)"
        case .exists(let path):
            "\(path) exists already: choose another name, or another place with --directory"
        case .templateMissing(let folder):
            "no template at \(folder): expected the SDK that came with this nano-tools"
        case .fileSystem(let attempt, let reason):
            "cannot \(attempt): \(reason)"
        }
    }
}
