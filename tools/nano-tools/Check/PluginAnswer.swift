import PluginABI
import PluginABITesting
import PluginHosting

/// What a plugin answers to one request, by the rules of the runtime. On one thread; what it does
/// to a deferred call on others is guarded by the harness.
final class PluginAnswer {
    private let call: UnsafeMutablePointer<nano_test_call>
    private let isHead: Bool
    /// 0 before the plugin has answered.
    private(set) var status = 0
    private(set) var bodyBytes = 0
    private var fault: ResponseFault?
    /// Why the client would get a 500, or half an answer; `nil` if it gets the answer.
    private(set) var refusal: String?

    init(_ call: UnsafeMutablePointer<nano_test_call>, isHead: Bool) {
        self.call = call
        self.isHead = isHead
    }

    /// - Returns: what `handle` returned.
    func handle(_ app: LoadedApp) -> Int32 {
        var responder = nano_responder(
            size: UInt32(MemoryLayout<nano_responder>.size), reserved: 0,
            host_data: Unmanaged.passUnretained(self).toOpaque(),
            respond: { responder, response in
                guard let response, let answer = PluginAnswer.of(responder) else {
                    return NANO_ERROR_INVALID
                }
                return answer.respond(response.pointee)
            },
            defer: { PluginAnswer.of($0)?.deferred($1, $2) ?? NANO_ERROR_INVALID })
        return withExtendedLifetime(self) {
            withUnsafePointer(to: &call.pointee.request) {
                app.functions.pointee.handle!(app.app, $0, &responder)
            }
        }
    }

    /// Takes note of what `handle` returned, and waits for the end of a deferred call.
    /// - Returns: `false` where it has not ended in time: then it stays with its host.
    func isOver(after code: Int32, patienceSeconds: UInt32) -> Bool {
        let isDeferred = call.pointee.number != 0
        nano_test_returned(call, code)
        if isDeferred && nano_test_call_wait(call, patienceSeconds) == 0 { return false }
        var kept = nano_test_call_finish(call)
        defer { nano_test_response_clear(&kept) }
        if isDeferred {
            status = Int(kept.status)
            bodyBytes = isHead ? 0 : kept.body.count
        }
        refusal = isDeferred ? Self.deferredRefusal(code, kept) : wholeRefusal(code)
        return true
    }

    private static func deferredRefusal(_ code: Int32, _ kept: nano_test_response) -> String? {
        if code != NANO_DEFERRED { return "deferred, and handle returned \(code)" }
        return kept.is_cut_off == 0 ? nil : "ended in the middle of the response"
    }

    private func wholeRefusal(_ code: Int32) -> String? {
        if code == NANO_OK && status != 0 { return nil }
        if let fault { return "respond was refused: \(fault)" }
        if code == NANO_OK { return "handle returned NANO_OK without an answer" }
        return "handle returned \(code)"
    }

    /// The plugin's `respond`.
    private func respond(_ response: nano_response) -> Int32 {
        guard status == 0, call.pointee.number == 0 else { return NANO_ERROR_STATE }
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

    /// The plugin's `defer`.
    private func deferred(
        _ events: UnsafePointer<nano_call_events>?, _ number: UnsafeMutablePointer<nano_call>?
    ) -> Int32 {
        guard status == 0 else { return NANO_ERROR_STATE }
        var responder = nano_test_responder(call)
        return nano_test_defer(&responder, events, number)
    }

    private static func of(_ responder: UnsafeMutablePointer<nano_responder>?) -> PluginAnswer? {
        responder?.pointee.host_data.map {
            Unmanaged<PluginAnswer>.fromOpaque($0).takeUnretainedValue()
        }
    }
}
