import ELFPreflight
import FoundationEssentials
import SystemPackage

/// Reads the linked file as the runtime will, before it is installed: a plugin that the runtime
/// would reject is the author's error and not the operator's.
func verifyOutput(_ file: FilePath) throws {
    guard let content = FileManager.default.contents(atPath: file.string) else {
        throw BuildError.fileSystem("read \(file)", "no such file")
    }
    do {
        _ = try preflight(content.bytes, host: .current)
    } catch {
        throw BuildError.refused(error)
    }
}
