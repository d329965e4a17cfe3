// The codec knows no configuration: it is given its share of the limits as values of its own.

import Configuration
import HTTP1

extension Limits {
    /// What binds the head of a request.
    var head: HeadLimits {
        HeadLimits(
            requestLineBytesMax: requestLineBytesMax, fieldSectionBytesMax: fieldSectionBytesMax,
            fieldCountMax: fieldCountMax)
    }

    /// What binds a chunked body beside its data. Trailers are fields, and bound as those.
    var chunks: ChunkLimits {
        ChunkLimits(
            extensionBytesMax: chunkExtensionBytesMax,
            trailerSectionBytesMax: fieldSectionBytesMax, trailerCountMax: fieldCountMax)
    }
}
