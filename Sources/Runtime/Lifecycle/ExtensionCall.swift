// The calls by which one generation of an app makes way for the next. Like `create`, each runs on
// a thread of its generation (`OwnerCall`).

import PluginABI

enum ExtensionCall: Sendable {
    case quiesce
    case resume
    case save(HandoverStage)
    case restore(SavedState, from: GenerationID, HandoverStage)

    var name: StaticString {
        switch self {
        case .quiesce: "quiesce"
        case .resume: "resume"
        case .save: "save"
        case .restore: "restore"
        }
    }

    /// Calls the plugin's function, on the calling thread.
    /// - Returns: what was saved, if it was `save`.
    func run(in plugin: PluginInstance) throws(ExtensionCallError) -> SavedState? {
        let (app, extensions) = (plugin.app, plugin.extensions)
        switch self {
        case .quiesce:
            try check(extensions.quiesce?.pointee.quiesce(app))
        case .resume:
            try check(extensions.quiesce?.pointee.resume(app))
        case .save(let stage):
            guard let table = extensions.state else { return nil }
            return try StateWriter.save(app, table, stage)
        case .restore(let state, _, let stage):
            let code = state.bytes.withUnsafeBufferPointer { bytes in
                extensions.state?.pointee.restore(
                    app, stage.number, state.version,
                    nano_bytes(data: bytes.baseAddress, count: bytes.count))
            }
            try check(code)
        }
        return nil
    }

    private func check(_ code: Int32?) throws(ExtensionCallError) {
        if let code, code != NANO_OK { throw .returned("\(name)", code: code) }
    }
}

/// Why a call of an extension's function came to nothing.
enum ExtensionCallError: Error, Equatable, CustomStringConvertible {
    case returned(String, code: Int32)
    case stateTooLarge
    case noThread(String)

    var description: String {
        switch self {
        case .returned(let name, let code): "\(name) returned \(code)"
        case .stateTooLarge: "save wrote more than \(NANO_STATE_BYTES_MAX) bytes"
        case .noThread(let reason): reason
        }
    }
}

extension HandoverStage {
    /// As the ABI has it.
    var number: UInt32 {
        switch self {
        case .publish: NANO_STATE_PUBLISH
        case .drained: NANO_STATE_DRAINED
        }
    }
}
