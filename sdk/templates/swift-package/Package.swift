// swift-tools-version: 6.2
import PackageDescription

// nano-tools says where the SDK is; the path is for when it doesn't.
let nano = Context.environment["NANO_SDK_SWIFT"] ?? "NANO_SWIFT_PACKAGE"

let package = Package(
    name: "NAME",
    dependencies: [.package(name: "nano-sdk", path: nano)],
    targets: [
        .executableTarget(
            name: "Greeter",
            dependencies: [.product(name: "PluginKit", package: "nano-sdk")]),
        .testTarget(
            name: "GreeterTests",
            dependencies: ["Greeter", .product(name: "PluginTesting", package: "nano-sdk")]),
    ]
)
