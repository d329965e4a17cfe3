internal import PluginABI
internal import PluginABITesting

extension TestResponse {
    /// A copy of what `nano/testing.h` kept.
    init(_ kept: nano_test_response) {
        status = Int(kept.status)
        body = [UInt8](kept.body)
        pieceCount = kept.piece_count
        isCutOff = kept.is_cut_off != 0
        for field in UnsafeBufferPointer(start: kept.headers, count: kept.header_count) {
            let name = String(decoding: [UInt8](field.name), as: UTF8.self)
            headers.append((name, String(decoding: [UInt8](field.value), as: UTF8.self)))
        }
    }
}

extension [UInt8] {
    /// A copy of what `view` shows.
    init(_ view: nano_bytes) {
        self.init(UnsafeBufferPointer(start: view.data, count: view.count))
    }
}
