extension ValueFormat where Value == [Hostname] {
    /// One host or more, each once.
    static let hostnames = {
        let summary = "an array of at least one host, each once"
        return Self(summary: summary) { located throws(ConfigurationError) in
            guard let elements = located.elements else { throw located.mismatch(summary) }
            guard !elements.isEmpty else { throw located.mismatch(summary, because: "empty") }
            var hostnames: [Hostname] = []
            var seen: Set<Hostname> = []
            for element in elements {
                let hostname = try ValueFormat<Hostname>.hostname.read(element)
                guard seen.insert(hostname).inserted else {
                    throw element.mismatch("each host once", because: "a second time")
                }
                hostnames.append(hostname)
            }
            return hostnames
        }
    }()
}

extension ValueFormat where Value == AppEnvironment {
    /// An object of strings. Names can't hold `=`, so that `NAME=VALUE` stays unambiguous, and
    /// nothing can hold NUL, which would end a C string early.
    static let environment = {
        let summary = "an object of strings"
        return Self(summary: summary) { located throws(ConfigurationError) in
            guard let members = located.members else { throw located.mismatch(summary) }
            var variables: [EnvironmentVariable] = []
            for member in members {
                let name = member.name.utf8
                guard !name.isEmpty, !name.contains(0), !name.contains(UInt8(ascii: "=")) else {
                    throw member.nameMismatch("a name that is not empty, without NUL and \"=\"")
                }
                guard case .string(let value) = member.value.node.value, !value.utf8.contains(0)
                else { throw member.value.mismatch("a string without NUL") }
                variables.append(EnvironmentVariable(name: member.name, value: value))
            }
            return AppEnvironment(variables)
        }
    }()
}

extension ValueFormat where Value == AppDefaults {
    static let defaults = Self(summary: "an object") { located throws(ConfigurationError) in
        let section = try Section(located, keys: ConfigurationFormat.defaults)
        return AppDefaults(
            drainTimeoutSeconds: try section.read(DefaultsKey.drainTimeout),
            limits: try AppLimits(section),
            environment: try section.read(DefaultsKey.environment) ?? .empty)
    }
}

extension ValueFormat where Value == [LocatedValue] {
    /// Elements that are read one by one, so that a broken one takes down no other.
    static func array(of elements: String, countMax: Int) -> Self {
        let summary = "an array of at most \(countMax) \(elements)"
        return Self(summary: summary) { located throws(ConfigurationError) in
            guard let elements = located.elements else { throw located.mismatch(summary) }
            guard elements.count <= countMax else {
                throw located.mismatch(summary, because: "\(elements.count) elements")
            }
            return elements
        }
    }
}
