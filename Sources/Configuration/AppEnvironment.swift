/// The `env` of an app: names, each once, with their values.
public struct AppEnvironment: Equatable, Sendable {
    /// The variables, sorted by the bytes of their names, so that the order in the file does not
    /// make two environments differ.
    public let variables: [EnvironmentVariable]

    /// No variable at all.
    public static let empty = AppEnvironment([])

    /// The environment of `variables`, whose names differ.
    init(_ variables: [EnvironmentVariable]) {
        self.variables = variables.sorted { Self.precedes($0.name, $1.name) }
    }

    /// The value of `name`, compared byte for byte, or nil.
    public subscript(name: String) -> String? {
        variables.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
    }

    /// Every variable of both; where a name is in both, the value of `other`.
    public func merging(_ other: AppEnvironment) -> AppEnvironment {
        // A thousand apps without variables of their own share one copy of the defaults.
        if other.variables.isEmpty { return self }
        var merged: [EnvironmentVariable] = []
        var mine = variables[...]
        var theirs = other.variables[...]
        while let left = mine.first, let right = theirs.first {
            let isMineNext = Self.precedes(left.name, right.name)
            merged.append(isMineNext ? left : right)
            if isMineNext || !Self.precedes(right.name, left.name) { mine.removeFirst() }
            if !isMineNext { theirs.removeFirst() }
        }
        return AppEnvironment(sorted: merged + mine + theirs)
    }

    private init(sorted variables: [EnvironmentVariable]) {
        self.variables = variables
    }

    private static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}
