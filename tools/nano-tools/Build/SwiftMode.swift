import ArgumentParser

/// How much of Swift a plugin is compiled with.
enum SwiftMode: String, CaseIterable, Decodable, ExpressibleByArgument {
    /// Embedded Swift: no runtime library, files of some ten KB of code.
    case embedded
    /// The whole language, with a private copy of its runtime: 6 MB of code and up.
    case full
}
