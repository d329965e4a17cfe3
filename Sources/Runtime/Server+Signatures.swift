extension Server {
    /// What signatures plugins must have, by the command line or else the configuration file.
    static func readSignaturePolicy(
        _ options: ServerOptions, _ permissions: PermissionPolicy,
        _ configuration: ConfigurationSource?, _ state: StateDirectory
    ) throws(StartError) -> SignaturePolicy? {
        guard let path = options.trustedKeysPath ?? configuration?.trustedKeysPath else {
            guard !options.allowsDowngrade else {
                throw StartError(
                    "--allow-downgrade: expected --trusted-keys FILE or trusted_keys as well, "
                        + "got neither")
            }
            return nil
        }
        do {
            return try SignaturePolicy(
                keysPath: path, permissions: permissions, allowsDowngrade: options.allowsDowngrade,
                versions: VersionRecords(stateDirectory: state.parent))
        } catch {
            throw StartError("trusted keys: \(error)")
        }
    }
}
