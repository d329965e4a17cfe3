/// What a soak has shown.
struct SoakReport {
    let load: LoadReport
    let swaps: [SwapRecord]
    /// The runtime's memory before the first swap.
    let residentBytesBefore: Int
    /// Of requests that no swap was under way for.
    let steady: Latencies
    /// Of requests that were under way while a swap was.
    let swapping: Latencies

    init(load: LoadReport, swaps: [SwapRecord], residentBytesBefore: Int) {
        self.load = load
        self.swaps = swaps
        self.residentBytesBefore = residentBytesBefore
        var steady: [LoadSample] = []
        var swapping: [LoadSample] = []
        var next = 0
        // Samples are in the order of their ends, and swaps follow each other: of those that began
        // before a request's end, the last one tells whether the request saw any of them.
        for sample in load.samples {
            while next < swaps.count && swaps[next].startNanoseconds <= sample.endNanoseconds {
                next += 1
            }
            let isSwapping = next > 0 && swaps[next - 1].endNanoseconds >= sample.startNanoseconds
            if isSwapping { swapping.append(sample) } else { steady.append(sample) }
        }
        self.steady = Latencies(steady)
        self.swapping = Latencies(swapping)
    }

    /// Whether no client has noticed any of it.
    var passes: Bool { load.isClean }

    /// From the rename to the event; the slowest swap's.
    var slowestSwapMilliseconds: Double { swaps.map(\.swapMilliseconds).max() ?? 0 }

    /// How much memory the runtime took for a swap, on the average of the later half: the first
    /// ones fill what is used again.
    var growthBytesPerSwap: Int {
        guard let last = swaps.last, swaps.count >= 4 else { return 0 }
        let middle = swaps[swaps.count / 2]
        return (last.residentBytes - middle.residentBytes) / (swaps.count - 1 - swaps.count / 2)
    }

    var imageCountMax: Int { swaps.map(\.imageCount).max() ?? 0 }
}
