/// The bytes of a sound ELF file, to be made unsound.
struct EditableELF {
    var bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Program header kinds, as in elf(5).
    enum Segment: UInt32 {
        case load = 1
        case dynamic = 2
        case note = 4
        case gnuStack = 0x6474_E551
    }

    /// Offsets of fields in a program header, as in elf(5).
    enum SegmentField: Int {
        case kind = 0
        case offset = 8
        case address = 16
        case fileBytes = 32
        case memoryBytes = 40
        case alignment = 48
    }

    func read<Value: FixedWidthInteger>(at offset: Int, as: Value.Type = Value.self) -> Value {
        (0..<MemoryLayout<Value>.size).reduce(0) { $0 | Value(bytes[offset + $1]) << ($1 * 8) }
    }

    mutating func write<Value: FixedWidthInteger>(_ value: Value, at offset: Int) {
        for index in 0..<MemoryLayout<Value>.size {
            bytes[offset + index] = UInt8(truncatingIfNeeded: value >> (index * 8))
        }
    }

    /// The offsets of all program headers of a kind.
    func segments(_ kind: Segment) -> [Int] {
        let table = Int(read(at: 32, as: UInt64.self))
        let count = Int(read(at: 56, as: UInt16.self))
        return (0..<count).map { table + $0 * 56 }
            .filter { read(at: $0, as: UInt32.self) == kind.rawValue }
    }

    /// Sets a field of 8 bytes in the program header at an offset.
    mutating func set(_ field: SegmentField, _ value: UInt64, at segment: Int) {
        write(value, at: segment + field.rawValue)
    }

    func get(_ field: SegmentField, at segment: Int) -> UInt64 {
        read(at: segment + field.rawValue)
    }

    /// The offset of the value of a dynamic tag, whose table is found by `PT_DYNAMIC`.
    func dynamicValue(_ tag: UInt64) -> Int? {
        let table = Int(get(.offset, at: segments(.dynamic)[0]))
        let count = Int(get(.fileBytes, at: segments(.dynamic)[0])) / 16
        return (0..<count).map { table + $0 * 16 }
            .first { read(at: $0, as: UInt64.self) == tag }
            .map { $0 + 8 }
    }

    /// The offset of a text's first occurrence.
    func offset(of text: String) -> Int? {
        let pattern = Array(text.utf8)
        return bytes.indices.first { bytes[$0...].starts(with: pattern) }
    }

    /// The offset of the manifest in a plugin named hello: its name is 16 bytes in.
    var manifestOffset: Int? {
        offset(of: "hello\0").map { $0 - 16 }
    }
}
