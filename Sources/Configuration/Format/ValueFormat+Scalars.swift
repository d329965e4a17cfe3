extension ValueFormat where Value == Int {
    /// A number of digits only: `1e3` and `1.0` are refused, so that no rounding can hide in one.
    static func wholeNumber(_ range: ClosedRange<Int>) -> Self {
        let summary = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        return Self(summary: summary) { located throws(ConfigurationError) in
            guard case .number(let literal) = located.node.value, let number = Int(literal),
                range.contains(number)
            else { throw located.mismatch(summary) }
            return number
        }
    }
}

extension ValueFormat where Value == Double {
    /// Seconds, fractions of one included.
    static func seconds(_ range: ClosedRange<Int>) -> Self {
        let summary = "a number of seconds from \(range.lowerBound) to \(range.upperBound)"
        let bounds = Double(range.lowerBound)...Double(range.upperBound)
        return Self(summary: summary) { located throws(ConfigurationError) in
            guard case .number(let literal) = located.node.value, let seconds = Double(literal),
                bounds.contains(seconds)
            else { throw located.mismatch(summary) }
            return seconds + 0  // -0 becomes 0
        }
    }
}

extension ValueFormat where Value == String {
    /// A path of Linux, where one longer than PATH_MAX less its NUL can't be opened.
    static let path = {
        let pathBytesMax = 4095
        let summary = "a path of 1 to \(pathBytesMax) bytes without NUL"
        return Self(summary: summary) { located throws(ConfigurationError) in
            guard case .string(let path) = located.node.value,
                (1...pathBytesMax).contains(path.utf8.count), !path.utf8.contains(0)
            else { throw located.mismatch(summary) }
            return path
        }
    }()

    /// An address or name to listen on, with a port.
    static let hostPort = {
        let summary = "HOST:PORT, as 127.0.0.1:9464 or [::1]:9464"
        return Self(summary: summary) { located throws(ConfigurationError) in
            guard case .string(let text) = located.node.value, HostPort(text) != nil
            else { throw located.mismatch(summary) }
            return text
        }
    }()

    /// An address or name to listen on, an IPv6 address with or without brackets. The value has
    /// none, as the socket calls want it.
    static let listenHost = Self("an IP address or host name, without a port") {
        text throws(HostnameError) in
        if let address = IPv6Address(Array(text.utf8)[...]) { return address.description }
        let host = try Hostname(text).text
        return host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
    }
}

extension ValueFormat where Value == AccessLogFormat {
    static let accessLogFormat = {
        let names = AccessLogFormat.allCases.map(\.rawValue)
        let summary = "\(names.dropLast().joined(separator: ", ")) or \(names.last ?? "")"
        return Self(summary: summary) { located throws(ConfigurationError) in
            guard case .string(let text) = located.node.value,
                let format = AccessLogFormat(rawValue: text)
            else { throw located.mismatch(summary) }
            return format
        }
    }()
}

extension ValueFormat where Value == AppName {
    static let appName = Self(AppNameError.expected) { text throws(AppNameError) in
        try AppName(text)
    }
}

extension ValueFormat where Value == Hostname {
    static let hostname = Self(HostnameError.expected) { text throws(HostnameError) in
        try Hostname(text)
    }
}
