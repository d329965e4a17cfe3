/// Which functions the addresses of a backtrace lie in, by the file's own names: `.symtab`, or the
/// exported ones where that was stripped.
public struct FunctionNames {
    /// A place in a function.
    public struct Place: Equatable, Sendable {
        /// As the linker has it: C++ and Swift names are mangled.
        public let name: String
        /// From the function's first byte.
        public let offset: UInt64
    }

    /// Mangled names are longer, but nobody reads them to their end.
    private static let nameBytesMax = 256
    private static let (symbolTableType, dynamicSymbolTableType): (UInt32, UInt32) = (2, 11)

    private let symbols: SectionHeader
    private let names: SectionHeader

    /// - Parameter file: all bytes of the file, which must not change while this is used.
    /// - Returns: `nil` when the file has no symbols, or is not as it should be.
    public init?(_ file: RawSpan, machine: Machine) {
        do {
            let header = try ELFHeader(file, machine: machine)
            let sections = try SectionHeaders(file, header: header)
            let found =
                try sections.section(ofType: Self.symbolTableType, in: file)
                ?? sections.section(ofType: Self.dynamicSymbolTableType, in: file)
            guard let found, let names = try sections.section(linkedFrom: found, in: file)
            else { return nil }
            (symbols, self.names) = (found, names)
        } catch {
            return nil
        }
    }

    /// The function that begins last at or before `address`, counted from the image's load address.
    public func place(of address: UInt64, in file: RawSpan) -> Place? {
        guard
            let table = try? file.part(.section, at: symbols.offset, count: symbols.fileBytes)
        else { return nil }
        var nearest: Symbol?
        var offset = 0
        while offset + Int(Symbol.byteCount) <= table.byteCount {
            let symbol = Symbol(table.extracting(offset..<offset + Int(Symbol.byteCount)))
            offset += Int(Symbol.byteCount)
            guard symbol.type == 2, !symbol.isImported, symbol.address <= address else { continue }
            if symbol.address >= nearest?.address ?? 0 { nearest = symbol }
        }
        guard let nearest else { return nil }
        return name(at: Int(nearest.nameOffset), in: file).map {
            Place(name: $0, offset: address - nearest.address)
        }
    }

    private func name(at offset: Int, in file: RawSpan) -> String? {
        guard let table = try? file.part(.section, at: names.offset, count: names.fileBytes),
            offset < table.byteCount
        else { return nil }
        var text: [UInt8] = []
        for position in offset..<min(table.byteCount, offset + Self.nameBytesMax) {
            let byte = table.byte(at: position)
            if byte == 0 { break }
            text.append(byte)
        }
        return text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
    }
}
