/// All series of one app, through all its generations: what `/metrics` is made of.
///
/// Callable from every thread. The lock is taken to register and to read, never to update.
final class MetricRegistry: Sendable {
    static let seriesCountMax = 200

    enum RegistrationError: Error, Equatable {
        /// A loaded generation has that name for another kind.
        case otherKind
        case tooMany
    }

    /// Series of one name, for a reader.
    struct Family: Sendable {
        let name: String
        let kind: MetricDescription.Kind
        let help: String
        /// By their labels.
        let series: [Series]
    }

    struct Series: Sendable {
        let labels: [MetricDescription.Label]
        /// A histogram's upper bounds.
        let buckets: [Double]
        let reading: MetricSeries.Reading

        fileprivate init(_ series: MetricSeries) {
            labels = series.description.labels
            buckets = series.description.buckets
            reading = series.reading
        }
    }

    private struct Key: Hashable {
        let name: String
        let labels: [MetricDescription.Label]
    }

    private struct Entry {
        var series: MetricSeries
        var help = ""
        /// Generations that are loaded and have registered it.
        var userCount = 0
        /// Of registrations: the latest one's help counts.
        var turn = 0
    }

    private struct State {
        var entries: [Key: Entry] = [:]
        var lastTurn = 0
    }

    private let state = Monitor(State())

    /// The series of that name, kind and labels: an earlier registration's, or a new one at 0.
    /// Call `release` when the generation is unloaded.
    func register(_ description: MetricDescription) throws(RegistrationError) -> MetricSeries {
        try state.withLock { state throws(RegistrationError) in
            try Self.checkKind(description, &state)
            state.lastTurn += 1
            let key = Key(name: description.name, labels: description.labels)
            if state.entries[key] == nil { try Self.makeRoom(&state) }
            var entry = state.entries[key] ?? Entry(series: MetricSeries(description))
            // With other buckets, old counts cannot be kept. Prometheus knows such a reset.
            if entry.series.description.buckets != description.buckets {
                entry = Entry(series: MetricSeries(description))
            }
            entry.help = description.help
            entry.turn = state.lastTurn
            entry.userCount += 1
            state.entries[key] = entry
            return entry.series
        }
    }

    /// A generation that registered the series is unloaded. Its numbers stay for the next one.
    func release(_ series: MetricSeries) {
        let key = Key(name: series.description.name, labels: series.description.labels)
        state.withLock { state in
            if state.entries[key]?.series === series { state.entries[key]?.userCount -= 1 }
        }
    }

    /// Everything, by name.
    var families: [Family] {
        let entries = state.withLock { Array($0.entries) }
        return Dictionary(grouping: entries) { $0.key.name }.sorted { $0.key < $1.key }
            .compactMap { name, entries in Self.family(name, entries.map(\.value)) }
    }

    private static func family(_ name: String, _ entries: [Entry]) -> Family? {
        guard let latest = entries.max(by: { $0.turn < $1.turn }) else { return nil }
        return Family(
            name: name, kind: latest.series.description.kind, help: latest.help,
            series: entries.map { Series($0.series) }
                .sorted { $0.labels.lexicographicallyPrecedes($1.labels) })
    }

    /// Of a name whose kind has changed, what no loaded generation uses is forgotten.
    private static func checkKind(
        _ description: MetricDescription, _ state: inout State
    ) throws(RegistrationError) {
        let others = state.entries.filter {
            $0.key.name == description.name && $0.value.series.description.kind != description.kind
        }
        guard others.values.allSatisfy({ $0.userCount == 0 }) else { throw .otherKind }
        for key in others.keys { state.entries[key] = nil }
    }

    private static func makeRoom(_ state: inout State) throws(RegistrationError) {
        if state.entries.count >= seriesCountMax {
            state.entries = state.entries.filter { $0.value.userCount > 0 }
        }
        guard state.entries.count < seriesCountMax else { throw .tooMany }
    }
}
