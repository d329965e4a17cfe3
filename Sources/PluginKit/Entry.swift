// The C functions of every Swift plugin. The entry function itself, nano_plugin_entry_v1, is in
// the C file that `nano-tools build-plugin` generates beside the manifest: it calls main(), which
// fills `registration`, and returns a table of these three and the one in ExtensionEntry.swift.

internal import PluginABI

/// Makes the app of this image.
// Unchecked: written once, by main() on the lifecycle thread, inside the entry function and so
// before any other call; only read after that.
nonisolated(unsafe) var registration: ((Host) throws(PluginFailure) -> AnyPlugin)?

/// `nano_plugin.create`. [owner-thread]
@c(nano_swift_create)
func create(
    _ host: UnsafePointer<nano_host>, _ app: UnsafeMutablePointer<UnsafeMutableRawPointer?>
) -> Int32 {
    guard let registration else { return NANO_ERROR_STATE }
    let host = Host(host)
    do throws(PluginFailure) {
        let plugin = try registration(host)
        plugin.describeState()
        app.pointee = Unmanaged.passRetained(plugin).toOpaque()
        return NANO_OK
    } catch {
        host.log(.error, error.message)
        return NANO_ERROR
    }
}

/// `nano_plugin.destroy`. [owner-thread]
@c(nano_swift_destroy)
func destroy(_ app: UnsafeMutableRawPointer) {
    Unmanaged<AnyPlugin>.fromOpaque(app).release()
    PendingWork.shared.removeAll()
}

/// `nano_plugin.handle`. [handler-thread]
@c(nano_swift_handle)
func handle(
    _ app: UnsafeMutableRawPointer, _ request: UnsafePointer<nano_request>,
    _ responder: UnsafeMutablePointer<nano_responder>
) -> Int32 {
    Unmanaged<AnyPlugin>.fromOpaque(app)._withUnsafeGuaranteedRef {
        $0.handle(request, responder)
    }
}
