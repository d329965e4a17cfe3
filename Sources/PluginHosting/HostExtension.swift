public import PluginABI

/// An extension that a host offers by its id: a table of C functions, the same for every
/// generation. The functions find what belongs to one generation by `PluginHost.context`.
public struct HostExtension: @unchecked Sendable {
    // Unchecked: the table is constant from here on, and holds pointers to functions alone.

    /// As the extension's header has it, such as `nano.log/1`.
    public let id: String
    let table: UnsafeRawPointer

    /// - Parameter table: copied to memory that stays as long as the process: make a `static let`
    ///   of the result.
    public init<Table: BitwiseCopyable>(_ id: String, _ table: Table) {
        let copy = UnsafeMutablePointer<Table>.allocate(capacity: 1)
        copy.initialize(to: table)
        self.id = id
        self.table = UnsafeRawPointer(copy)
    }
}

extension PluginHost {
    /// What the functions of an extension work on: the `context` of the host that a plugin gave
    /// them.
    /// - Parameter type: the class of the object that was given to this host's initializer.
    /// - Returns: `nil` if the plugin gave `NULL` where its host belongs.
    public static func context<Context: AnyObject>(
        of host: UnsafePointer<nano_host>?, as type: Context.Type
    ) -> Context? {
        of(host)?.context.map { unsafeDowncast($0, to: type) }
    }
}
