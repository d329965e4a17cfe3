/// A plugin of `Tests/FixturePlugins`, and how it is compiled.
struct FixturePlugin: Hashable, Sendable {
    /// The source's file name.
    let source: String
    var defines: [String] = []
    /// For the C or C++ compiler, after all others.
    var options: [String] = []
    /// Linked as an author would who did not use `nano-tools`: all symbols exported, undefined
    /// ones allowed.
    var isLinkedLoosely = false
    /// How much of Swift a Swift source uses: `embedded` or `full`.
    var swiftMode = "embedded"

    init(
        _ source: String, defines: [String] = [], options: [String] = [],
        isLinkedLoosely: Bool = false
    ) {
        self.source = source
        self.defines = defines
        self.options = options
        self.isLinkedLoosely = isLinkedLoosely
    }

    /// Answers `v1`, `v2`, ...
    static func hello(_ version: Int) -> FixturePlugin {
        FixturePlugin("hello.c", defines: ["VERSION=\(version)"])
    }

    static func foreignABI(major: Int, minorMin: Int) -> FixturePlugin {
        FixturePlugin(
            "foreign-abi.c", defines: ["ABI_MAJOR=\(major)", "ABI_MINOR_MIN=\(minorMin)"])
    }

    static let embeddedSwift = FixturePlugin("embedded-swift.swift")
    static var fullSwift: FixturePlugin {
        var plugin = FixturePlugin("full-swift.swift")
        plugin.swiftMode = "full"
        return plugin
    }

    static let echo = FixturePlugin("echo.c")
    static let held = FixturePlugin("held.c")
    static let named = FixturePlugin("named.c")
    static let environment = FixturePlugin("environment.c")
}
