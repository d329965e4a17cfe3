// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableExperimentalFeature("Lifetimes"),
]

let package = Package(
    name: "nano",
    products: [
        .executable(name: "nano-runtime", targets: ["nano-runtime"]),
        .executable(name: "nano-tools", targets: ["nano-tools"]),
        .library(name: "PluginKit", targets: ["PluginKit"]),
        .library(name: "PluginTesting", targets: ["PluginTesting"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        .target(name: "PluginABI"),
        .target(name: "PluginKit", dependencies: ["PluginABI"], swiftSettings: strict),
        .target(
            name: "PluginTesting", dependencies: ["PluginABI", "PluginKit"], swiftSettings: strict),
        .target(name: "LinuxShims"),
        .target(name: "Configuration", swiftSettings: strict),
        .target(name: "ControlAPI", swiftSettings: strict),
        .target(
            name: "ControlClient",
            dependencies: [
                "ControlAPI",
                .product(
                    name: "AsyncHTTPClient", package: "async-http-client",
                    moduleAliases: ["Configuration": "SwiftConfiguration"]),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: strict),
        .target(
            name: "ControlHTTP",
            dependencies: [
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: strict),
        .target(
            name: "Dashboard",
            resources: [
                .embedInCode("Page/dashboard.css"),
                .embedInCode("Page/dashboard.html"),
                .embedInCode("Page/dashboard.js"),
                .embedInCode("Page/dashboard/charts.js"),
                .embedInCode("Page/dashboard/document.js"),
                .embedInCode("Page/dashboard/events.js"),
                .embedInCode("Page/dashboard/format.js"),
                .embedInCode("Page/dashboard/generations.js"),
                .embedInCode("Page/dashboard/model.js"),
                .embedInCode("Page/dashboard/overview.js"),
                .embedInCode("Page/dashboard/panel.js"),
                .embedInCode("Page/dashboard/source.js"),
                .embedInCode("Page/dashboard/table.js"),
                .embedInCode("Page/dashboard/timeline.js"),
            ],
            swiftSettings: strict),
        .target(name: "ELFPreflight", swiftSettings: strict),
        .target(name: "Exposition", swiftSettings: strict),
        .target(name: "HTTP1", swiftSettings: strict + [.strictMemorySafety()]),
        .target(
            name: "OutgoingHTTP",
            dependencies: [
                // It depends on a module of the name of one of ours.
                .product(
                    name: "AsyncHTTPClient", package: "async-http-client",
                    moduleAliases: ["Configuration": "SwiftConfiguration"]),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: strict),
        .target(
            name: "PluginHosting",
            dependencies: ["ELFPreflight", "HTTP1", "LinuxShims", "PluginABI"],
            swiftSettings: strict),
        .target(
            name: "Runtime",
            dependencies: [
                "Configuration", "ControlAPI", "ControlHTTP", "Dashboard", "ELFPreflight",
                "Exposition", "HTTP1", "LinuxShims", "OutgoingHTTP", "PluginABI", "PluginHosting",
                "Signatures", "Sockets",
            ],
            swiftSettings: strict),
        .target(
            name: "Signatures",
            dependencies: [.product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: strict),
        .target(name: "Sockets", dependencies: ["LinuxShims"], swiftSettings: strict),
        .executableTarget(
            name: "nano-runtime",
            dependencies: [
                "Configuration", "ControlAPI", "ControlClient", "Runtime",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "nano-tools",
            dependencies: [
                "ELFPreflight", "LinuxShims", "PluginABI", "PluginHosting", "Signatures",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "tools/nano-tools",
            swiftSettings: strict),

        .executableTarget(
            name: "instruction-cases", dependencies: ["HTTP1"], path: "Benchmarks/instructions",
            swiftSettings: strict),

        .target(
            name: "TestSupport", dependencies: ["Sockets"], path: "Tests/TestSupport",
            swiftSettings: strict),
        .testTarget(
            name: "ConfigurationTests", dependencies: ["Configuration", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "ControlAPITests", dependencies: ["ControlAPI"], swiftSettings: strict),
        .testTarget(
            name: "ControlClientTests",
            dependencies: ["ControlAPI", "ControlClient", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "ControlHTTPTests", dependencies: ["ControlHTTP", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "ELFPreflightTests", dependencies: ["ELFPreflight", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "ExpositionTests", dependencies: ["Exposition", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "HTTP1DifferentialTests",
            dependencies: [
                "HTTP1", "TestSupport",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "HTTP1Tests", dependencies: ["HTTP1", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "LinuxShimsTests", dependencies: ["LinuxShims"], swiftSettings: strict),
        .testTarget(
            name: "NanoToolsTests",
            dependencies: [
                "PluginABI", "nano-runtime", "nano-tools",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "OutgoingHTTPTests", dependencies: ["OutgoingHTTP", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "PluginABITests",
            dependencies: [
                "PluginABI",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "PluginKitTests", dependencies: ["PluginABI", "PluginKit"],
            swiftSettings: strict),
        .testTarget(
            name: "PluginTestingTests", dependencies: ["PluginKit", "PluginTesting"],
            swiftSettings: strict),
        .testTarget(
            name: "ReadmeTests",
            dependencies: [
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "RuntimeTests",
            dependencies: [
                "Configuration", "ControlAPI", "ControlHTTP", "ELFPreflight", "Exposition", "HTTP1",
                "LinuxShims", "PluginABI", "PluginHosting", "Runtime", "Signatures", "Sockets",
                "TestSupport",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "ServeTests", dependencies: ["ControlAPI", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "SignaturesTests", dependencies: ["Signatures", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "SocketsTests", dependencies: ["Sockets", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "StyleTests", swiftSettings: strict),
    ],
    cLanguageStandard: .c11
)
