internal import PluginABI

/// Memory for views that are handed to a plugin, valid as long as the arena.
final class Arena {
    private var blocks: [UnsafeMutableBufferPointer<UInt8>] = []

    /// A view of a copy of `text`.
    func view(_ text: String) -> nano_bytes {
        let block = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.utf8.count)
        _ = block.initialize(from: text.utf8)
        blocks.append(block)
        return nano_bytes(data: block.baseAddress, count: block.count)
    }

    deinit {
        for block in blocks { block.deallocate() }
    }
}
