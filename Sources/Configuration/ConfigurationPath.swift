/// The way from the root of a configuration file to one value in it, such as
/// `apps[2].env.GREETING`.
struct ConfigurationPath: CustomStringConvertible, Sendable {
    enum Step: Sendable {
        case key(String)
        case index(Int)
    }

    private var steps: [Step] = []

    /// The path of the whole file; its description is empty.
    init() {}

    /// How many steps lead here.
    var count: Int { steps.count }

    mutating func append(_ step: Step) {
        steps.append(step)
    }

    mutating func removeLast() {
        steps.removeLast()
    }

    func appending(_ step: Step) -> ConfigurationPath {
        var longer = self
        longer.append(step)
        return longer
    }

    var description: String {
        var text = ""
        for step in steps {
            switch step {
            case .index(let index): text += "[\(index)]"
            case .key(let key) where !isPlain(key): text += "[\(quoted(key))]"
            case .key(let key): text += text.isEmpty ? key : ".\(key)"
            }
        }
        return text
    }

    /// Whether a key reads well, and unmistakably, without quotes.
    private func isPlain(_ key: String) -> Bool {
        (1...64).contains(key.utf8.count)
            && key.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}
