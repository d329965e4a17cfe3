import Glibc
import PluginABI

/// The memory of one request, on pages of its own: they are unmapped when the call has returned, so
/// that a plugin that keeps a view meets its mistake here.
final class RequestMemory {
    private let pages: UnsafeMutableRawPointer
    private let byteCount: Int
    private var used = 0

    /// - Throws: `CheckError` where there is no memory.
    init(byteCount: Int) throws(CheckError) {
        let pages = mmap(
            nil, byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let pages, pages != MAP_FAILED else { throw .noMemory(byteCount) }
        self.pages = pages
        self.byteCount = byteCount
    }

    deinit { munmap(pages, byteCount) }

    /// A view of a copy of `text`.
    func view(_ text: some StringProtocol) -> nano_bytes {
        let bytes = Array(text.utf8)
        precondition(used + bytes.count <= byteCount, "room for all of a request's text")
        let place = pages.advanced(by: used)
        place.copyMemory(from: bytes, byteCount: bytes.count)
        used += bytes.count
        return nano_bytes(
            data: place.assumingMemoryBound(to: UInt8.self), count: bytes.count)
    }
}
