import Glibc

/// Bytes that repeat with a prime period, byte I being I modulo 251: what is lost, doubled or out
/// of place shows wherever it happens. `GET /download` of upload-c sends them.
enum PatternedBytes {
    static let period = 251

    /// Whole periods, to be sent one after the other.
    static let block = bytes(count: period * 4_096)

    private static let reference = bytes(count: (1 << 20) + period)

    /// Whether these are the bytes from `position` on. At most 1 MiB.
    static func match(_ bytes: [UInt8], from position: Int) -> Bool {
        reference.withUnsafeBytes { reference in
            bytes.withUnsafeBytes {
                let expected = reference[(position % period)...].prefix($0.count)
                return expected.count == $0.count
                    && memcmp(
                        UnsafeRawBufferPointer(rebasing: expected).baseAddress!,
                        $0.baseAddress!, $0.count) == 0
            }
        }
    }

    private static func bytes(count: Int) -> [UInt8] {
        (0..<count).map { UInt8($0 % period) }
    }
}
