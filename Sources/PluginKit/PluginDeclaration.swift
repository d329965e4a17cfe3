/// What every plugin declares of itself.
///
/// The constants go into the file's manifest, which the runtime reads before it loads the file.
/// `nano-tools build-plugin` takes them from the source, so each is a `static let` with a literal:
/// `"1.0.0"`, `Execution.inline`.
public protocol PluginDeclaration: Sendable {
    /// The plugin's own version, at most 31 bytes of UTF-8.
    static var version: StaticString { get }

    /// On which thread `handle` runs; `.lane` unless declared.
    static var execution: Execution { get }

    /// PluginKit's own, as the next: an app that conforms to `Stateful` has them.
    var stateFunctions: StateFunctions? { get }

    /// PluginKit's own: an app that conforms to `Exclusive` has them.
    var exclusiveFunctions: ExclusiveFunctions? { get }
}

extension PluginDeclaration {
    /// A thread of this copy's own, where blocking is fine.
    public static var execution: Execution { .lane }
}
