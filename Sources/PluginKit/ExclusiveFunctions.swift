/// What `Exclusive` declares, without the type that conforms; see `StateFunctions`.
public struct ExclusiveFunctions {
    let quiesce: () throws(PluginFailure) -> Void
    let resume: () throws(PluginFailure) -> Void
}

extension PluginDeclaration {
    /// None: the app is not `Exclusive`.
    public var exclusiveFunctions: ExclusiveFunctions? { nil }
}

extension PluginDeclaration where Self: Exclusive {
    /// Those of this app.
    public var exclusiveFunctions: ExclusiveFunctions? {
        ExclusiveFunctions(
            quiesce: { () throws(PluginFailure) in try quiesce() },
            resume: { () throws(PluginFailure) in try resume() })
    }
}
