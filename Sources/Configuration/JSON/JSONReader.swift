// Why a JSON reader of our own: positions are the product. A configuration file is written by
// hand, and the answer to a mistake must be the line and column of the very key or value that is
// wrong, also when the JSON is sound and only its meaning is not. The readers at hand drop the
// positions once they have parsed, and accept a key that is given twice.
//
// It reads RFC 8259 strictly: no byte order mark, no invalid UTF-8, no lone surrogate, no
// duplicate key, nothing after the value. It is bounded in size and depth, and no input traps it.
// It is a pure function of the bytes and may run on any thread. `ValueFormat` comes after it and
// gives the values their meaning.

/// Reads the bytes of one JSON text into nodes that know their positions.
struct JSONReader {
    /// The largest file that is read, in bytes.
    static let fileBytesMax = 1 << 20

    /// How deeply objects and arrays may be nested.
    static let depthMax = 64

    let bytes: [UInt8]
    let file: String

    /// The index of the next byte.
    var offset = 0
    var line = 1
    /// The offset at which the column count of this line starts. It moves along with every UTF-8
    /// continuation byte, so that columns count scalars.
    var columnOrigin = 0
    /// The way to the value that is being read. Its length is the depth.
    var path = ConfigurationPath()

    private init(_ bytes: [UInt8], file: String) {
        self.bytes = bytes
        self.file = file
    }

    /// The only value of `bytes`, or the first thing that is wrong with them.
    static func read(_ bytes: [UInt8], file: String) throws(ConfigurationError) -> JSONNode {
        var reader = JSONReader(bytes, file: file)
        guard bytes.count <= fileBytesMax else {
            throw reader.failure("a file of at most \(fileBytesMax) bytes", got: "\(bytes.count)")
        }
        guard !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else {
            throw reader.failure("UTF-8 without a byte order mark", got: "a byte order mark")
        }
        reader.skipWhitespace()
        let root = try reader.readValue()
        reader.skipWhitespace()
        guard reader.offset == bytes.count else {
            throw reader.failure("the end of the file")
        }
        return root
    }

    mutating func readValue() throws(ConfigurationError) -> JSONNode {
        let position = self.position
        guard let byte = nextByte else { throw failure("a value") }
        let value: JSONValue
        switch byte {
        case UInt8(ascii: "{"): value = .object(try readMembers())
        case UInt8(ascii: "["): value = .array(try readElements())
        case UInt8(ascii: "\""): value = .string(try readString())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            value = .number(literal: try readNumber())
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
            value = try readWord()
        default: throw failure("a value")
        }
        return JSONNode(value: value, position: position)
    }

    /// `true`, `false` or `null`.
    private mutating func readWord() throws(ConfigurationError) -> JSONValue {
        let end = bytes[offset...].firstIndex { !isLetter($0) } ?? bytes.endIndex
        let word = String(decoding: bytes[offset..<end], as: UTF8.self)
        let value: JSONValue
        switch word {
        case "true": value = .boolean(true)
        case "false": value = .boolean(false)
        case "null": value = .null
        default: throw failure("a value", got: "the word \(quoted(word))")
        }
        offset = end
        return value
    }

    private func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
