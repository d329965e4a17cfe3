// The C functions of a Swift plugin's extensions, nano.state/1 and nano.quiesce/1. Their tables are
// static, because whoever asks for one may look at it as long as the image is loaded.

internal import PluginABI

// Unchecked: written once, by create(); only read after that.
nonisolated(unsafe) private var stateTable = nano_state(
    size: UInt32(MemoryLayout<nano_state>.size), version: 1,
    save: { app, stage, writer in save(app, stage, writer) },
    restore: { app, stage, version, state in restore(app, stage, version, state) })

// Unchecked: never written.
nonisolated(unsafe) private var exclusiveTable = nano_quiesce(
    size: UInt32(MemoryLayout<nano_quiesce>.size), reserved: 0,
    quiesce: { app in callExclusive(app, "quiesce") { $0.quiesce } },
    resume: { app in callExclusive(app, "resume") { $0.resume } })

extension AnyPlugin {
    /// Puts what the app says of its state into the table. [owner-thread]
    func describeState() {
        if let state { stateTable.version = state.version }
    }
}

/// `nano_plugin.get_extension`. [any-thread]
@c(nano_swift_get_extension)
func extensionTable(
    _ app: UnsafeMutableRawPointer, _ id: UnsafePointer<CChar>
) -> UnsafeRawPointer? {
    let plugin = plugin(app)
    if plugin.state != nil, isEqual(id, NANO_STATE_EXTENSION) {
        return withUnsafePointer(to: &stateTable) { UnsafeRawPointer($0) }
    }
    if plugin.exclusive != nil, isEqual(id, NANO_QUIESCE_EXTENSION) {
        return withUnsafePointer(to: &exclusiveTable) { UnsafeRawPointer($0) }
    }
    return nil
}

/// `nano_state.save`. [owner-thread]
private func save(
    _ app: UnsafeMutableRawPointer?, _ stage: UInt32,
    _ writer: UnsafeMutablePointer<nano_state_writer>?
) -> Int32 {
    guard let app, let writer, let state = plugin(app).state else { return NANO_ERROR_STATE }
    do throws(PluginFailure) {
        let bytes = try state.save(Handover(stage))
        return Content.bytes(bytes).withView { writer.pointee.write(writer, $0) }
    } catch {
        return failure(of: app, "save", error)
    }
}

/// `nano_state.restore`. [owner-thread]
private func restore(
    _ app: UnsafeMutableRawPointer?, _ stage: UInt32, _ version: UInt32, _ bytes: nano_bytes
) -> Int32 {
    guard let app, let state = plugin(app).state else { return NANO_ERROR_STATE }
    do throws(PluginFailure) {
        try state.restore(Bytes(bytes, of: bytes), version, Handover(stage))
        return NANO_OK
    } catch {
        return failure(of: app, "restore", error)
    }
}

/// `nano_quiesce.quiesce` and `nano_quiesce.resume`. [owner-thread]
private func callExclusive(
    _ app: UnsafeMutableRawPointer?, _ name: StaticString,
    _ function: (ExclusiveFunctions) -> () throws(PluginFailure) -> Void
) -> Int32 {
    guard let app, let exclusive = plugin(app).exclusive else { return NANO_ERROR_STATE }
    do throws(PluginFailure) {
        try function(exclusive)()
        return NANO_OK
    } catch {
        return failure(of: app, name, error)
    }
}

private func failure(
    of app: UnsafeMutableRawPointer, _ name: StaticString, _ error: PluginFailure
) -> Int32 {
    plugin(app).host.log(.error, name.description + " failed: " + error.message)
    return NANO_ERROR
}

private func plugin(_ app: UnsafeMutableRawPointer) -> AnyPlugin {
    Unmanaged<AnyPlugin>.fromOpaque(app).takeUnretainedValue()
}

/// Whether a C string is `text`, byte by byte: Embedded Swift compares strings with tables of
/// Unicode that no plugin should carry for this.
private func isEqual(_ string: UnsafePointer<CChar>, _ text: String) -> Bool {
    var position = string
    for byte in text.utf8 {
        guard UInt8(bitPattern: position.pointee) == byte else { return false }
        position += 1
    }
    return position.pointee == 0
}
