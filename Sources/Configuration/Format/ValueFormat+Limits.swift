extension ValueFormat where Value == Limits {
    /// The defaults, with what the object gives in their place.
    static let limits = Self(summary: "an object") { located throws(ConfigurationError) in
        let section = try Section(located, keys: ConfigurationFormat.limits)
        var limits = Limits()
        try limits.readSizes(section)
        try limits.readTimes(section)
        try limits.readCounts(section)
        return limits
    }
}

extension Limits {
    fileprivate mutating func readSizes(_ section: Section) throws(ConfigurationError) {
        try section.read(LimitsKey.requestLine, into: &requestLineBytesMax)
        try section.read(LimitsKey.fieldSection, into: &fieldSectionBytesMax)
        try section.read(LimitsKey.fieldCount, into: &fieldCountMax)
        try section.read(LimitsKey.chunkExtension, into: &chunkExtensionBytesMax)
    }

    fileprivate mutating func readTimes(_ section: Section) throws(ConfigurationError) {
        try section.read(LimitsKey.headTimeout, into: &headTimeoutSeconds)
        try section.read(LimitsKey.bodyRate, into: &bodyBytesPerSecondMin)
        try section.read(LimitsKey.bodyGrace, into: &bodyGraceSeconds)
        try section.read(LimitsKey.writeTimeout, into: &writeTimeoutSeconds)
        try section.read(LimitsKey.idleTimeout, into: &idleTimeoutSeconds)
        try section.read(LimitsKey.lingerTimeout, into: &lingerTimeoutSeconds)
    }

    fileprivate mutating func readCounts(_ section: Section) throws(ConfigurationError) {
        try section.read(LimitsKey.connectionCount, into: &connectionCountMax)
        try section.read(
            LimitsKey.connectionCountPerAddress, into: &connectionCountPerAddressMax)
    }
}
