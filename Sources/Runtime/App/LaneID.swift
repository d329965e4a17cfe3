/// A lane, by the number that the kernel gave its thread (gettid(2)): what a signal is sent by, and
/// not given to another thread before this one has ended.
typealias LaneID = Int32
