/// An immutable map from host names to route numbers, looked up by bytes: no string is built and
/// nothing is allocated for a request.
///
/// Open addressing at a load of at most one half. The keys are the operator's host names, never
/// a client's, so the longest probe is fixed when the table is built.
struct HostIndex: Sendable {
    private struct Slot: Sendable {
        var hash: UInt64 = 0
        var keyStart = 0
        var keyCount = -1
        var route = 0
    }

    private let slots: [Slot]
    private let keys: [UInt8]

    /// - Parameter entries: host names in lower case without trailing dot, and the number of the
    ///   route each leads to. Of several for one name, the first counts.
    init(_ entries: [(host: String, route: Int)]) {
        var slots = [Slot](repeating: Slot(), count: Self.slotCount(for: entries.count))
        var keys: [UInt8] = []
        for entry in entries {
            let key = Array(entry.host.utf8)
            let hash = key.withUnsafeBytes { Self.hash($0) }
            var at = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[at].keyCount >= 0 { at = (at + 1) & (slots.count - 1) }
            slots[at] = Slot(
                hash: hash, keyStart: keys.count, keyCount: key.count, route: entry.route)
            keys += key
        }
        self.slots = slots
        self.keys = keys
    }

    private static func slotCount(for entryCount: Int) -> Int {
        var count = 2
        while count < entryCount * 2 { count *= 2 }
        return count
    }

    /// The route of a host as a client sent it: any case, one trailing dot allowed, no port.
    func route(for host: UnsafeRawBufferPointer) -> Int? {
        var host = host
        if host.last == UInt8(ascii: ".") { host = .init(rebasing: host.dropLast()) }
        let hash = Self.hash(host)
        var at = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[at].keyCount >= 0 {
            if slots[at].hash == hash && matches(slots[at], host) { return slots[at].route }
            at = (at + 1) & (slots.count - 1)
        }
        return nil
    }

    private func matches(_ slot: Slot, _ host: UnsafeRawBufferPointer) -> Bool {
        guard slot.keyCount == host.count else { return false }
        for index in 0..<slot.keyCount
        where keys[slot.keyStart + index] != Self.lowerCased(host[index]) {
            return false
        }
        return true
    }

    /// FNV-1a over the lower-cased bytes.
    private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes {
            hash = (hash ^ UInt64(lowerCased(byte))) &* 0x100_0000_01b3
        }
        return hash ^ (hash >> 32)
    }

    private static func lowerCased(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }
}
