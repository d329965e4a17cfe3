/// A place in a configuration file, as an editor shows it.
struct SourcePosition: Equatable, Sendable {
    /// The line, from 1. A line ends at a line feed.
    let line: Int

    /// The column, from 1, counted in Unicode scalars; a tab is one column.
    let column: Int

    static let start = SourcePosition(line: 1, column: 1)
}
