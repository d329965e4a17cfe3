import TestSupport

@testable import Configuration

/// Writes random JSON and notes where each key and value begins, in the order of the text.
struct RandomJSONWriter {
    private(set) var text = ""
    private(set) var positions: [SourcePosition] = []
    private var random: SeededGenerator

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    mutating func writeSpace() {
        for _ in 0..<Int.random(in: 0...2, using: &random) {
            text.unicodeScalars.append([" ", "\t", "\n", "\r"].randomElement(using: &random)!)
        }
    }

    mutating func writeValue(depth: Int) {
        notePosition()
        switch Int.random(in: 0..<(depth < 4 ? 7 : 4), using: &random) {
        case 0: text += "-12.5e+3"
        case 1: text += ["true", "false", "null"].randomElement(using: &random)!
        case 2, 3: writeString("")
        case 4: writeItems("[", "]") { $0.writeValue(depth: depth + 1) }
        default:
            var key = 0
            writeItems("{", "}") { writer in
                key += 1
                writer.notePosition()
                writer.writeString("\(key)")
                writer.writeSpace()
                writer.text += ":"
                writer.writeSpace()
                writer.writeValue(depth: depth + 1)
            }
        }
    }

    private mutating func writeItems(
        _ open: String, _ close: String, item: (inout RandomJSONWriter) -> Void
    ) {
        text += open
        writeSpace()
        for index in 0..<Int.random(in: 0...3, using: &random) {
            if index > 0 { text += "," }
            writeSpace()
            item(&self)
            writeSpace()
        }
        text += close
    }

    private mutating func writeString(_ start: String) {
        let pieces = ["a", "ü", "😀", "e\u{301}", "\\n", "\\u00e9", "\\ud83d\\ude00", "\\\""]
        text += "\"" + start
        for _ in 0..<Int.random(in: 0...5, using: &random) {
            text += pieces.randomElement(using: &random)!
        }
        text += "\""
    }

    private mutating func notePosition() {
        let line = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        positions.append(SourcePosition(line: line.count, column: line.last!.count + 1))
    }
}
