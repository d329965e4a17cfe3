@testable import Runtime

/// What `KeyValueEntries` must do, done slowly: a list of entries, the one used last at its end.
struct KeyValueModel {
    typealias ChangeError = KeyValueEntries.ChangeError

    struct Entry: Equatable {
        let key: [UInt8]
        var value: [UInt8]
        var version: UInt64
        var expiry: Int?

        var bytes: Int { key.count + value.count + 128 }
    }

    var bytesMax: Int
    private(set) var entries: [Entry] = []
    private var lastVersion: UInt64 = 0

    init(bytesMax: Int) {
        self.bytesMax = bytesMax
    }

    var bytes: Int { entries.reduce(0) { $0 + $1.bytes } }

    mutating func get(_ key: [UInt8], now: Int) -> Entry? {
        expire(now)
        guard let place = entries.firstIndex(where: { $0.key == key }) else { return nil }
        entries.append(entries.remove(at: place))
        return entries.last
    }

    mutating func set(
        _ key: [UInt8], _ value: [UInt8], expiry: Int?, if expected: KeyValueEntries.Expectation,
        now: Int
    ) throws(ChangeError) -> UInt64 {
        expire(now)
        let entry = Entry(key: key, value: value, version: lastVersion + 1, expiry: expiry)
        guard isMet(expected, key) else { throw .conflict }
        guard entry.bytes <= bytesMax else { throw .tooLarge }
        entries.removeAll { $0.key == key }
        while bytes + entry.bytes > bytesMax { entries.removeFirst() }
        entries.append(entry)
        lastVersion += 1
        return lastVersion
    }

    mutating func remove(
        _ key: [UInt8], if expected: KeyValueEntries.Expectation, now: Int
    ) throws(ChangeError) {
        expire(now)
        guard entries.contains(where: { $0.key == key }) else { throw .absent }
        guard isMet(expected, key) else { throw .conflict }
        entries.removeAll { $0.key == key }
    }

    mutating func increment(
        _ key: [UInt8], by delta: Int64, expiry: Int?, now: Int
    ) throws(ChangeError) -> Int64 {
        let entry = get(key, now: now)
        guard let number = Int64(entry.map { String(decoding: $0.value, as: UTF8.self) } ?? "0")
        else { throw .notANumber }
        _ = try set(
            key, Array(String(number + delta).utf8), expiry: entry.map(\.expiry) ?? expiry,
            if: .anything, now: now)
        return number + delta
    }

    private mutating func expire(_ now: Int) {
        entries.removeAll { $0.expiry.map { $0 <= now } ?? false }
    }

    private func isMet(_ expected: KeyValueEntries.Expectation, _ key: [UInt8]) -> Bool {
        let version = entries.first { $0.key == key }?.version
        return switch expected {
        case .anything: true
        case .absence: version == nil
        case .version(let one): version == one
        }
    }
}
