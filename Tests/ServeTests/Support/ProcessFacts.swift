import Foundation

/// What the kernel says of a running process (`proc(5)`).
struct ProcessFacts {
    let pid: pid_t

    /// The paths of the plugin images that are mapped, each once.
    func images(below directory: String) throws -> Set<String> {
        let lines = try read("maps").split(separator: "\n")
        let paths = lines.compactMap { line in
            line.firstIndex(of: "/").map { String(line[$0...]) }
        }
        return Set(paths.filter { $0.hasPrefix(directory) })
    }

    func descriptorCount() throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fd").count
    }

    func threadCount() throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task").count
    }

    func residentKiB() throws -> Int {
        let line = try read("status").split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        guard let number = line?.split(whereSeparator: { !$0.isNumber }).first,
            let value = Int(number)
        else { throw TestFailure("expected VmRSS, got \(line ?? "nothing")") }
        return value
    }

    private func read(_ file: String) throws -> String {
        String(
            decoding: try Data(contentsOf: URL(filePath: "/proc/\(pid)/\(file)")), as: UTF8.self)
    }
}
