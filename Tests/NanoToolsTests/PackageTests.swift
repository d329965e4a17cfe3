import Subprocess
import SystemPackage
import Testing

/// Plugins that another build system compiles, with what they depend on.
@Suite struct PackageTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    static let manifest = """
        // swift-tools-version: 6.2
        import PackageDescription
        let package = Package(
            name: "counter",
            dependencies: [
                .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
                .package(name: "nano-sdk", path: Context.environment["NANO_SDK_SWIFT"] ?? ""),
            ],
            targets: [
                .executableTarget(
                    name: "Counter",
                    dependencies: [
                        .product(name: "OrderedCollections", package: "swift-collections"),
                        .product(name: "PluginKit", package: "nano-sdk"),
                    ])
            ])
        """

    static let source = """
        import OrderedCollections
        import PluginKit
        import Synchronization

        @main final class Counter: Plugin {
            static let version: StaticString = "1.2.3"
            private let counts = Mutex<OrderedDictionary<String, Int>>([:])

            func handle(_ request: borrowing Request) -> Response {
                let path = String(request.path)
                return .text(counts.withLock { counts in
                    counts[path, default: 0] += 1
                    return counts.map { "\\($0.key) \\($0.value)" }.joined(separator: ", ")
                })
            }
        }
        """

    @Test func whatASwiftPackageDependsOnIsInThePlugin() async throws {
        try folder.write(Self.manifest, to: "counter/Package.swift")
        try folder.write(Self.source, to: "counter/Sources/Counter/Counter.swift")
        let file = folder.path.appending("counter.so")
        let outcome = try await Tool.run(
            "build-plugin", folder.path.appending("counter").string, "-o", file.string)
        try #require(outcome.succeeded, "\(outcome.standardError)")

        let image = try onLane { try LoadedImage(file) }
        try onLane {
            let host = TestHost(image.plugin)
            try #require(host.create() == 0)
            for path in ["/b", "/a"] { _ = host.handle("GET", path) }
            #expect(host.handle("GET", "/b").body == "/b 2, /a 1")
            host.destroy()
        }
        #expect(try image.close())
    }

    @Test func aPackageWithoutAnExecutableIsToldToHaveOne() async throws {
        let manifest = """
            // swift-tools-version: 6.2
            import PackageDescription
            let package = Package(name: "empty", targets: [.target(name: "Library")])
            """
        try folder.write(manifest, to: "empty/Package.swift")
        try folder.write("public let one = 1\n", to: "empty/Sources/Library/One.swift")
        let outcome = try await Tool.run("build-plugin", folder.path.appending("empty").string)
        #expect(!outcome.succeeded)
        #expect(outcome.standardError.contains("expected one executable target, the plugin"))
    }

    @Test func aCrateThatIsNoDynamicLibraryIsToldToBeOne() async throws {
        try folder.write("[package]\nname = \"a\"\nversion = \"1.0.0\"\n", to: "a/Cargo.toml")
        try folder.write("", to: "a/src/lib.rs")
        let outcome = try await Tool.run("build-plugin", folder.path.appending("a").string)
        #expect(!outcome.succeeded)
        #expect(outcome.standardError.contains(#"crate-type = ["cdylib", "lib"]"#))
    }

    @Test func theRustBindingsPassTheirTests() async throws {
        let outcome = try await Tool.run(
            "test", Tool.repository.appending("sdk/rust/nano-plugin").string,
            environment: ["CARGO_TARGET_DIR": folder.path.string])
        #expect(outcome.succeeded, "\(outcome.standardOutput)\(outcome.standardError)")
        #expect(outcome.standardOutput.contains("a_panic_stops_at_the_boundary_and_is_logged"))
    }
}
