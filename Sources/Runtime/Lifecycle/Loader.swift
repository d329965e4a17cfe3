// The step where a file becomes code: load. One of the few files that touch the ABI's types.
// Constructors of the plugin run here, on the lifecycle thread; its own functions do not.

import Glibc
import LinuxShims
import PluginABI

/// A loaded plugin, before and after its app lives.
struct PluginImage: @unchecked Sendable {
    // Unchecked: the handle is used by the lifecycle thread only; the rest is constant.
    fileprivate(set) var handle: UnsafeMutableRawPointer
    /// The staged copy's path, unique in the process.
    let path: String
    /// The load bias (`l_addr` of `dlinfo(3)`).
    let base: UnsafeRawPointer?
    let functions: UnsafePointer<nano_plugin>
}

enum Loader {
    /// Loads a staged copy and reads its function table.
    /// - Throws: `LoadError`; the image was closed again, if none of its code runs.
    static func load(_ copy: StagedCopy, as generation: GenerationID) throws(LoadError)
        -> PluginImage
    {
        // Threads that constructors start are the generation's.
        let previous = linux_thread_owner_set(generation.number)
        defer { _ = linux_thread_owner_set(previous) }
        guard let handle = dlopen(copy.path, RTLD_NOW | RTLD_LOCAL) else {
            throw LoadError(path: copy.path, reason: .dlopen(lastError()))
        }
        do {
            let functions = try functionTable(handle, copy.path)
            var base: UnsafeRawPointer?
            var name: UnsafePointer<CChar>?
            _ = linux_image_of_handle(handle, &base, &name)
            return PluginImage(handle: handle, path: copy.path, base: base, functions: functions)
        } catch {
            // A thread that a constructor started keeps the image: it is refused, and stays mapped.
            if linux_owned_threads(generation.number) == 0 { dlclose(handle) }
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

struct LoadError: Error, CustomStringConvertible {
    enum Reason {
        case dlopen(String)
        case entryReturnedNull
        case tableTooSmall(Int, expected: Int)
        case major(Int)
        case missingFunction(String)
    }

    let path: String
    let reason: Reason

    var description: String {
        switch reason {
        case .dlopen(let text): "\(path): \(text)"
        case .entryReturnedNull:
            "\(path): \(NANO_ENTRY_SYMBOL)() returned NULL instead of a function table"
        case .tableTooSmall(let got, let expected):
            "\(path): nano_plugin.size: expected at least \(expected) bytes, got \(got)"
        case .major(let got):
            "\(path): nano_plugin.abi_major: expected \(NANO_ABI_MAJOR), got \(got)"
        case .missingFunction(let name):
            "\(path): nano_plugin.\(name): expected a function, got NULL"
        }
    }
}
