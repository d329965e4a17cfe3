import Foundation

/// What the kernel says of a running process (`proc(5)`).
struct ProcessFacts {
    let pid: pid_t

    /// The plugin images that are mapped, each once, by app and generation.
    func images(below directory: String) throws -> [MappedImage] {
        let lines = try read("maps").split(separator: "\n")
        let paths = lines.compactMap { line in
            line.firstIndex(of: "/").map { String(line[$0...]) }
        }
        return Set(paths.filter { $0.hasPrefix(directory) }).map { MappedImage(path: $0) }
            .sorted { ($0.app, $0.generation) < ($1.app, $1.generation) }
    }

    func descriptorCount() throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fd").count
    }

    /// The lowest descriptor that is not in use: the next to be given.
    func nextDescriptor() throws -> Int {
        let names = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fd")
        let used = Set(names.compactMap { Int($0) })
        return (0...).first { !used.contains($0) } ?? 0
    }

    func threadCount() throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task").count
    }

    /// The lines of its map.
    func mappingCount() throws -> Int { try read("maps").split(separator: "\n").count }

    func residentKiB() throws -> Int { try status("VmRSS:") }

    /// The most that was ever resident.
    func residentPeakKiB() throws -> Int { try status("VmHWM:") }

    /// Has the peak count from what is resident now (`/proc/PID/clear_refs`, proc(5)).
    func resetResidentPeak() throws {
        let path = "/proc/\(pid)/clear_refs"
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        defer { close(descriptor) }
        guard descriptor >= 0, write(descriptor, "5", 1) == 1 else {
            throw TestFailure.system(path, errno)
        }
    }

    private func status(_ key: String) throws -> Int {
        let line = try read("status").split(separator: "\n").first { $0.hasPrefix(key) }
        guard let number = line?.split(whereSeparator: { !$0.isNumber }).first,
            let value = Int(number)
        else { throw TestFailure("expected \(key), got \(line ?? "nothing")") }
        return value
    }

    /// Read to its end by hand: such files say that they are empty.
    private func read(_ file: String) throws -> String {
        let descriptor = open("/proc/\(pid)/\(file)", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw TestFailure.system("open /proc/\(pid)/\(file)", errno) }
        defer { close(descriptor) }
        var text: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = Glibc.read(descriptor, &part, part.count)
            guard count >= 0 else { throw TestFailure.system("read /proc/\(pid)/\(file)", errno) }
            if count == 0 { return String(decoding: text, as: UTF8.self) }
            text += part[..<count]
        }
    }
}

/// An image in a process's map: a private copy named `APP.GENERATION.BUILD-ID.so`.
struct MappedImage: Equatable {
    let app: String
    let generation: Int

    init(path: String) {
        let parts = path.split(separator: "/").last?.split(separator: ".") ?? []
        app = parts.dropLast(3).joined(separator: ".")
        generation = parts.dropLast(2).last.flatMap { Int($0) } ?? 0
    }
}
