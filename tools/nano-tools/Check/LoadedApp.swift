import PluginABI

/// A plugin's functions, and the app that its `create` made.
struct LoadedApp: @unchecked Sendable {
    // Unchecked: the function table is constant, and the ABI has `handle` take the app pointer
    // on several threads at once.
    let functions: UnsafePointer<nano_plugin>
    let app: UnsafeMutableRawPointer?
}
