import FoundationEssentials
import SystemPackage

extension Build {
    /// Builds the Rust crate in the folder with cargo; returns its `cdylib`. It lies in cargo's
    /// own cache, so that what the plugin depends on is compiled once. rustc exports the entry
    /// alone, which is the one `extern "C"` function that the crate defines.
    func buildCrate() async throws -> FilePath {
        let linkerFlags = ["--build-id=sha1", "-z,defs", "-z,now", "-z,relro", "-z,noexecstack"]
        let messages = try await Self.cargo().outputWithMessages(
            ["rustc", "--release", "--offline", "--lib"]
                + ["--message-format=json-render-diagnostics", "--"]
                // Lines for backtraces, as the other languages' plugins have them.
                + ["-C", "debuginfo=1", "-C", "strip=none"]
                + linkerFlags.flatMap { ["-C", "link-arg=-Wl,\($0)"] },
            in: folder)
        guard let library = Self.library(in: messages) else {
            throw BuildError.notDynamicLibrary(folder.appending("Cargo.toml"))
        }
        return library
    }

    /// cargo, which brings rustc.
    static func cargo() throws(BuildError) -> Compiler {
        guard let cargo = Compiler(command: "cargo") else {
            throw .compilerMissing(
                "no cargo in PATH: install Rust (https://rustup.rs; Debian, Ubuntu: "
                    + "apt-get install cargo)")
        }
        return cargo
    }

    /// The last shared object that cargo says it made: the crate itself comes after what it
    /// depends on.
    private static func library(in messages: String) -> FilePath? {
        messages.split(separator: "\n")
            .compactMap { try? JSONDecoder().decode(CargoMessage.self, from: Data($0.utf8)) }
            .filter { $0.reason == "compiler-artifact" }
            .flatMap { $0.filenames ?? [] }
            .last { $0.hasSuffix(".so") }
            .map { FilePath($0) }
    }

    /// A line of cargo's messages (The Cargo Book, "External tools", "JSON messages").
    private struct CargoMessage: Decodable {
        let reason: String
        let filenames: [String]?
    }
}
