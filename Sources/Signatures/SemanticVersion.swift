/// A version of Semantic Versioning 2.0.0, for its order of precedence (sections 9 to 11).
public struct SemanticVersion: Sendable {
    /// Major, minor and patch, in digits: they may be as long as they like.
    private let core: [Substring]
    /// Empty for a release.
    private let prerelease: [Substring]

    /// - Parameter text: For example `1.2.0`, `1.2.0-rc.1` or `1.2.0+build.7`.
    /// - Returns: `nil` where the text is no such version.
    public init?(_ text: String) {
        let parts = text.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
        let build = parts.count == 2 ? Self.identifiers(parts[1]) : []
        let version = parts[0].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        let prerelease = version.count == 2 ? Self.identifiers(version[1]) : []
        core = version[0].split(separator: ".", omittingEmptySubsequences: false)
        guard build != nil, let prerelease,
            core.count == 3, core.allSatisfy({ Self.isNumber($0) && Self.isShortest($0) }),
            prerelease.allSatisfy({ !Self.isNumber($0) || Self.isShortest($0) })
        else { return nil }
        self.prerelease = prerelease
    }

    /// Whether it comes before `other`. What follows a `+` does not count.
    public func precedes(_ other: SemanticVersion) -> Bool {
        for (own, others) in zip(core, other.core) where own != others {
            return Self.isLess(own, others)
        }
        // Section 11.3: a pre-release comes before its release.
        if prerelease.isEmpty || other.prerelease.isEmpty {
            return !prerelease.isEmpty && other.prerelease.isEmpty
        }
        for (own, others) in zip(prerelease, other.prerelease) where own != others {
            return Self.isLess(own, others)
        }
        return prerelease.count < other.prerelease.count
    }

    /// The identifiers between dots; `nil` where one is empty or has other characters.
    private static func identifiers(_ text: Substring) -> [Substring]? {
        let identifiers = text.split(separator: ".", omittingEmptySubsequences: false)
        let isValid = identifiers.allSatisfy { identifier in
            !identifier.isEmpty
                && identifier.utf8.allSatisfy { isDigit($0) || isLetter($0) || $0 == 0x2D }
        }
        return isValid ? identifiers : nil
    }

    /// Section 11.4: numbers by value and before words, words by their bytes.
    private static func isLess(_ one: Substring, _ other: Substring) -> Bool {
        switch (isNumber(one), isNumber(other)) {
        case (true, true):
            one.utf8.count == other.utf8.count
                ? one.utf8.lexicographicallyPrecedes(other.utf8)
                : one.utf8.count < other.utf8.count
        case (true, false): true
        case (false, true): false
        case (false, false): one.utf8.lexicographicallyPrecedes(other.utf8)
        }
    }

    private static func isNumber(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy(isDigit)
    }

    /// Whether a number has no leading zero.
    private static func isShortest(_ number: Substring) -> Bool {
        number == "0" || !number.hasPrefix("0")
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
