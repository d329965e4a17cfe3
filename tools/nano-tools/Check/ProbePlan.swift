/// What the child process of a check is to do; its one argument, as JSON.
struct ProbePlan: Codable, Sendable {
    /// The plugin.
    let file: String
    /// An empty directory of this check's own, for the copies that are loaded.
    let directory: String
    /// The app's name.
    let app: String
    /// The app's variables.
    let variables: [String: String]
    let requests: [PluginRequest]
    /// How many times it is loaded, used and unloaded.
    let cycles: Int
    /// How long a deferred call may take: less than a call of the plugin's.
    let patienceSeconds: UInt32
}
