import FoundationEssentials
import SystemPackage

/// The C and C++ compilers, which link as well.
struct NativeToolchain {
    let c: Compiler
    /// Only where there is C++ to compile.
    let cPlusPlus: Compiler?

    /// Links with what the sources were compiled with: C++ needs its own libraries.
    var linker: Compiler { cPlusPlus ?? c }

    /// The compilers that `files` need: CC and CXX, else cc and c++, else the clang of Swift.
    static func find(for files: [FilePath]) async throws -> NativeToolchain {
        let c = try await find("CC", or: "cc", beside: "clang", package: "gcc")
        let hasCPlusPlus = files.contains { SourceKind($0) == .cPlusPlus }
        let cPlusPlus =
            try await hasCPlusPlus
            ? find("CXX", or: "c++", beside: "clang++", package: "g++") : nil
        return NativeToolchain(c: c, cPlusPlus: cPlusPlus)
    }

    private static func find(
        _ variable: String, or standard: String, beside clang: String, package: String
    ) async throws -> Compiler {
        if let command = ProcessInfo.processInfo.environment[variable], !command.isEmpty {
            guard let compiler = Compiler(command: command) else {
                throw BuildError.compilerMissing("\(variable)=\(command): no such program")
            }
            return try await compiler.withoutUniqueSymbols()
        }
        if let compiler = Compiler(command: standard) {
            return try await compiler.withoutUniqueSymbols()
        }
        if let swiftc = Compiler(command: "swiftc") {
            let path = swiftc.executable.removingLastComponent().appending(clang)
            if var compiler = Compiler(command: path.string) {
                // Swift brings a linker of its own; there may be no other.
                compiler.arguments = ["-fuse-ld=lld"]
                return compiler
            }
        }
        throw BuildError.compilerMissing(
            "no \(standard) in PATH: install a compiler (Debian, Ubuntu: "
                + "apt-get install \(package) libc6-dev) or name one with \(variable)")
    }
}

extension Compiler {
    /// This compiler, told not to make STB_GNU_UNIQUE symbols if it is one that would: an image
    /// that defines one never leaves the process.
    fileprivate func withoutUniqueSymbols() async throws -> Compiler {
        let flag = "-fno-gnu-unique"
        var compiler = self
        if try await output([flag, "-E", "-x", "c", "/dev/null"]) != nil {
            compiler.arguments.append(flag)
        }
        return compiler
    }
}
