/// What `Stateful` declares, without the type that conforms: Embedded Swift cannot ask a value at
/// run time what it conforms to. Made and used by PluginKit alone.
public struct StateFunctions {
    let version: UInt32
    let save: (Handover) throws(PluginFailure) -> [UInt8]
    let restore: (Bytes, UInt32, Handover) throws(PluginFailure) -> Void
}

extension PluginDeclaration {
    /// None: the app is not `Stateful`.
    public var stateFunctions: StateFunctions? { nil }
}

extension PluginDeclaration where Self: Stateful {
    /// Those of this app.
    public var stateFunctions: StateFunctions? {
        StateFunctions(
            version: Self.stateVersion,
            save: { (stage: Handover) throws(PluginFailure) in try save(at: stage) },
            restore: { (state: Bytes, version: UInt32, stage: Handover) throws(PluginFailure) in
                try restore(state, version: version, at: stage)
            })
    }
}
