import FoundationEssentials
import SystemPackage

/// Checks the linked file before it is installed, so that a plugin the runtime would reject is
/// the author's error and not the operator's.
func verifyOutput(_ file: FilePath) throws {
    guard let content = FileManager.default.contents(atPath: file.string) else {
        throw BuildError.fileSystem("read \(file)", "no such file")
    }
    guard content.holds(noteHeader) else { throw BuildError.noManifest }
    guard content.holds("\0nano_plugin_entry_v1\0".utf8) else { throw BuildError.noEntry }
}

/// How the manifest note begins (`nano_manifest_note` in manifest.h): the sizes of owner and
/// content, the type, the owner.
private let noteHeader = [5, 0, 0, 0, 112, 0, 0, 0, 1, 0, 0, 0] + Array("nano\0\0\0\0".utf8)
