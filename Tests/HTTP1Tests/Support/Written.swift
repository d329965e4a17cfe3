@testable import HTTP1

/// The text that a closure appends to an output span of a capacity.
func written(
    capacity: Int = 4096, _ append: (inout OutputRawSpan) -> Void
) -> String {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 1)
    defer { memory.deallocate() }
    var output = OutputRawSpan(buffer: memory, initializedCount: 0)
    append(&output)
    let count = output.finalize(for: memory)
    return String(decoding: memory[..<count], as: UTF8.self)
}
