import Glibc
import Testing

@testable import Runtime

/// Which file lies where in memory.
@Suite struct MemoryMapTests {
    @Test func aFunctionOfTheCLibraryIsInItsFile() throws {
        let function: @convention(c) () -> pid_t = getpid
        let address = unsafeBitCast(function, to: UInt.self)
        let file = try #require(MemoryMap().file(at: address))
        #expect(file.path.contains("libc"))
        #expect(file.offset > 0)
    }

    @Test func whatIsMappedNowhereIsInNoFile() {
        #expect(MemoryMap().file(at: 8) == nil)
        var word = 0
        let stack = withUnsafePointer(to: &word) { UInt(bitPattern: $0) }
        #expect(MemoryMap().file(at: stack) == nil)
    }
}
