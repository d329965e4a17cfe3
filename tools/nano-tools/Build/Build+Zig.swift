import FoundationEssentials
import SystemPackage

extension Build {
    /// Builds a Zig plugin, whose root may import the module `nano`.
    func buildZig() async throws -> FilePath {
        let output = workDirectory.appending("plugin.so")
        let exports = try exportsMap()
        try await Self.zig().run(
            ["build-lib", "-dynamic", "-fPIC", "-O", "ReleaseSafe", "-lc", "-z", "now"]
                + ["--build-id=sha1", "--version-script", exports.string, "--gc-sections"]
                + ["-femit-bin=\(output)"] + zigModules)
        return output
    }

    /// The author's module and the SDK's, and zig's cache, which lies in the plugin's folder.
    var zigModules: [String] {
        [
            "--cache-dir", folder.appending(".zig-cache").string, "--dep", "nano",
            "-Mroot=\(zigRoot)", "-Mnano=\(sdk.zigModule)",
        ]
    }

    /// The file that imports the others: the only one, or `src/main.zig`.
    private var zigRoot: FilePath {
        sources.files.count == 1 ? sources.files[0] : folder.appending("src/main.zig")
    }

    /// The Zig compiler.
    static func zig() throws(BuildError) -> Compiler {
        guard let zig = Compiler(command: "zig") else {
            throw .compilerMissing(
                "no zig in PATH: install Zig 0.17 or later (https://ziglang.org/download)")
        }
        return zig
    }
}
