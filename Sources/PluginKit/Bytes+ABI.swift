internal import PluginABI

extension Bytes {
    /// The bytes that a view of the C interface shows, which stay valid as long as `owner`.
    @_lifetime(borrow owner)
    init<Owner: ~Copyable & ~Escapable>(_ view: nano_bytes, of owner: borrowing Owner) {
        let elements = UnsafeBufferPointer(start: view.data, count: view.count)
        self.init(_overrideLifetime(Span(_unsafeElements: elements), borrowing: owner))
    }
}
