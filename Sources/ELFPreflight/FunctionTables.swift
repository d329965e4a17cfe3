/// What the dynamic linker calls when it loads and closes an image: `DT_INIT` and `DT_FINI`, and
/// the functions whose addresses relocation puts into the two arrays.
struct FunctionTables {
    private var slots: [Range<UInt64>] = []
    /// The functions that run while the image is loaded, besides those that the C compiler's start
    /// files bring with them: `DT_INIT`, and one entry of the array where that is there.
    let constructorCount: Int

    init(dynamic: DynamicTable, image: LoadMap) throws(PreflightError) {
        for tag in [DynamicTable.Tag.initialize, .finalize] {
            guard let address = dynamic[tag] else { continue }
            guard image.isCode(address) else { throw .unmapped(.functionTable, address: address) }
        }
        try dynamic.checkTogether(.functionTable, .initArray, .initArraysz)
        try dynamic.checkTogether(.functionTable, .finiArray, .finiArraysz)
        let entryCount = Int((dynamic[.initArraysz] ?? 0) / 8)
        constructorCount = max(0, dynamic[.initialize] == nil ? entryCount : entryCount - 1)
        try addArray(at: dynamic[.initArray], bytes: dynamic[.initArraysz], image: image)
        try addArray(at: dynamic[.finiArray], bytes: dynamic[.finiArraysz], image: image)
    }

    private mutating func addArray(
        at address: UInt64?, bytes: UInt64?, image: LoadMap
    ) throws(PreflightError) {
        guard let address, let bytes else { return }
        let offset = try image.offset(of: .functionTable, at: address, count: bytes)
        guard address % 8 == 0, bytes % 8 == 0 else {
            throw .malformed(.functionTable, offset: offset)
        }
        if bytes > 0 { slots.append(address..<address + bytes) }
    }

    var hazards: [Hazard] {
        constructorCount > 0 ? [.constructors(count: constructorCount)] : []
    }

    /// Whether what is relocated at an address will be called.
    func contains(_ address: UInt64) -> Bool {
        slots.contains { $0.contains(address) }
    }
}
