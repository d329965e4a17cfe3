import Glibc
import LinuxShims
import Synchronization
import Testing

/// An image of `faultSource`, called under guard.
final class GuardedPlugin: @unchecked Sendable {
    // Unchecked: all that is stored is constant.
    private static let lastOwner = Atomic<UInt64>(2_000_000)

    let owner = lastOwner.add(1, ordering: .relaxed).newValue
    let image: LoadedImage
    let guarded: OpaquePointer

    init(_ source: String = faultSource) throws {
        linux_guard_install()
        image = try LoadedImage(source)
        var base: UnsafeRawPointer?
        var path: UnsafePointer<CChar>?
        linux_image_of_handle(try image.handle, &base, &path)
        var start: UInt = 0
        var end: UInt = 0
        linux_image_text(base, &start, &end)
        guarded = try #require(linux_guarded_image_add(owner, "app test", start, end))
    }

    deinit {
        linux_guarded_image_remove(guarded)
    }

    /// What became of one call: what linux_guard_call() and the function returned.
    func call(_ name: String, _ words: UInt...) throws -> (end: Int32, result: Int32) {
        let words = words + [UInt](repeating: 0, count: 5 - words.count)
        var call = linux_guarded_call()
        call.function = UnsafeRawPointer(try image.address(of: name))
        call.image = guarded
        let end = "handle".withCString { text in
            call.name = text
            return linux_guard_call(&call, words[0], words[1], words[2], words[3], words[4])
        }
        return (end, Int32(truncatingIfNeeded: call.result))
    }

    /// Whether the call was ended; then `linux_fault_last()` says why.
    func isLanded(_ name: String) throws -> Bool {
        try call(name).end == LINUX_GUARD_LANDED
    }

    /// Has the image call `body` from inside a guarded call; its result is one more.
    func callBack(_ body: (GuardedPlugin) throws -> Int32) throws -> (end: Int32, result: Int32) {
        try withoutActuallyEscaping(body) { body in
            let callback = Callback(self, body)
            let function: @convention(c) (UnsafeMutableRawPointer) -> Int32 = {
                let callback = Unmanaged<Callback>.fromOpaque($0).takeUnretainedValue()
                return (try? callback.body(callback.plugin)) ?? -1
            }
            return try withExtendedLifetime(callback) {
                try call(
                    "call_back", UInt(bitPattern: unsafeBitCast(function, to: Int.self)),
                    UInt(bitPattern: Unmanaged.passUnretained(callback).toOpaque()))
            }
        }
    }

    private final class Callback {
        let plugin: GuardedPlugin
        let body: (GuardedPlugin) throws -> Int32

        init(_ plugin: GuardedPlugin, _ body: @escaping (GuardedPlugin) throws -> Int32) {
            self.plugin = plugin
            self.body = body
        }
    }

    func isCode(_ address: UInt) -> Bool {
        linux_guarded_image_at(address) == guarded
    }
}

/// Sanitizers interpose the same functions as we do, so that ours do nothing under them.
let isSanitized = dlsym(nil, "__asan_init") != nil || dlsym(nil, "__tsan_init") != nil
