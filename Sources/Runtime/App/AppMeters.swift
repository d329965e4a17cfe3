/// The meters of one app, one an event loop. They outlive its generations.
struct AppMeters: Sendable {
    /// By loop.
    let loops: [AppMeter]

    init(loopCount: Int) {
        loops = (0..<loopCount).map { _ in AppMeter() }
    }

    /// All loops together.
    var reading: AppMeter.Reading {
        loops.reduce(into: AppMeter.Reading()) { $0 += $1.reading }
    }
}
