extension ServerEvent {
    /// The event in a few words for an author, or `nil` where it only matters to operators. An
    /// error or a warning that is not known here is shown by its name and reason.
    var line: String? {
        switch event {
        case "server_start": "serving http://\(host ?? ""):\(port ?? 0)/"
        case "app_loaded": "\(copy) serves: \(nature)"
        case "app_swapped": "\(copy) serves: \(nature); \(previous) drains"
        case "app_unloaded": "\(copy) is unloaded"
        case "app_pinned": "\(copy) cannot leave the process: \(reason ?? "")"
        case "app_parked": "\(copy) is parked: \(reason ?? "")"
        case "app_drain_timeout": "\(copy): \(active ?? 0) requests cut at the drain timeout"
        case "app_rejected": "rejected: \(reason ?? "")"
        case "app_response_invalid": "answered 500: \(reason ?? "")"
        case "app_log": "log \(level): \(message ?? "")"
        case "shutdown_graceful": "ending"
        default: isBad ? [event, reason].compactMap(\.self).joined(separator: ": ") : nil
        }
    }

    /// Whether the author should look at it.
    var isBad: Bool { level == "error" || level == "warning" }

    private var copy: String { "generation \(generation ?? 0)" }

    private var previous: String { "generation \(fromGeneration ?? 0)" }

    private var nature: String {
        [version.map { "version \($0)" }, execution].compactMap(\.self).joined(separator: ", ")
    }
}
