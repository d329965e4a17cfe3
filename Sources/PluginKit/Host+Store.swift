internal import PluginABI

extension Host {
    /// What all copies of this app share, from one swap to the next.
    public var store: Store { Store(host: self) }
}

/// A bounded store of bytes in memory, by keys of 1 to 512 bytes of UTF-8. It belongs to the app:
/// the next copy finds what this one has put there. Where there is no room, the entries used
/// longest ago go, so any may be gone at any time.
///
///     let visits = try host.store.increment("visits")
public struct Store: Sendable {
    let host: Host

    /// A value, and the number that it has of all the app's values.
    public struct Entry: Equatable, Sendable {
        public let value: [UInt8]
        public let version: UInt64
    }

    /// What is to be there for a change to be made.
    public enum Expectation: Equatable, Sendable {
        case anything
        case absence
        case version(UInt64)

        var number: UInt64 {
            switch self {
            case .anything: UInt64(NANO_KV_ANY)
            case .absence: UInt64(NANO_KV_NEW)
            case .version(let version): version
            }
        }
    }

    /// The entry of a key; `nil` if there is none.
    /// - Parameter key: 1 to 512 bytes.
    public func entry(_ key: String) throws(HostError) -> Entry? {
        let table = try host.keyValueTable
        var buffer = [UInt8](repeating: 0, count: 256)
        while true {
            var (count, version) = (0, UInt64(0))
            let code = withKey(key) {
                table.pointee.get(
                    host.pointer, $0, &buffer, buffer.count, &count, &version)
            }
            if code == NANO_KV_ABSENT { return nil }
            guard code == NANO_ERROR_LIMIT else {
                try HostError.check(code)
                return Entry(value: Array(buffer.prefix(count)), version: version)
            }
            buffer = [UInt8](repeating: 0, count: count)
        }
    }

    /// The value of a key; `nil` if there is none.
    /// - Parameter key: 1 to 512 bytes.
    public func value(_ key: String) throws(HostError) -> [UInt8]? { try entry(key)?.value }

    /// Writes a value.
    /// - Parameters:
    ///   - key: 1 to 512 bytes.
    ///   - value: at most 1 MiB.
    ///   - lifetimeMilliseconds: how long it is there; 0 for ever.
    ///   - expected: what is to be there now.
    /// - Returns: its version; `nil` if what is there is not what was expected.
    @discardableResult
    public func set(
        _ key: String, _ value: [UInt8], lifetimeMilliseconds: UInt64 = 0,
        if expected: Expectation = .anything
    ) throws(HostError) -> UInt64? {
        let table = try host.keyValueTable
        var version: UInt64 = 0
        let code = withKey(key) { key in
            Content.bytes(value).withView { value in
                table.pointee.set(
                    host.pointer, key, value, lifetimeMilliseconds, expected.number, &version)
            }
        }
        if code == NANO_KV_CONFLICT { return nil }
        try HostError.check(code)
        return version
    }

    /// Removes an entry.
    /// - Parameters:
    ///   - key: 1 to 512 bytes.
    ///   - expected: what is to be there now.
    /// - Returns: whether there was one, and it was as expected.
    @discardableResult
    public func remove(
        _ key: String, if expected: Expectation = .anything
    ) throws(HostError) -> Bool {
        let table = try host.keyValueTable
        let code = withKey(key) { table.pointee.remove(host.pointer, $0, expected.number) }
        if code == NANO_KV_ABSENT || code == NANO_KV_CONFLICT { return false }
        try HostError.check(code)
        return true
    }

    /// Adds to a value of decimal digits; one that is absent counts as 0.
    /// - Parameters:
    ///   - key: 1 to 512 bytes.
    ///   - delta: what is added; below 0, subtracted.
    ///   - lifetimeMilliseconds: of one that was absent; 0 for ever.
    /// - Returns: the sum.
    @discardableResult
    public func increment(
        _ key: String, by delta: Int64 = 1, lifetimeMilliseconds: UInt64 = 0
    ) throws(HostError) -> Int64 {
        let table = try host.keyValueTable
        var sum: Int64 = 0
        let code = withKey(key) {
            table.pointee.increment(host.pointer, $0, delta, lifetimeMilliseconds, &sum)
        }
        try HostError.check(code)
        return sum
    }

    private func withKey(_ key: String, _ body: (nano_bytes) -> Int32) -> Int32 {
        Content.text(key).withView(body)
    }
}

extension Host {
    fileprivate var keyValueTable: UnsafePointer<nano_kv> {
        get throws(HostError) {
            guard let keyValueExtension else { throw .unavailable }
            return keyValueExtension
        }
    }
}
