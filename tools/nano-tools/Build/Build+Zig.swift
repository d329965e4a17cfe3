import FoundationEssentials
import SystemPackage

extension Build {
    /// Builds `src/main.zig`, which may import the module `nano`.
    func buildZig() async throws -> FilePath {
        let output = workDirectory.appending("plugin.so")
        let exports = try exportsMap()
        try await Self.zig().run(
            ["build-lib", "-dynamic", "-fPIC", "-O", "ReleaseSafe", "-lc", "-z", "now"]
                + ["--build-id=sha1", "--version-script", exports.string, "--gc-sections"]
                + ["-femit-bin=\(output)"] + zigModules)
        return output
    }

    /// The author's module and the SDK's.
    var zigModules: [String] {
        ["--dep", "nano", "-Mroot=\(folder.appending("src/main.zig"))"]
            + ["-Mnano=\(sdk.zigModule)"]
    }

    static func zig() throws(BuildError) -> Compiler {
        guard let zig = Compiler(command: "zig") else {
            throw .compilerMissing(
                "no zig in PATH: install Zig 0.17 or later (https://ziglang.org/download)")
        }
        return zig
    }
}
