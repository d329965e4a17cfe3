/// Symbol versions: the chains of needed and defined versions, and the version of each symbol
/// (LSB Core, "Symbol Versioning"; `Elf64_Verneed`, `Elf64_Verdef`).
struct SymbolVersions {
    /// Bounds the work that chains which lead into each other could cause.
    private static let countMax: UInt64 = 4096

    /// 0 and 1 are local and global, and need no definition.
    private var indexMax: UInt16 = 1
    private var count: UInt64 = 0

    /// Follows both chains.
    init(
        _ file: RawSpan, dynamic: DynamicTable, image: LoadMap, strings: StringTable
    ) throws(PreflightError) {
        let libraries = try strings.libraries(needed: dynamic.needed, in: file)
        try follow(dynamic[.verneed], entryBytes: 16, next: 12, in: file, image: image) {
            (versions, file, entry, address) throws(PreflightError) in
            let library = try strings.libraries(
                needed: [UInt64(entry.integer(at: 4, as: UInt32.self))], in: file)
            // glibc asserts that it has loaded the library.
            guard libraries.contains(library[0]) else {
                throw .unmapped(.symbolVersions, address: address)
            }
            let names = address + UInt64(entry.integer(at: 8, as: UInt32.self))
            try versions.follow(names, entryBytes: 16, next: 12, in: file, image: image) {
                (versions, _, entry, _) throws(PreflightError) in
                try strings.check(UInt64(entry.integer(at: 8, as: UInt32.self)))
                versions.add(index: entry.integer(at: 6))
            }
        }
        try follow(dynamic[.verdef], entryBytes: 20, next: 16, in: file, image: image) {
            (versions, file, entry, address) throws(PreflightError) in
            versions.add(index: entry.integer(at: 4))
            let names = address + UInt64(entry.integer(at: 12, as: UInt32.self))
            try versions.follow(names, entryBytes: 8, next: 4, in: file, image: image) {
                (_, _, entry, _) throws(PreflightError) in
                try strings.check(UInt64(entry.integer(at: 0, as: UInt32.self)))
            }
        }
    }

    private mutating func add(index: UInt16) {
        indexMax = max(indexMax, index & 0x7FFF)
    }

    /// Visits the entries of a chain, each of which says at `next` how far the following one is.
    private mutating func follow(
        _ first: UInt64?, entryBytes: UInt64, next: Int, in file: RawSpan, image: LoadMap,
        _ visit: (inout SymbolVersions, RawSpan, RawSpan, UInt64) throws(PreflightError) -> Void
    ) throws(PreflightError) {
        guard var address = first else { return }
        while true {
            count += 1
            guard count <= Self.countMax else {
                throw .tooMany(.symbolVersions, found: count, limit: Self.countMax)
            }
            let offset = try image.offset(of: .symbolVersions, at: address, count: entryBytes)
            let entry = try file.part(.symbolVersions, at: offset, count: entryBytes)
            try visit(&self, file, entry, address)
            let distance: UInt32 = entry.integer(at: next)
            guard distance != 0 else { return }
            address += UInt64(distance)
        }
    }

    /// Checks that each symbol's version is one of those.
    func check(
        _ file: RawSpan, dynamic: DynamicTable, image: LoadMap, symbolCount: UInt64
    ) throws(PreflightError) {
        guard let address = dynamic[.versym] else {
            guard count == 0 else { throw .missing(.symbolVersions) }
            return
        }
        let offset = try image.offset(of: .symbolVersions, at: address, count: symbolCount * 2)
        let table = try file.part(.symbolVersions, at: offset, count: symbolCount * 2)
        for position in stride(from: 0, to: table.byteCount, by: 2)
        where table.integer(at: position, as: UInt16.self) & 0x7FFF > indexMax {
            throw .malformed(.symbolVersions, offset: offset + UInt64(position))
        }
    }
}
