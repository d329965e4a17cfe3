import FoundationEssentials
import Glibc
import PluginABI
import SystemPackage
import Testing

/// A plugin's file loaded into this process, as the runtime would: privately, all at once.
struct LoadedImage {
    let path: FilePath
    let plugin: nano_plugin
    private let handle: UnsafeMutableRawPointer

    init(_ path: FilePath) throws {
        self.path = path
        guard let handle = dlopen(path.string, RTLD_NOW | RTLD_LOCAL) else {
            throw LoadFailure(reason: String(cString: dlerror()))
        }
        self.handle = handle
        typealias Entry = @convention(c) () -> UnsafePointer<nano_plugin>?
        let symbol = try #require(dlsym(handle, NANO_ENTRY_SYMBOL))
        let entry = unsafeBitCast(symbol, to: Entry.self)
        plugin = try #require(entry()).pointee
    }

    struct LoadFailure: Error {
        let reason: String
    }

    /// Closes the image; returns whether it has left the process.
    func close() throws -> Bool {
        dlclose(handle)
        return try !Self.isMapped(path)
    }

    /// Whether any memory of this process shows the file (proc(5), "/proc/pid/maps").
    static func isMapped(_ path: FilePath) throws -> Bool {
        let maps = try FileDescriptor.open("/proc/self/maps", .readOnly)
        return try maps.closeAfter {
            var text: [UInt8] = []
            var block = [UInt8](repeating: 0, count: 65_536)
            while case let count = try block.withUnsafeMutableBytes({ try maps.read(into: $0) }),
                count > 0
            {
                text += block[..<count]
            }
            return String(decoding: text, as: UTF8.self).contains(path.string)
        }
    }
}

/// Calls `body` on a thread that has ended when this returns, as a lane has before its image is
/// closed: destructors of thread-local objects keep an image as long as their thread lives. Loading
/// belongs there too: the private libdispatch of a full Swift plugin registers a destructor for the
/// thread that loads it, which would run in unmapped code if that thread ended after the close.
func onLane<Result>(_ body: () throws -> Result) throws -> Result {
    var outcome: Swift.Result<Result, any Error>?
    func work() { outcome = Swift.Result { try body() } }
    try withoutActuallyEscaping(work) { work in
        let box = Unmanaged.passRetained(LaneWork(work))
        var thread = pthread_t()
        let code = pthread_create(&thread, nil, runLane, box.toOpaque())
        try #require(code == 0)
        pthread_join(thread, nil)
    }
    return try #require(outcome).get()
}

private final class LaneWork {
    let body: () -> Void

    init(_ body: @escaping () -> Void) { self.body = body }
}

private func runLane(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let pointer else { return nil }
    Unmanaged<LaneWork>.fromOpaque(pointer).takeRetainedValue().body()
    return nil
}
