import PluginABI

/// The functions of a loaded plugin and the app that its `create` made: what a request calls.
///
/// Valid while the generation's image is mapped, which a lease or a lane guarantees.
struct PluginInstance: @unchecked Sendable {
    // Unchecked: the function table is constant, and the ABI has `handle` take the app pointer
    // on several threads at once.
    let functions: UnsafePointer<nano_plugin>
    let app: UnsafeMutableRawPointer?
    /// Through which its functions are called.
    let guarded: GuardedImage
    var extensions = PluginExtensions.none
}
