// What holds a generation, for operators: its requests, as the event loops know them, and its
// threads, by the names of the functions that they are in.

import ControlAPI
import ELFPreflight

extension Server {
    /// Asks the event loops.
    static func heldRequests(
        _ loops: [LoopPort]
    ) -> @Sendable (GenerationID, @escaping @Sendable (Int, [HeldRequestReport]) -> Void) -> Void {
        { id, answer in
            for (index, loop) in loops.enumerated() {
                loop.heldRequests(of: id) { answer(index, $0.map(HeldRequestReport.init)) }
            }
        }
    }

    /// Threads inside a generation's code, on the thread that asks.
    static func heldThreads(
        _ watchdog: Watchdog
    ) -> @Sendable (GenerationStatus) -> [HeldThreadReport] {
        { status in
            guard let image = status.image else { return [] }
            let traces = watchdog.traces(of: status.id, in: image)
            guard !traces.isEmpty else { return [] }
            let map = MemoryMap()
            return traces.map { trace in
                HeldThreadReport(
                    id: Int(trace.id), name: trace.name,
                    backtrace: backtrace(trace, image, map))
            }
        }
    }

    private static func backtrace(
        _ trace: ThreadTrace, _ image: GuardedImage, _ map: MemoryMap
    ) -> [String] {
        let places = trace.addresses.enumerated().map { index, address in
            // A return address is behind the call; the byte before it belongs to it.
            image.contains(address)
                ? Fault.Place(index == 0 ? address : address - 1, in: image) : nil
        }
        let names = named(places, map.file(at: image.base)?.path)
        return zip(trace.addresses, names).map { address, name in
            name ?? elsewhere(address, map)
        }
    }

    /// - Parameter path: the copy that was loaded; it stays until the image has left.
    private static func named(_ places: [Fault.Place?], _ path: String?) -> [String?] {
        guard let path, let file = try? MappedFile(path),
            let names = FunctionNames(file.bytes, machine: .current)
        else { return places.map { $0?.description } }
        return places.map { $0?.named(by: names, file.bytes).description }
    }

    private static func elsewhere(_ address: UInt, _ map: MemoryMap) -> String {
        guard let (path, offset) = map.file(at: address) else {
            return "0x" + String(address, radix: 16)
        }
        let file = path.split(separator: "/").last ?? ""
        return "\(file)+0x" + String(offset, radix: 16)
    }
}

extension HeldRequestReport {
    fileprivate init(_ held: HeldRequest) {
        self.init(
            method: held.method, path: held.path, client: held.client,
            ageMilliseconds: held.ageMilliseconds, phase: Phase(held.phase), loop: held.loop)
    }
}

extension HeldRequestReport.Phase {
    fileprivate init(_ phase: HeldRequest.Phase) {
        switch phase {
        case .readingBody: self = .readingBody
        case .handlerOnLane: self = .handlerOnLane
        case .deferred: self = .deferred
        case .streaming: self = .streaming
        case .writing: self = .writing
        }
    }
}
