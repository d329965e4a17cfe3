import ArgumentParser
import ControlClient
import FoundationEssentials

/// `nano-runtime add`.
struct AddCommand: OperatorCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add an app to a running runtime.",
        discussion: """
            The app is of that process: a restart begins from its directory and configuration.
            """)

    @Argument(help: "The plugin's file.", completion: .file(extensions: ["so"]))
    var path: String?

    @Option(help: "The app's name. (default: the file's, without .so)")
    var name: String?

    @Option(
        name: .customLong("hostname"),
        help: "A host that the app answers to, once for each. (default: NAME and NAME.localhost)")
    var hostnames: [String] = []

    @Option(
        help: ArgumentHelp(
            "A file with the app's entry, as an element of apps in nano.json; what is given here "
                + "wins.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var entry: String?

    @OptionGroup var options: ControlOptions

    func validate() throws {
        guard path != nil || entry != nil else {
            throw ValidationError("expected the PATH of a plugin or --entry FILE, got neither")
        }
    }

    func run(_ client: ControlClient) async throws {
        let app = try await client.add(entry: draft().json)
        try print(app) { _ in [ServingLine.text(app)] }
    }

    private func draft() throws -> AppEntryDraft {
        let here = FileManager.default.currentDirectoryPath
        var draft = AppEntryDraft()
        var folder = here
        if let entry {
            draft = try AppEntryDraft(json: FileBytes.read(entry), file: entry)
            // As in nano.json: relative to the file that says it.
            if path == nil, let slash = entry.lastIndex(of: "/") {
                folder = Self.absolute(String(entry[...slash]), in: here)
            }
        }
        if let path = path ?? draft.path { draft.setPath(Self.absolute(path, in: folder)) }
        if let name { draft.setName(name) }
        if !hostnames.isEmpty { draft.setHostnames(hostnames) }
        return draft
    }

    private static func absolute(_ path: String, in folder: String) -> String {
        if path.hasPrefix("/") { return path }
        return folder + (folder.hasSuffix("/") ? "" : "/") + path
    }
}
