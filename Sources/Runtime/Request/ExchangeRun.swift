/// Requests of one app that one read has brought and that were answered at once, all with the same
/// status. They are counted together, each with an equal share of the time: to read the clock and
/// count for each one by itself would be a sixth of what a pipelined request costs.
///
/// On the connection's event loop, and empty whenever the loop does something else.
struct ExchangeRun {
    // Not retained: the table of the turn's routes keeps it.
    private var meter: Unmanaged<AppMeter>?
    private var status = 0
    private var count = 0
    private var startNanoseconds = 0
    private var byteCountIn = 0
    private var byteCountOut = 0

    var isEmpty: Bool { count == 0 }

    func isOf(_ meter: Unmanaged<AppMeter>) -> Bool {
        isEmpty || self.meter?.toOpaque() == meter.toOpaque()
    }

    /// - Parameter meter: the same as of those before.
    /// - Returns: whether an exchange that has ended was taken up; not where its status is another
    ///   one.
    mutating func take(
        _ meter: Unmanaged<AppMeter>, status: Int, startNanoseconds: Int, bytesIn: Int,
        bytesOut: Int
    ) -> Bool {
        if isEmpty {
            self.meter = meter
            self.status = status
            self.startNanoseconds = startNanoseconds
        } else if self.status != status {
            return false
        }
        count &+= 1
        byteCountIn &+= bytesIn
        byteCountOut &+= bytesOut
        return true
    }

    /// - Parameter others: exchanges that share the time with these, and are counted elsewhere.
    /// - Returns: the share of these, in nanoseconds.
    mutating func end(at nanoseconds: Int, sharedWith others: Int) -> Int {
        guard !isEmpty else { return 0 }
        let share = (nanoseconds &- startNanoseconds) / (count + others) * count
        meter?._withUnsafeGuaranteedRef {
            $0.count(
                status: status, times: count, nanoseconds: share, bytesIn: byteCountIn,
                bytesOut: byteCountOut)
        }
        self = ExchangeRun()
        return share
    }
}
