/// Rows in columns that are as wide as what stands in them.
public struct TextTable: Sendable {
    public enum Alignment: Sendable {
        case left
        case right
    }

    public struct Column: Sendable {
        let heading: String
        let alignment: Alignment

        public static func left(_ heading: String) -> Column {
            Column(heading: heading, alignment: .left)
        }

        public static func right(_ heading: String) -> Column {
            Column(heading: heading, alignment: .right)
        }
    }

    static let gap = "  "
    private let columns: [Column]
    private var rows: [[StyledText]] = []

    public init(_ columns: [Column]) {
        self.columns = columns
    }

    public var isEmpty: Bool { rows.isEmpty }

    /// - Parameter row: a text for each column.
    public mutating func add(_ row: [StyledText]) {
        precondition(row.count == columns.count, "expected \(columns.count) cells")
        rows.append(row)
    }

    /// The heading and the rows, without line feeds and without blanks at their ends.
    public func lines(colored: Bool) -> [String] {
        let headings = columns.map { StyledText($0.heading, .bold) }
        let widths = columns.indices.map { index in
            ([headings] + rows).map { $0[index].width }.max() ?? 0
        }
        return ([headings] + rows).map { line($0, widths, colored: colored) }
    }

    private func line(_ row: [StyledText], _ widths: [Int], colored: Bool) -> String {
        var line = ""
        var blanks = 0
        for (index, cell) in row.enumerated() {
            let room = widths[index] - cell.width
            let isRight = columns[index].alignment == .right
            if index > 0 { blanks += Self.gap.count }
            if isRight { blanks += room }
            if cell.width > 0 {
                line += String(repeating: " ", count: blanks) + cell.rendered(colored: colored)
                blanks = 0
            }
            if !isRight { blanks += room }
        }
        return line
    }
}
