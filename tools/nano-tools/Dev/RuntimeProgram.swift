import FoundationEssentials
import SystemPackage

/// The nano-runtime that serves during development.
enum RuntimeProgram {
    /// The program in `option`; else the one beside this program; else the one in PATH.
    static func find(option: String?) throws -> FilePath {
        if let option {
            guard let program = Compiler(command: option) else {
                throw DevError.noSuchRuntime(option)
            }
            return program.executable
        }
        let beside = try ownExecutablePath().removingLastComponent().appending("nano-runtime")
        if FileManager.default.isExecutableFile(atPath: beside.string) { return beside }
        guard let program = Compiler(command: "nano-runtime") else {
            throw DevError.runtimeMissing(beside)
        }
        return program.executable
    }
}
