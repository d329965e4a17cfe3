import PluginHosting

extension HostExtension {
    /// What every generation is offered beside the log and its variables. They work on
    /// `HostContext`.
    static let services = [timer, keyValue, metrics, http, trace]
}
