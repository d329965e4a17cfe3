import Glibc

/// Which files lie where in this process's memory (proc_pid_maps(5)), at one moment. Reading it
/// waits for no lock of the dynamic linker's, which a plugin's constructor may hold.
struct MemoryMap {
    private struct Mapping {
        let start: UInt
        let end: UInt
        let offset: UInt
        let path: Substring
    }

    /// By address.
    private let mappings: [Mapping]

    init() {
        mappings = Self.text.split(separator: "\n").compactMap { line in
            // 7f00-7f10 r-xp 00001000 08:01 4711   /lib/libc.so.6
            let words = line.split(separator: " ", maxSplits: 5)
            let bounds = words.first?.split(separator: "-") ?? []
            guard words.count == 6, bounds.count == 2, let start = UInt(bounds[0], radix: 16),
                let end = UInt(bounds[1], radix: 16), let offset = UInt(words[2], radix: 16)
            else { return nil }
            let path = words[5].drop { $0 == " " }
            guard path.hasPrefix("/") else { return nil }
            return Mapping(start: start, end: end, offset: offset, path: path)
        }
    }

    /// The path of the file that lies there, and the address's place in it.
    func file(at address: UInt) -> (path: String, offset: UInt)? {
        guard let mapping = mappings.first(where: { $0.start <= address && address < $0.end })
        else { return nil }
        return (String(mapping.path), address - mapping.start + mapping.offset)
    }

    private static var text: String {
        let descriptor = open("/proc/self/maps", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return "" }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = read(descriptor, &piece, piece.count)
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes += piece.prefix(count)
        }
    }
}
