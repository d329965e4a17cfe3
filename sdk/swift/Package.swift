// swift-tools-version: 6.2
// The modules that a plugin written as a SwiftPM package depends on, and nothing of the runtime.
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableExperimentalFeature("Lifetimes"),
]

let package = Package(
    name: "nano-sdk",
    products: [
        .library(name: "PluginKit", targets: ["PluginKit"]),
        .library(name: "PluginTesting", targets: ["PluginTesting"]),
    ],
    targets: [
        .target(name: "PluginABI"),
        .target(name: "PluginKit", dependencies: ["PluginABI"], swiftSettings: settings),
        .target(
            name: "PluginTesting", dependencies: ["PluginABI", "PluginKit"],
            swiftSettings: settings),
    ]
)
