extension AppEntry {
    /// Reads the bytes of the `NAME.json` that stands beside a plugin, on any thread.
    ///
    /// - Parameters:
    ///   - bytes: The whole file, at most 1 MiB.
    ///   - file: What errors call the file.
    ///   - name: The NAME of the file's name, which is the plugin's.
    /// - Throws: The first thing that is wrong with it.
    public static func parse(
        _ bytes: [UInt8], file: String, name: AppName
    ) throws(ConfigurationError) -> AppEntry {
        let root = try JSONReader.read(bytes, file: file)
        let object = LocatedValue(node: root, path: ConfigurationPath(), file: file)
        let section = try Section(object, keys: ConfigurationFormat.app)
        if let path = section.located(AppKey.path) {
            throw path.mismatch("no path, for the plugin is \(name).so beside this file")
        }
        if let given = section.located(AppKey.name), try AppKey.name.format.read(given) != name {
            throw given.mismatch("\"\(name)\", as in the file's name")
        }
        return try AppEntry(section, name: name, path: nil)
    }

    /// Reads an app that is added to a running server: an element of `apps`, whose name may be left
    /// out. It is then that of the file, without `.so`.
    ///
    /// - Parameter bytes: At most 1 MiB. Errors call it `body`.
    public static func parse(added bytes: [UInt8]) throws(AddedEntryError) -> AppEntry {
        let root: JSONNode
        do throws(ConfigurationError) {
            root = try JSONReader.read(bytes, file: "body")
        } catch {
            throw .notJSON(error)
        }
        do throws(ConfigurationError) {
            let object = LocatedValue(node: root, path: ConfigurationPath(), file: "body")
            let section = try Section(object, keys: ConfigurationFormat.app)
            let path = try section.require(AppKey.path)
            let given = try section.read(AppKey.name)
            let name = if let given { given } else { try Self.name(ofFile: path, section) }
            return try AppEntry(section, name: name, path: path)
        } catch {
            throw .refused(error)
        }
    }

    private static func name(
        ofFile path: String, _ section: Section
    ) throws(ConfigurationError) -> AppName {
        let file = path.split(separator: "/").last ?? ""
        guard file.hasSuffix(".so"), let name = try? AppName(String(file.dropLast(3))) else {
            return try section.require(AppKey.name)
        }
        return name
    }

    /// Reads an element of `apps`.
    init(_ element: LocatedValue) throws(ConfigurationError) {
        let section = try Section(element, keys: ConfigurationFormat.app)
        try self.init(
            section, name: try section.require(AppKey.name), path: try section.require(AppKey.path))
    }

    private init(
        _ section: Section, name: AppName, path: String?
    ) throws(ConfigurationError) {
        self.init(
            name: name,
            path: path,
            hostnames: try Self.hostnames(section),
            environment: try section.read(AppKey.environment) ?? .empty,
            drainTimeoutSeconds: try section.read(AppKey.drainTimeout),
            limits: try AppLimits(section))
    }

    private static func hostnames(_ section: Section) throws(ConfigurationError) -> [Hostname] {
        if let one = section.located(AppKey.hostname), section.located(AppKey.hostnames) != nil {
            throw one.mismatch("hostname or hostnames", because: "hostnames is given too")
        }
        if let one = try section.read(AppKey.hostname) { return [one] }
        return try section.read(AppKey.hostnames) ?? []
    }
}
