import FoundationEssentials
import Subprocess
import SystemPackage

extension Build {
    /// Builds the SwiftPM package in the folder, and links what its one executable is made of
    /// into a plugin, in the way of full Swift. SwiftPM names the executable's entry function
    /// after its module, so that it can be linked beside another; it is the one called here.
    func buildPackage() async throws -> FilePath {
        let swift = try SwiftToolchain.packages()
        let executable = try await packageExecutable(swift)
        let options = try packageOptions(product: executable.product)
        try await swift.run(["build"] + options, in: folder, environment: packageEnvironment)
        let products = FilePath(
            try await swift.outputWithMessages(
                ["build", "--show-bin-path"] + options, in: folder,
                environment: packageEnvironment
            ).trimmedLine)
        let manifest = try await compilePackageManifest(executable, in: products)
        let objects = products.appending("\(executable.product).product/Objects.LinkFileList")
        return try await linkFullSwift(
            [manifest, FilePath("@\(objects)")], with: try SwiftToolchain.find())
    }

    /// Where the package's manifest finds PluginKit: `Context.environment["NANO_SDK_SWIFT"]`.
    var packageEnvironment: [Environment.Key: String] {
        ["NANO_SDK_SWIFT": sdk.swiftPackage.string]
    }

    private func packageExecutable(_ swift: Compiler) async throws -> PackageDescription.Executable
    {
        let json = try await swift.outputWithMessages(
            ["package", "describe", "--type", "json"], in: folder,
            environment: packageEnvironment)
        let executables = try PackageDescription(json: json).executables
        guard let executable = executables.first, executables.count == 1 else {
            throw BuildError.notOneExecutable(
                folder.appending("Package.swift"), executables.map(\.product))
        }
        return executable
    }

    /// The same at each call and for each build, the path included: other options would make
    /// SwiftPM compile everything anew.
    private func packageOptions(product: String) throws -> [String] {
        let cache = folder.appending(".build")
        try? FileManager.default.createDirectory(
            atPath: cache.string, withIntermediateDirectories: true)
        let protocols = URL(filePath: cache.appending("nano-protocols.json").string)
            .absoluteURL.path()
        try write(SwiftDeclaration.protocolsJSON, to: FilePath(protocols))
        let flags = [
            "-emit-const-values", "-Xfrontend", "-const-gather-protocols-file", "-Xfrontend",
            protocols,
        ]
        return ["-c", "release", "--static-swift-stdlib", "--product", product]
            + flags.flatMap { ["-Xswiftc", $0] }
    }

    /// The manifest and the C entry, from the constants of the executable's module.
    private func compilePackageManifest(
        _ executable: PackageDescription.Executable, in products: FilePath
    ) async throws -> FilePath {
        let constants = products.appending("\(executable.target).build")
            .appending("\(executable.module).swiftconstvalues")
        guard let json = FileManager.default.contents(atPath: constants.string) else {
            throw BuildError.constantsUnreadable("swift build did not write \(constants)")
        }
        let declaration = try SwiftDeclaration(of: SwiftDeclaration.pluginType(in: json))
        let source = workDirectory.appending("manifest.c")
        let manifest = ManifestSource(
            name: sources.name, declaration: declaration,
            mainSymbol: "\(executable.module)_main")
        try write(manifest.text, to: source)
        return try await compileGenerated(source, with: try await NativeToolchain.find(for: []))
    }
}

extension String {
    /// The text without the line feed at its end.
    fileprivate var trimmedLine: String { String(prefix { $0 != "\n" }) }
}
