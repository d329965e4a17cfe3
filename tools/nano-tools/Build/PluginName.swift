/// The rule that a plugin's name keeps, so that an app may have the same; then a file of that
/// name can be dropped as it is.
enum PluginName {
    /// The rule in words, after "expected".
    static let rule =
        "1 to 63 characters of a-z, 0-9, '.', '_' and '-', the first a letter or digit"

    static func isValid(_ name: String) -> Bool {
        let alphanumeric = "abcdefghijklmnopqrstuvwxyz0123456789"
        guard let first = name.first, alphanumeric.contains(first) else { return false }
        return name.utf8.count <= 63 && name.allSatisfy { (alphanumeric + "._-").contains($0) }
    }
}
