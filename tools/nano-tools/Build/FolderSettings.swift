import FoundationEssentials
import SystemPackage

/// What a folder of sources says about its own build, in `nano-plugin.json`:
///
///     {"swift": "full"}
struct FolderSettings: Decodable {
    /// How much of Swift it needs; `--swift` overrides it.
    var swift: SwiftMode?

    /// The settings of `folder`; none where it has no such file.
    static func read(from folder: FilePath) throws(BuildError) -> FolderSettings {
        let path = folder.appending("nano-plugin.json")
        guard let content = FileManager.default.contents(atPath: path.string) else {
            return FolderSettings()
        }
        do {
            return try JSONDecoder().decode(FolderSettings.self, from: content)
        } catch {
            throw .invalidSettings(path)
        }
    }
}
