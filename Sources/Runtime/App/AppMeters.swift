/// The meters of one app, one an event loop. They outlive its generations.
struct AppMeters: Sendable {
    /// By loop.
    let loops: [AppMeter]

    init(app: String, loopCount: Int) {
        loops = (0..<loopCount).map { _ in AppMeter(app: app) }
    }

    /// All loops together.
    var reading: AppMeter.Reading {
        loops.reduce(into: AppMeter.Reading()) { $1.add(to: &$0) }
    }
}
