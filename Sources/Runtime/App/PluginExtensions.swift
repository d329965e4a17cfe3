import PluginABI

/// The extensions of a plugin that the app line calls.
struct PluginExtensions: @unchecked Sendable {
    // Unchecked: the tables are constant as long as the image is loaded.
    let state: UnsafePointer<nano_state>?
    let quiesce: UnsafePointer<nano_quiesce>?

    static let none = PluginExtensions(state: nil, quiesce: nil)

    var set: ExtensionSet {
        var set: ExtensionSet = []
        if state != nil { set.insert(.state) }
        if quiesce != nil { set.insert(.quiesce) }
        return set
    }
}

extension PluginExtensions {
    /// Asks the plugin what it has. Runs the plugin's code: on a thread of its generation.
    ///
    /// A table that is too small or lacks a function counts as absent.
    init(_ functions: UnsafePointer<nano_plugin>, _ app: UnsafeMutableRawPointer?) {
        guard let extensionOf = functions.pointee.get_extension else {
            self = .none
            return
        }
        let state = extensionOf(app, NANO_STATE_EXTENSION)?
            .assumingMemoryBound(to: nano_state.self)
        let quiesce = extensionOf(app, NANO_QUIESCE_EXTENSION)?
            .assumingMemoryBound(to: nano_quiesce.self)
        self.init(
            state: state.flatMap { Self.isWhole($0) ? $0 : nil },
            quiesce: quiesce.flatMap { Self.isWhole($0) ? $0 : nil })
    }

    private static func isWhole(_ table: UnsafePointer<nano_state>) -> Bool {
        table.pointee.size >= MemoryLayout<nano_state>.size
            && table.pointee.save != nil && table.pointee.restore != nil
    }

    private static func isWhole(_ table: UnsafePointer<nano_quiesce>) -> Bool {
        table.pointee.size >= MemoryLayout<nano_quiesce>.size
            && table.pointee.quiesce != nil && table.pointee.resume != nil
    }
}
