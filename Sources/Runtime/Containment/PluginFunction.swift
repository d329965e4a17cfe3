/// A function of the plugin, as guarded calls take it.
struct PluginFunction {
    let address: UnsafeRawPointer
    /// For `Fault.function`.
    let name: StaticString
    /// How long the watchdog lets it run on an event loop, in milliseconds; 0: for ever.
    var limitMilliseconds = 0
    /// What the watchdog is told by if it becomes overdue on a lane; 0: never.
    var callNumber: UInt64 = 0
}
