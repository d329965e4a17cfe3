/// What a set of sources is written in, and so how it is compiled.
enum SourceLanguage: Equatable {
    /// C, C++ or both.
    case native
    case swift(SwiftMode)
    /// A folder with a `Package.swift`, built by SwiftPM.
    case swiftPackage
    /// A folder with a `Cargo.toml`, built by cargo.
    case rust
    case zig
}
