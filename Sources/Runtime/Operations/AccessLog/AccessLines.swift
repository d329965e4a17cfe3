import Configuration

/// One event loop's lines of the access log: those of this turn, and records to fill. Belongs to
/// its event loop.
struct AccessLines {
    private static let spareCountMax = 64

    private let log: AccessLog
    private var bytes: [UInt8] = []
    private var count = 0
    private var times = AccessTimes()
    private var spare: [AccessRecord] = []

    init(_ log: AccessLog) {
        self.log = log
    }

    mutating func record() -> AccessRecord {
        spare.popLast() ?? AccessRecord()
    }

    /// Writes a record that is complete, and takes it back.
    mutating func add(_ record: AccessRecord) {
        let text = times.text(at: record.unixNanoseconds, log.format)
        if log.isJournal {
            JournalEntry.append(record, log.format, text, to: &bytes)
        } else {
            AccessLine.append(record, log.format, text, to: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
        count += 1
        if spare.count < Self.spareCountMax { spare.append(record) }
    }

    /// Hands over what there is.
    mutating func handOver() {
        guard count > 0 else { return }
        log.add(bytes, count: count)
        bytes.removeAll(keepingCapacity: bytes.capacity <= 1 << 20)
        count = 0
    }
}
