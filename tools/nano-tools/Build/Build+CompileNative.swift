import SystemPackage

extension Build {
    /// Compiles C and C++ files, each to an object of its own.
    func compileNative(
        _ files: [FilePath], with toolchain: NativeToolchain
    ) async throws -> [FilePath] {
        var objects: [FilePath] = []
        for (index, file) in files.enumerated() {
            let isC = SourceKind(file) == .c
            let compiler = isC ? toolchain.c : toolchain.linker
            let object = workDirectory.appending("\(index).o")
            try await compiler.run(
                nativeFlags + (isC ? [] : ["-fvisibility-inlines-hidden"])
                    + ["-I", folder.string, "-c", file.string, "-o", object.string])
            objects.append(object)
        }
        return objects
    }

    /// Compiles `source`, a generated C file in the work directory.
    func compileGenerated(_ source: FilePath, with toolchain: NativeToolchain) async throws
        -> FilePath
    {
        let object = FilePath("\(source).o")
        try await toolchain.c.run(nativeFlags + ["-c", source.string, "-o", object.string])
        return object
    }

    /// A plugin exports its entry alone, so all else is hidden; sections of their own let the
    /// linker leave out what is not used. The map makes equal sources give equal files.
    private var nativeFlags: [String] {
        [
            "-O2", "-g", "-fPIC", "-fvisibility=hidden", "-ffunction-sections",
            "-fdata-sections", "-Wall", "-Wextra", "-I", sdk.headers.string,
            "-I", sdk.cPlusPlusHeaders.string,
            "-ffile-prefix-map=\(workDirectory)=/nano-build",
        ]
    }
}
