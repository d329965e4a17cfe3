// What a thread does that is inside a plugin's code, for operators who want to know what holds a
// generation. The thread is not stopped: what is read of its stack is true as far as it stays
// where it is, which is why one looks. A stack is followed by its frame pointers where the thread
// runs the plugin's code; a thread that waits in the C library, which has none, is looked through
// for what calls have left there: return addresses behind call instructions of the plugin.

import Glibc
import LinuxShims

/// Where one thread is.
struct ThreadTrace: Sendable {
    /// `gettid(2)`.
    let id: pid_t
    let name: String
    /// The instruction it is at, then return addresses in the plugin's code, outwards. Empty where
    /// the thread has ended, or did not answer.
    let addresses: [UInt]

    private static let answerMilliseconds: Int32 = 50
    private static let stackWordsMax = 8_192
    private static let wordsAtATime = 512
    private static let frameCountMax = Int(LINUX_FAULT_FRAME_COUNT_MAX)

    init(_ id: pid_t, in image: GuardedImage) {
        self.id = id
        name = Self.name(of: id)
        var place = linux_thread_place()
        guard linux_thread_place_find(id, Self.answerMilliseconds, &place) == 0 else {
            addresses = []
            return
        }
        var callers: [UInt] = []
        if image.contains(place.instruction) {
            callers = Self.followFrames(from: place.frame, in: image)
        }
        if callers.isEmpty { callers = Self.searchStack(from: place.stack, in: image) }
        addresses = [place.instruction] + callers
    }

    /// Whether it is in the plugin's code, or was called from there.
    func isInside(_ image: GuardedImage) -> Bool {
        addresses.contains(where: image.contains)
    }

    static func name(of thread: pid_t) -> String {
        let descriptor = open("/proc/self/task/\(thread)/comm", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return "" }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = max(0, read(descriptor, &bytes, bytes.count))
        return String(decoding: bytes.prefix(count).filter { $0 != 0x0a }, as: UTF8.self)
    }

    /// Frame records are linked upwards: the caller's, then the return address.
    private static func followFrames(from frame: UInt, in image: GuardedImage) -> [UInt] {
        var callers: [UInt] = []
        var frame = frame
        while frame % UInt(MemoryLayout<UInt>.size) == 0, callers.count < frameCountMax {
            let record = words(at: frame, count: 2)
            guard record.count == 2, image.contains(record[1]) else { break }
            callers.append(record[1])
            guard record[0] > frame else { break }
            frame = record[0]
        }
        return callers
    }

    private static func searchStack(from stack: UInt, in image: GuardedImage) -> [UInt] {
        var callers: [UInt] = []
        var count = 0
        while count < stackWordsMax, callers.count < frameCountMax {
            let address = stack + UInt(count * MemoryLayout<UInt>.size)
            let found = words(at: address, count: wordsAtATime)
            callers += found.filter { image.contains($0) && isBehindCall($0) }
            // Above the stack there is nothing to be read.
            guard found.count == wordsAtATime else { break }
            count += wordsAtATime
        }
        return Array(callers.prefix(frameCountMax))
    }

    private static func words(at address: UInt, count: Int) -> [UInt] {
        [UInt](unsafeUninitializedCapacity: count) { buffer, read in
            read = Int(linux_memory_copy(address, buffer.baseAddress, count))
        }
    }

    /// Whether the instruction before it is a call.
    private static func isBehindCall(_ address: UInt) -> Bool {
        #if arch(x86_64)
            // CALL rel32 is E8 and four bytes, an indirect call FF with 2 in the middle of its
            // second byte, two to seven bytes long (Intel SDM volume 2, "CALL").
            guard let word = words(at: address - 8, count: 1).first else { return false }
            let bytes = (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
            if bytes[3] == 0xe8 { return true }
            return (1...6).contains { bytes[$0] == 0xff && bytes[$0 + 1] >> 3 & 7 == 2 }
        #else
            // BL, or BLR with its variants (Arm ARM C6.2).
            guard let word = words(at: (address - 4) & ~7, count: 1).first else { return false }
            let code = UInt32(truncatingIfNeeded: address % 8 == 4 ? word : word >> 32)
            return code >> 26 == 0b100101 || code & 0xfe9f_f000 == 0xd61f_0000
        #endif
    }
}
