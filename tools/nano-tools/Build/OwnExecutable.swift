import FoundationEssentials
import SystemPackage

/// This program's file, with links resolved (proc(5), "/proc/pid/exe"): what comes with it lies
/// beside it.
func ownExecutablePath() throws(BuildError) -> FilePath {
    do {
        return FilePath(
            try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    } catch {
        throw .fileSystem("read /proc/self/exe", "\(error)")
    }
}
