internal import PluginABI

/// The header fields of a request, in the order received, duplicates included.
public struct Headers: ~Escapable {
    private let fields: Span<nano_header>

    /// The fields of `request`, which stay valid as long as `owner`.
    @_lifetime(borrow owner)
    init<Owner: ~Copyable & ~Escapable>(_ request: nano_request, of owner: borrowing Owner) {
        let elements = UnsafeBufferPointer(start: request.headers, count: request.header_count)
        self.fields = _overrideLifetime(Span(_unsafeElements: elements), borrowing: owner)
    }

    /// How many fields there are.
    public var count: Int { fields.count }

    /// The positions of the fields: `for index in request.headers.indices`.
    public var indices: Range<Int> { fields.indices }

    /// The name of the field at `index`, in the case it was sent in.
    @_lifetime(copy self)
    public func name(_ index: Int) -> Bytes {
        _overrideLifetime(Bytes(fields[index].name, of: self), copying: self)
    }

    /// The value of the field at `index`, without white space around it.
    @_lifetime(copy self)
    public func value(_ index: Int) -> Bytes {
        _overrideLifetime(Bytes(fields[index].value, of: self), copying: self)
    }

    /// The value of the first field of that name, in either case, or `nil`.
    @_lifetime(copy self)
    public func first(_ name: StaticString) -> Bytes? {
        for index in indices where self.name(index).equalsIgnoringCase(name) {
            return value(index)
        }
        return nil
    }
}
