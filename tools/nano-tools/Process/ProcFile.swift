import Glibc

/// Files of proc(5), read to their end by hand: they say of themselves that they are empty.
enum ProcFile {
    /// Empty where there is no such file, or no longer.
    static func bytes(_ path: String) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        var content: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = read(descriptor, &part, part.count)
            guard count > 0 else { return content }
            content += part[..<count]
        }
    }

    static func text(_ path: String) -> String {
        String(decoding: bytes(path), as: UTF8.self)
    }

    /// The number in the line that begins with `name`, as in `Rss:   1234 kB`; 0 without one.
    static func kibibytes(_ name: String, in text: String) -> Int {
        let line = text.split(separator: "\n").first { $0.hasPrefix(name) }
        return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    }
}
