/// A part of an ELF file, by the name that messages give it.
public enum ELFPart: String, Sendable, Hashable, CustomStringConvertible {
    case header = "ELF header"
    case programHeaders = "program header table"
    case segment = "segment"
    case sectionHeaders = "section table"
    case section = "section"
    case notes = "notes"
    case dynamicTable = "dynamic table"
    case stringTable = "dynamic string table"
    case symbolTable = "dynamic symbol table"
    case symbolHash = "symbol hash table"
    case symbolVersions = "symbol version table"
    case relocations = "relocation table"
    case functionTable = "table of initializers"
    case threadLocalStorage = "thread-local storage"
    case readOnlyAfterRelocation = "RELRO area"

    public var description: String { rawValue }
}
