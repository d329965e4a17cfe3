import Configuration
import HTTP1
import Testing

@testable import Runtime

/// What the codec is given of the limits.
@Suite struct LimitsTests {
    @Test func theCodecsOwnDefaultsAreTheServers() {
        #expect(Limits().head == HeadLimits())
        #expect(Limits().chunks == ChunkLimits())
    }

    @Test func eachLimitReachesItsPartOfTheCodec() {
        var limits = Limits()
        limits.requestLineBytesMax = 1
        limits.fieldSectionBytesMax = 2
        limits.fieldCountMax = 3
        limits.chunkExtensionBytesMax = 4
        #expect(
            limits.head
                == HeadLimits(requestLineBytesMax: 1, fieldSectionBytesMax: 2, fieldCountMax: 3))
        #expect(
            limits.chunks
                == ChunkLimits(
                    extensionBytesMax: 4, trailerSectionBytesMax: 2, trailerCountMax: 3))
    }
}
