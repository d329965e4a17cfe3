/// A plugin directory whose plugins must be signed, and the key that is trusted.
struct Signing {
    let directory: TestDirectory
    let key: SigningKey

    var plugins: PluginDirectory { directory.plugins }

    /// Runs a server that trusts the key. Each call is a new start over the same state.
    func serve(_ arguments: String..., body: (ServerProcess) throws -> Void) throws {
        let all = [plugins.path, "--trusted-keys", key.publicKeyPath] + arguments
        try withServer(in: directory, all, body: body)
    }

    /// Puts a version of the fixture `hello` into place as it should be done.
    func deploy(_ version: Int, as app: String = "app") throws {
        let bytes = try PluginBuilder.bytes(of: .hello(version))
        try deploy(bytes, try key.signature(of: bytes, app: app), as: app)
    }

    /// The signature first, then the plugin, each by a rename.
    func deploy(_ bytes: [UInt8], _ signature: [UInt8], as app: String = "app") throws {
        try deploySignature(signature, as: app)
        try plugins.install(bytes, as: app)
    }

    func deploySignature(of plugin: FixturePlugin) throws {
        let bytes = try PluginBuilder.bytes(of: plugin)
        try deploySignature(try key.signature(of: bytes, app: "app"), as: "app")
    }

    private func deploySignature(_ signature: [UInt8], as app: String) throws {
        let hidden = plugins.file(".\(app).minisig.new")
        try PluginDirectory.write(signature, to: hidden)
        try plugins.rename(hidden, to: plugins.file("\(app).so.minisig"))
    }
}

func withSigning(_ body: (Signing) throws -> Void) throws {
    let directory = try TestDirectory()
    try body(Signing(directory: directory, key: try SigningKey(in: directory)))
}
