import Configuration
import Exposition

/// What one scrape has read of one app. An object: as a value it would have its twenty references
/// counted for each metric, which was half of what a scrape costs.
final class AppReading {
    /// The app's.
    let labels: MetricLabels
    let status: AppStatus
    let meters: AppMeter.Reading
    /// Of all its generations.
    let active: Int
    let laneThreadCount: Int
    let laneQueueCount: Int
    private let generationStates: [GenerationStatus.State]

    init(_ status: AppStatus) {
        labels = MetricLabels("app", status.name.text)
        self.status = status
        meters = status.meters?.reading ?? AppMeter.Reading()
        generationStates = status.generations.map(\.state)
        active = status.generations.reduce(0) { $0 + $1.active }
        let loads = status.generations.compactMap { $0.generation?.lanes.load }
        laneThreadCount = loads.reduce(0) { $0 + $1.threadCount }
        laneQueueCount = loads.reduce(0) { $0 + $1.waitingCount }
    }

    /// How many generations are in a state; of the pinned ones all, also those not told of.
    func generationCount(_ state: GenerationStatus.State) -> Int {
        guard state != .pinned else { return status.pinnedCount }
        return generationStates.count { $0 == state }
    }
}
