extension PreflightError: CustomStringConvertible {
    /// One line: what was expected and what was found.
    public var description: String {
        switch self {
        case .empty, .truncated, .notELF, .wrongClass, .wrongByteOrder, .wrongFormatVersion,
            .wrongOSABI, .wrongMachine, .notSharedObject:
            fileDescription
        case .wrongEntryBytes, .tooMany, .badSegment, .noSegments, .noDynamicTable, .missing,
            .unmapped, .malformed:
            structureDescription
        case .noManifest, .badManifest, .wrongABIMajor, .abiMinorTooNew, .badEntry,
            .hazard:
            pluginDescription
        }
    }

    /// What kind of file it is.
    private var fileDescription: String {
        switch self {
        case .empty:
            "empty file"
        case .truncated(let part, let endOffset, let fileBytes):
            "incomplete: its \(part) ends at byte \(endOffset), the file at \(fileBytes)"
        case .notELF(let firstBytes):
            "not an ELF file: begins with "
                + firstBytes.map(hexadecimal).joined(separator: " ") + ", expected 7f 45 4c 46"
        case .wrongClass(let found):
            found == 1 ? "32-bit, expected 64-bit" : "ELF class \(found), expected 2 (64-bit)"
        case .wrongByteOrder(let found):
            found == 2
                ? "big-endian, expected little-endian"
                : "ELF byte order \(found), expected 1 (little-endian)"
        case .wrongFormatVersion(let found):
            "ELF version \(found), expected 1"
        case .wrongOSABI(let found):
            "built for OS ABI \(found), expected 0 (System V) or 3 (GNU/Linux)"
        case .wrongMachine(let found, let expected):
            "built for \(found), this host is \(expected)"
        case .notSharedObject(let found):
            "\(found), expected a shared object (link with -shared)"
        default:
            ""
        }
    }

    /// How it is put together.
    private var structureDescription: String {
        switch self {
        case .wrongEntryBytes(let part, let found, let expected):
            "an entry of its \(part) has \(found) bytes, expected \(expected)"
        case .tooMany(let part, let found, let limit):
            "its \(part) has \(found) entries, expected at most \(limit)"
        case .badSegment(let index, let fault):
            "segment \(index) \(fault)"
        case .noSegments:
            "no loadable segment"
        case .noDynamicTable:
            "no dynamic table: statically linked, or not linked at all"
        case .missing(let part):
            "its dynamic table names no \(part)"
        case .unmapped(let part, let address):
            "its \(part) is at address 0x\(String(address, radix: 16)), which no segment holds"
        case .malformed(let part, let offset):
            "malformed \(part) at byte \(offset)"
        default:
            ""
        }
    }

    /// What it says of itself as a plugin.
    private var pluginDescription: String {
        switch self {
        case .noManifest:
            "no manifest note: not a nano plugin (declare NANO_PLUGIN_MANIFEST)"
        case .badManifest(let fault):
            "its manifest \(fault)"
        case .wrongABIMajor(let found, let host):
            "speaks ABI \(found), too \(found < host ? "old" : "new") for this host's \(host)"
        case .abiMinorTooNew(let needed, let host):
            "needs ABI \(host.major).\(needed) or later, this host offers up to "
                + "\(host.major).\(host.minor)"
        case .badEntry(let fault):
            "\(EntryFault.symbol) \(fault)"
        case .hazard(let hazard):
            "\(hazard)"
        default:
            ""
        }
    }
}
