/// What a request's fields say of what it is a part of: `X-Request-Id` and `traceparent`. Only
/// valid values count. Views, valid as long as what was given.
struct TraceFields {
    /// Of the first `X-Request-Id`.
    private(set) var requestID: UnsafeRawBufferPointer?
    /// The value of the one `traceparent`.
    private(set) var parent: UnsafeRawBufferPointer?
    private var requestIDCount = 0
    private var parentCount = 0

    /// One field of the request after the other.
    mutating func take(_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
        if FieldName.matches(name, RequestID.fieldName) {
            requestIDCount += 1
            if requestIDCount == 1, RequestID.isValid(value) { requestID = value }
        } else if FieldName.matches(name, TraceParent.fieldName) {
            // Of two, nobody knows which one is meant.
            parentCount += 1
            parent = parentCount == 1 && TraceParent(value) != nil ? value : nil
        }
    }
}
