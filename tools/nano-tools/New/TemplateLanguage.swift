import ArgumentParser

/// What a new plugin is written in; the raw value is also the name of its template's folder.
enum TemplateLanguage: String, CaseIterable, ExpressibleByArgument {
    case c
    case cPlusPlus = "cpp"
    case embeddedSwift = "swift"
    case fullSwift = "swift-full"
    case swiftPackage = "swift-package"
    case rust
    case zig
}
