import NIOCore
import NIOPosix

/// The one thread on which all outgoing requests of the process are carried out: SwiftNIO's, apart
/// from the event loops that serve. It starts with the first request and stays.
enum OutgoingLoop {
    /// Started by whoever asks first: see `OutgoingClient.init`.
    static let loop = MultiThreadedEventLoopGroup(numberOfThreads: 1).next()
}
