/// What a series of metrics is, by the rules of `nano/metrics.h`, which its initializer checks.
struct MetricDescription: Equatable, Sendable {
    enum Kind: String, Sendable {
        case counter, gauge, histogram
    }

    struct Label: Hashable, Comparable, Sendable {
        let name: String
        let value: String

        static func < (one: Label, other: Label) -> Bool {
            (one.name, one.value) < (other.name, other.value)
        }
    }

    static let nameBytesMax = 128
    static let helpBytesMax = 1_024
    static let labelCountMax = 8
    static let labelBytesMax = 128
    static let bucketCountMax = 32

    let kind: Kind
    let name: String
    let help: String
    /// By name.
    let labels: [Label]
    /// Upper bounds, inclusive and rising, of a histogram's buckets but the last, which has none.
    let buckets: [Double]

    /// - Returns: `nil` if a rule is broken.
    init?(kind: Kind, name: String, help: String = "", labels: [Label] = [], buckets: [Double] = [])
    {
        guard Self.isName(name), help.utf8.count <= Self.helpBytesMax,
            labels.count <= Self.labelCountMax, labels.allSatisfy(Self.isLabel),
            Set(labels.map(\.name)).count == labels.count,
            buckets.count <= Self.bucketCountMax, kind == .histogram || buckets.isEmpty,
            buckets.allSatisfy(\.isFinite), zip(buckets, buckets.dropFirst()).allSatisfy(<)
        else { return nil }
        self.kind = kind
        self.name = name
        self.help = help
        self.labels = labels.sorted()
        self.buckets = buckets
    }

    /// The runtime's own metrics begin with `nano_`.
    private static func isName(_ name: String) -> Bool {
        name.utf8.count <= nameBytesMax && !name.hasPrefix("nano_")
            && isIdentifier(name) { isLetter($0) || $0 == UInt8(ascii: ":") }
    }

    /// `app` is added to every series, `le` is a bucket's bound, Prometheus keeps `__…` for itself.
    private static func isLabel(_ label: Label) -> Bool {
        let name = label.name
        return name.utf8.count <= labelBytesMax && label.value.utf8.count <= labelBytesMax
            && !name.hasPrefix("__") && name != "app" && name != "le"
            && isIdentifier(name, isLetter)
    }

    /// What `isFirst` takes, then also digits.
    private static func isIdentifier(_ name: String, _ isFirst: (UInt8) -> Bool) -> Bool {
        guard let first = name.utf8.first, isFirst(first) else { return false }
        return name.utf8.allSatisfy { isFirst($0) || $0 &- 0x30 < 10 }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "_")
    }
}
