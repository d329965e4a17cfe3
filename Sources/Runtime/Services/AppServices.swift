/// What the host services keep for one app, through all its generations: from its first one until
/// nothing of it is left.
///
/// Callable from every thread.
final class AppServices: Sendable {
    let store: KeyValueStore
    let metrics = MetricRegistry()
    let http = AppHTTP()

    init(storeBytesMax: Int) {
        store = KeyValueStore(bytesMax: storeBytesMax)
    }
}
