// What a plugin's `save` writes to: bounded memory of the runtime's own.

import PluginABI

struct StateWriter {
    private var bytes: [UInt8] = []
    private var isTooLarge = false

    /// Runs the plugin's `save`, on the calling thread.
    static func save(
        _ app: UnsafeMutableRawPointer?, _ table: UnsafePointer<nano_state>,
        _ stage: HandoverStage
    ) throws(ExtensionCallError) -> SavedState {
        var content = StateWriter()
        let code = withUnsafeMutablePointer(to: &content) { content in
            var writer = nano_state_writer(
                size: UInt32(MemoryLayout<nano_state_writer>.size), reserved: 0,
                host_data: content, write: writeState)
            return table.pointee.save(app, stage.number, &writer)
        }
        guard code == NANO_OK else {
            throw content.isTooLarge ? .stateTooLarge : .returned("save", code: code)
        }
        return SavedState(version: table.pointee.version, bytes: content.bytes)
    }

    fileprivate mutating func append(_ more: nano_bytes) -> Int32 {
        guard more.count != 0 else { return NANO_OK }
        guard let data = more.data else { return NANO_ERROR_INVALID }
        // A size beyond `Int.max` is negative here.
        guard UInt(bitPattern: more.count) <= UInt(Int(NANO_STATE_BYTES_MAX) - bytes.count) else {
            isTooLarge = true
            return NANO_ERROR_LIMIT
        }
        bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: more.count))
        return NANO_OK
    }
}

/// What `nano_state_writer.write` leads to.
private let writeState:
    @convention(c) (UnsafeMutablePointer<nano_state_writer>?, nano_bytes) -> Int32 =
        { writer, bytes in
            guard let data = writer?.pointee.host_data else { return NANO_ERROR_INVALID }
            return data.assumingMemoryBound(to: StateWriter.self).pointee.append(bytes)
        }
