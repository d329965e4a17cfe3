import ELFPreflight

/// What a signature will say a plugin is: what the command line says, or else its manifest.
struct PluginClaim {
    let app: String
    let version: String

    init(app: String?, version: String?, file: String, content: [UInt8]) throws(SigningError) {
        if let app, let version {
            self.app = app
            self.version = version
            return
        }
        do {
            let manifest = try preflight(content.span.bytes, host: .current).manifest
            self.app = app ?? manifest.name
            self.version = version ?? manifest.version
        } catch {
            throw .noManifest(file, error)
        }
    }
}
