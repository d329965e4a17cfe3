// The step where a file becomes code: load. Constructors of the plugin run here, on the caller's
// thread, which is the lifecycle thread of a runtime; its own functions do not.

import Glibc
import LinuxShims
public import PluginABI

/// A loaded plugin, before and after its app lives.
public struct PluginImage: @unchecked Sendable {
    // Unchecked: the handle is used by the thread that loads and unloads; the rest is constant.
    let handle: UnsafeMutableRawPointer
    /// The staged copy's path, unique in the process.
    public let path: String
    /// The load bias (`l_addr` of `dlinfo(3)`).
    public let base: UnsafeRawPointer?
    public let functions: UnsafePointer<nano_plugin>
}

public enum Loader {
    /// Loads a staged copy and reads its function table.
    /// - Parameters:
    ///   - path: a file that nobody else writes to, of a name and an inode that no image had yet.
    ///   - owner: the generation's number: threads that constructors start are counted as its own
    ///     (`linux_thread.h`).
    /// - Throws: `LoadError`; the image was closed again, if none of its code runs.
    public static func load(_ path: String, owner: UInt64) throws(LoadError) -> PluginImage {
        let previous = linux_thread_owner_set(owner)
        defer { _ = linux_thread_owner_set(previous) }
        guard let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
            throw LoadError(path: path, reason: .dlopen(lastError()))
        }
        do {
            let functions = try functionTable(handle, path)
            var base: UnsafeRawPointer?
            var name: UnsafePointer<CChar>?
            _ = linux_image_of_handle(handle, &base, &name)
            return PluginImage(handle: handle, path: path, base: base, functions: functions)
        } catch {
            // A thread that a constructor started keeps the image: it is refused, and stays mapped.
            if linux_owned_threads(owner) == 0 { dlclose(handle) }
            throw error
        }
    }

    private static func functionTable(_ handle: UnsafeMutableRawPointer, _ path: String)
        throws(LoadError) -> UnsafePointer<nano_plugin>
    {
        typealias Entry = @convention(c) () -> UnsafePointer<nano_plugin>?
        guard let symbol = dlsym(handle, NANO_ENTRY_SYMBOL) else {
            throw LoadError(path: path, reason: .dlopen(lastError()))
        }
        guard let functions = unsafeBitCast(symbol, to: Entry.self)() else {
            throw LoadError(path: path, reason: .entryReturnedNull)
        }
        let plugin = functions.pointee
        let size = MemoryLayout<nano_plugin>.size
        guard plugin.size >= size else {
            throw LoadError(path: path, reason: .tableTooSmall(Int(plugin.size), expected: size))
        }
        guard Int32(plugin.abi_major) == NANO_ABI_MAJOR else {
            throw LoadError(path: path, reason: .major(Int(plugin.abi_major)))
        }
        let required: [(String, Bool)] = [
            ("create", plugin.create != nil), ("destroy", plugin.destroy != nil),
            ("handle", plugin.handle != nil),
        ]
        if let missing = required.first(where: { !$0.1 }) {
            throw LoadError(path: path, reason: .missingFunction(missing.0))
        }
        return functions
    }

    private static func lastError() -> String {
        dlerror().map { String(cString: $0) } ?? "no reason given"
    }
}
