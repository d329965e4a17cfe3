import PluginABI

@testable import Runtime

/// A plugin without an image: its functions are real C function pointers, its handler a closure.
/// Keep it as long as the instance may be called.
final class ScriptedPlugin: @unchecked Sendable {
    // Unchecked: all that is stored is constant.
    typealias Handler =
        @Sendable (UnsafePointer<nano_request>, UnsafeMutablePointer<nano_responder>) -> Int32

    private let handler: Handler
    private let functions = UnsafeMutablePointer<nano_plugin>.allocate(capacity: 1)

    init(_ handler: @escaping Handler) {
        self.handler = handler
        functions.initialize(
            to: nano_plugin(
                size: UInt32(MemoryLayout<nano_plugin>.size),
                abi_major: UInt16(NANO_ABI_MAJOR), abi_minor: UInt16(NANO_ABI_MINOR),
                create: { _, _ in NANO_OK }, destroy: { _ in },
                handle: { app, request, responder in
                    Unmanaged<ScriptedPlugin>.fromOpaque(app!).takeUnretainedValue()
                        .handler(request!, responder!)
                },
                get_extension: nil))
    }

    deinit {
        functions.deallocate()
    }

    /// As one of its generations has it. Its code is no image's: a fault of it ends the process.
    func instance(_ owner: GenerationID) -> PluginInstance {
        PluginInstance(
            functions: functions, app: Unmanaged.passUnretained(self).toOpaque(),
            guarded: GuardedImage(owner, app: "scripted", base: nil) { _ in })
    }

    /// Answers every request with this body.
    static func answering(_ body: [UInt8]) -> ScriptedPlugin {
        ScriptedPlugin { _, responder in
            body.withUnsafeBufferPointer { bytes in
                nano_respond(
                    responder, 200, nano_bytes(data: nil, count: 0),
                    nano_bytes(data: bytes.baseAddress, count: bytes.count))
            }
        }
    }
}
