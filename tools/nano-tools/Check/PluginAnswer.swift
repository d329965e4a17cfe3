import PluginABI
import PluginHosting

/// What a plugin answers to one request, by the rules of the runtime. On one thread.
final class PluginAnswer {
    private let isHead: Bool
    /// 0 before the plugin has answered.
    private(set) var status = 0
    private(set) var bodyBytes = 0
    private var fault: ResponseFault?

    init(isHead: Bool) {
        self.isHead = isHead
    }

    /// The plugin's `respond`.
    func respond(_ response: nano_response) -> Int32 {
        guard status == 0 else { return NANO_ERROR_STATE }
        do {
            let checked = try CheckedResponse(response, isHead: isHead)
            status = Int(response.status)
            bodyBytes = checked.bodyByteCount
            fault = nil
            return NANO_OK
        } catch {
            fault = error
            return NANO_ERROR_INVALID
        }
    }

    /// Why the client would get a 500 when `handle` has returned `code`; `nil` if it gets the
    /// answer.
    func refusal(_ code: Int32) -> String? {
        if code == NANO_OK && status != 0 { return nil }
        if let fault { return "respond was refused: \(fault)" }
        if code == NANO_OK { return "handle returned NANO_OK without an answer" }
        return "handle returned \(code)"
    }
}
