/// A borrowed view of bytes as the client sent them: any values, not necessarily text.
///
/// It is as cheap as a pointer and a count, and the compiler keeps it from outliving the request
/// it came with. What must live longer is copied: `String(bytes)`, `[UInt8](bytes)`.
public struct Bytes: ~Escapable {
    /// The bytes themselves.
    public let span: Span<UInt8>

    /// A view of the same bytes as `span`.
    @_lifetime(copy span)
    public init(_ span: Span<UInt8>) {
        self.span = span
    }

    /// How many bytes there are.
    public var count: Int { span.count }

    /// Whether there are none.
    public var isEmpty: Bool { span.isEmpty }

    /// The byte at `index`, which counts from 0.
    public subscript(index: Int) -> UInt8 { span[index] }

    /// Where `byte` first occurs at or after `start`, or `nil`.
    public func firstIndex(of byte: UInt8, from start: Int = 0) -> Int? {
        var index = start
        while index < count {
            if span[index] == byte { return index }
            index += 1
        }
        return nil
    }

    /// The part of the view that `range` names.
    @_lifetime(copy self)
    public func extracting(_ range: Range<Int>) -> Bytes {
        Bytes(span.extracting(range))
    }

    /// The view without its first `count` bytes; empty if there are no more than that.
    @_lifetime(copy self)
    public func dropFirst(_ count: Int = 1) -> Bytes {
        Bytes(span.extracting(droppingFirst: count))
    }
}
