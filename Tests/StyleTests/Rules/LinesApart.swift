/// The request line and the app line meet in `App/` alone: no file of one names a type of the
/// other, and what both stand on names neither.
struct LinesApart: Rule {
    private static let runtime = "Sources/Runtime/"
    /// Folders of the runtime, and those whose types they may not name.
    private static let unknown: [String: Set<String>] = [
        "Request": ["Lifecycle"],
        "Lifecycle": ["Request"],
        "App": ["Request", "Lifecycle", "Services"],
        "Containment": ["Request", "Lifecycle"],
        "Services": ["Request", "Lifecycle"],
        "Operations": ["Request", "Lifecycle"],
        "Threads": ["Request", "Lifecycle", "App", "Operations"],
    ]
    /// `Threads/` knows what a thread is started for.
    private static let allowed: [String: Set<String>] = ["Threads": ["GenerationID"]]

    func offences(in files: [SourceFile]) -> [Offence] {
        let types = Dictionary(grouping: files, by: Self.part).mapValues {
            Set($0.flatMap(\.declaredTypes))
        }
        return files.flatMap { file in
            let part = Self.part(file)
            let forbidden = (Self.unknown[part] ?? []).reduce(into: Set<String>()) {
                $0.formUnion(types[$1] ?? [])
            }
            return file.uses(of: forbidden.subtracting(Self.allowed[part] ?? [])).map {
                Offence(path: file.path, line: $0.line, reason: "\(part)/ may not name \($0.word)")
            }
        }
    }

    private static func part(_ file: SourceFile) -> String {
        String(file.path.dropFirst(runtime.count).prefix { $0 != "/" })
    }
}
