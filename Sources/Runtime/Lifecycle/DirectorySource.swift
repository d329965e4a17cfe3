import Configuration
import Glibc

/// Reads a plugin directory: every `NAME.so` is an app, and `NAME.json` beside it its entry.
/// Lifecycle thread only.
struct DirectorySource {
    let directory: String
    private let permissions: PermissionPolicy
    private var entries: [String: CachedEntry] = [:]

    private struct CachedEntry {
        let identity: FileIdentity
        let result: Result<AppEntry, EntryFault>
    }

    /// Why a `NAME.json` cannot be taken: it cannot be read, or it is wrong.
    private struct EntryFault: Error {
        let description: String
    }

    init(directory: String, permissions: PermissionPolicy = .current()) {
        self.directory = directory
        self.permissions = permissions
    }

    /// Adds what is there now.
    /// - Throws: `FileError` where the directory cannot be read.
    mutating func look(_ defaults: ServerConfiguration, into look: inout Look) throws(FileError) {
        guard let names = DirectoryListing.names(of: directory) else {
            throw FileError(path: directory, call: "opendir", code: errno)
        }
        for name in names {
            // Tools write to hidden names before they rename into place.
            guard name.suffix(3).elementsEqual(".so".utf8), name.first != UInt8(ascii: ".") else {
                continue
            }
            sight(name, defaults, into: &look)
        }
        let present = Set(look.sightings.map(\.spec.path))
        entries = entries.filter { present.contains($0.key) }
    }

    private mutating func sight(
        _ fileName: [UInt8], _ defaults: ServerConfiguration, into look: inout Look
    ) {
        let path = directory + "/" + String(decoding: fileName, as: UTF8.self)
        let name: AppName
        do {
            name = try AppName(Array(fileName.dropLast(3)))
        } catch {
            look.refusals.append(.init(app: nil, path: path, reason: "app name: \(error)"))
            return
        }
        switch entry(for: name, beside: path) {
        case .success(let entry):
            let settings = defaults.settings(for: entry)
            look.sightings.append(
                .init(
                    spec: AppSpec(
                        name: name, path: path, settings: settings, source: .directory),
                    identity: FileIdentity(path: path)))
        case .failure(let error):
            look.refusals.append(.init(app: name, path: path, reason: error.description))
        }
    }

    private mutating func entry(for name: AppName, beside path: String)
        -> Result<AppEntry, EntryFault>
    {
        let file = "\(directory)/\(name).json"
        guard let identity = FileIdentity(path: file) else {
            return .success(AppEntry(name: name))
        }
        if let cached = entries[path], cached.identity == identity {
            return cached.result
        }
        do {
            let bytes = try FileContent.read(
                guarded: file, isConfined: true, permissions,
                bytesMax: FileContent.configurationBytesMax)
            let result = Result { () throws(ConfigurationError) in
                try AppEntry.parse(bytes, file: file, name: name)
            }.mapError { EntryFault(description: $0.description) }
            entries[path] = CachedEntry(identity: identity, result: result)
            return result
        } catch {
            return .failure(EntryFault(description: error.description))
        }
    }
}
