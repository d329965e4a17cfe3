/// What a document names exists: its links, the paths it quotes, and the Swift files.
struct References {
    /// Paths of files and folders, relative to the repository.
    let existing: Set<String>

    private var names: Set<Substring> {
        Set(existing.compactMap { $0.split(separator: "/").last })
    }

    func offences(in document: Document) -> [Offence] {
        let missing =
            document.links.filter { !existing.contains($0) }
            + document.quoted.filter(isMissingPath)
            + document.quoted.filter(isMissingSwiftFile)
        return missing.map { Offence(path: document.path, reason: "\($0) does not exist") }
    }

    /// For example `Tests/StyleTests` or `tools/check --help`; but not `tools/…`.
    private func isMissingPath(_ quoted: String) -> Bool {
        let path = quoted.prefix { $0 != " " }
        let isPath = path.wholeMatch(of: /(?:Sources|Tests|Plugins|tools|\.ci)\/[\w.+\/-]*/) != nil
        guard isPath, !path.contains("NAME") else { return false }
        return !existing.contains(path.hasSuffix("/") ? String(path.dropLast()) : String(path))
    }

    private func isMissingSwiftFile(_ quoted: String) -> Bool {
        guard quoted.wholeMatch(of: /[A-Z][\w+]*\.swift/) != nil else { return false }
        return quoted != "Type+Topic.swift" && !names.contains(quoted[...])
    }
}
