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
    targets: [
        .target(name: "PluginABI"),
        .target(name: "Configuration", swiftSettings: strict),
        .target(name: "HTTP1", swiftSettings: strict),
        .target(name: "ELFPreflight", swiftSettings: strict),

        .testTarget(
            name: "ConfigurationTests", dependencies: ["Configuration"], swiftSettings: strict),
        .testTarget(name: "HTTP1Tests", dependencies: ["HTTP1"], swiftSettings: strict),
        .testTarget(
            name: "ELFPreflightTests", dependencies: ["ELFPreflight"], swiftSettings: strict),
    ],
    cLanguageStandard: .c11
)
