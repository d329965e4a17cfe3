// What nano.kv/1 keeps, by the rules of `nano/kv.h`. A pure value: the time is handed in, so that
// random histories can be compared with a model.

/// The entries of one store.
struct KeyValueEntries: Sendable {
    struct Entry: Sendable {
        let key: [UInt8]
        let value: [UInt8]
        let version: UInt64
        /// When it is gone, in milliseconds of the clock; `nil` for never.
        let expiry: Int?

        /// What it counts; an array and three places in indices are behind each.
        var bytes: Int { key.count + value.count + KeyValueEntries.entryBytes }
    }

    /// What a change expects of the entry that is there.
    enum Expectation: Equatable, Sendable {
        case anything
        case absence
        case version(UInt64)
    }

    enum ChangeError: Error, Equatable {
        case conflict
        case absent
        /// The entry alone is larger than the whole store may be.
        case tooLarge
        case notANumber
    }

    static let entryBytes = 128

    /// Set it lower, and the oldest entries go.
    var bytesMax: Int {
        didSet { makeRoom(for: 0) }
    }
    private(set) var bytes = 0

    private var slots: [Entry?] = []
    private var freeSlots: [Int] = []
    private var places: [[UInt8]: Int] = [:]
    private var recency = RecencyList()
    private var expiries = DeadlineHeap<Int>()
    private var lastVersion: UInt64 = 0

    init(bytesMax: Int) {
        self.bytesMax = bytesMax
    }

    var count: Int { places.count }

    /// The entry of a key, which counts as used now.
    mutating func entry(of key: [UInt8], now: Int) -> Entry? {
        dropExpired(now)
        guard let slot = places[key] else { return nil }
        recency.touch(slot)
        return slots[slot]
    }

    /// - Parameter expiry: when it is gone; `nil` for never.
    /// - Returns: the entry's new version.
    mutating func set(
        _ key: [UInt8], _ value: [UInt8], expiry: Int?, if expected: Expectation, now: Int
    ) throws(ChangeError) -> UInt64 {
        let previous = try check(key, expected, now)
        let version = lastVersion + 1
        let entry = Entry(key: key, value: value, version: version, expiry: expiry)
        guard entry.bytes <= bytesMax else { throw .tooLarge }
        if let previous { remove(slot: previous) }
        makeRoom(for: entry.bytes)
        insert(entry)
        lastVersion = version
        return version
    }

    mutating func remove(
        _ key: [UInt8], if expected: Expectation, now: Int
    ) throws(ChangeError) {
        dropExpired(now)
        guard places[key] != nil else { throw .absent }
        if let slot = try check(key, expected, now) { remove(slot: slot) }
    }

    /// - Parameter expiry: of an entry that is absent so far.
    mutating func increment(
        _ key: [UInt8], by delta: Int64, expiry: Int?, now: Int
    ) throws(ChangeError) -> Int64 {
        let entry = entry(of: key, now: now)
        let before = try entry.map { entry throws(ChangeError) in
            try Self.number(entry.value)
        }
        let (sum, isOverflow) = (before ?? 0).addingReportingOverflow(delta)
        if isOverflow { throw .notANumber }
        _ = try set(
            key, Array(String(sum).utf8), expiry: entry == nil ? expiry : entry?.expiry,
            if: .anything, now: now)
        return sum
    }

    /// - Returns: the slot of the entry that is there.
    private mutating func check(
        _ key: [UInt8], _ expected: Expectation, _ now: Int
    ) throws(ChangeError) -> Int? {
        dropExpired(now)
        let slot = places[key]
        let isMet =
            switch expected {
            case .anything: true
            case .absence: slot == nil
            case .version(let version): slot.flatMap { slots[$0]?.version } == version
            }
        guard isMet else { throw .conflict }
        return slot
    }

    /// Digits, with or without a minus; no plus, no space.
    private static func number(_ value: [UInt8]) throws(ChangeError) -> Int64 {
        let isPlain = value.allSatisfy { $0 &- 0x30 < 10 || $0 == UInt8(ascii: "-") }
        guard isPlain, let number = Int64(String(decoding: value, as: UTF8.self)) else {
            throw .notANumber
        }
        return number
    }
}

// MARK: Slots

extension KeyValueEntries {
    private mutating func insert(_ entry: Entry) {
        let slot = freeSlots.popLast() ?? slots.count
        if slot == slots.count { slots.append(entry) } else { slots[slot] = entry }
        places[entry.key] = slot
        recency.insert(slot)
        if let expiry = entry.expiry { expiries.insert(slot, at: expiry) }
        bytes += entry.bytes
    }

    private mutating func remove(slot: Int) {
        guard let entry = slots[slot] else { preconditionFailure("slot \(slot) is free") }
        slots[slot] = nil
        freeSlots.append(slot)
        places[entry.key] = nil
        recency.remove(slot)
        expiries.remove(slot)
        bytes -= entry.bytes
    }

    private mutating func dropExpired(_ now: Int) {
        // Taken out of the heap here, and of all else below.
        while let slot = expiries.takeFirst(dueAt: now) { remove(slot: slot) }
    }

    private mutating func makeRoom(for newBytes: Int) {
        while bytes + newBytes > bytesMax, let slot = recency.oldest { remove(slot: slot) }
    }
}
