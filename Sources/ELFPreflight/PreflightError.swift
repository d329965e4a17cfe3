/// Why a file is refused as a plugin: one case per reason, with what was found.
///
/// `String(describing:)` is one line for the operator, without the file's name.
public enum PreflightError: Error, Sendable, Hashable {
    /// The file has no bytes.
    case empty
    /// A part ends at `endOffset`, beyond the file's end.
    case truncated(ELFPart, endOffset: UInt64, fileBytes: Int)

    /// The file does not begin with `7f 45 4c 46`, but with these bytes (at most four).
    case notELF(firstBytes: [UInt8])
    /// `EI_CLASS` is not `ELFCLASS64`.
    case wrongClass(UInt8)
    /// `EI_DATA` is not `ELFDATA2LSB`.
    case wrongByteOrder(UInt8)
    /// `EI_VERSION` or `e_version` is not 1.
    case wrongFormatVersion(UInt32)
    /// `EI_OSABI` is neither System V (0) nor GNU/Linux (3).
    case wrongOSABI(UInt8)
    /// Built for another instruction set.
    case wrongMachine(Machine, expected: Machine)
    /// Not something that can be loaded into a running process.
    case notSharedObject(ELFFileType)

    /// The entries of a table have a size other than ELF's.
    case wrongEntryBytes(ELFPart, found: UInt64, expected: UInt64)
    /// A table has more entries than any sound file.
    case tooMany(ELFPart, found: UInt64, limit: UInt64)
    /// The program header of this index describes a segment that cannot be mapped.
    case badSegment(index: Int, SegmentFault)
    /// Nothing to load: there is no `PT_LOAD`.
    case noSegments
    /// No `PT_DYNAMIC`, so nothing can be imported or exported.
    case noDynamicTable
    /// A part that the dynamic linker needs is not named in the dynamic table.
    case missing(ELFPart)
    /// A part's address is in no segment's file bytes.
    case unmapped(ELFPart, address: UInt64)
    /// A part contradicts itself, at this offset in the file.
    case malformed(ELFPart, offset: UInt64)

    /// No note of owner `nano`, type 1.
    case noManifest
    /// The manifest breaks the rules of `manifest.h`.
    case badManifest(ManifestFault)
    /// The plugin speaks another major version of the ABI.
    case wrongABIMajor(UInt16, host: UInt16)
    /// The plugin needs a newer minor version of the ABI.
    case abiMinorTooNew(needed: UInt16, host: HostABI)
    /// `nano_plugin_entry_v1` is not there for the runtime to call.
    case badEntry(EntryFault)
    /// Loading it would change the process for all others; its effect is `refused`.
    case hazard(Hazard)

    /// Whether the file may become sound by being written further: empty, ends within one of its
    /// parts, or begins with zeros (allocated, not yet filled). Wait until it has settled, then
    /// look again. Everything else is wrong as it stands.
    public var looksIncomplete: Bool {
        switch self {
        case .empty, .truncated: true
        case .notELF(let firstBytes): firstBytes.allSatisfy { $0 == 0 }
        default: false
        }
    }
}
