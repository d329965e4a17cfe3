internal import PluginABI

/// Where a responder keeps the one response that it is given.
final class KeptResponse {
    private(set) var response: TestResponse?

    /// `nano_responder.respond`.
    static func respond(
        _ responder: UnsafeMutablePointer<nano_responder>?,
        _ response: UnsafePointer<nano_response>?
    ) -> Int32 {
        guard let data = responder?.pointee.host_data, let response else {
            return NANO_ERROR_INVALID
        }
        let kept = Unmanaged<KeptResponse>.fromOpaque(data).takeUnretainedValue()
        guard kept.response == nil else { return NANO_ERROR_STATE }
        kept.response = TestResponse(response.pointee)
        return kept.response == nil ? NANO_ERROR_INVALID : NANO_OK
    }
}
