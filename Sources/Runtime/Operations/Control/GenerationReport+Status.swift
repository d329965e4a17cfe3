import ControlAPI

extension GenerationReport {
    init(_ status: GenerationStatus, _ moment: ReportMoment) {
        let load = status.generation?.lanes.load
        self.init(
            id: status.id.number, state: State(status.state), version: status.version,
            buildID: status.buildID,
            execution: status.generation?.isInline == true ? "inline" : "lane",
            unloadClass: status.unloadClass,
            since: ReportMoment.text(unixSeconds: status.sinceUnixSeconds),
            activeConnections: status.active,
            lanes: LanesReport(
                threads: load?.threadCount ?? 0, queued: load?.waitingCount ?? 0),
            drain: status.drain.map { DrainReport($0, moment) }, reason: status.reason)
    }
}

extension GenerationReport.State {
    fileprivate init(_ state: GenerationStatus.State) {
        switch state {
        case .loading: self = .loading
        case .serving: self = .serving
        case .draining: self = .draining
        case .unloading: self = .unloading
        case .parked: self = .parked
        case .pinned: self = .pinned
        }
    }
}

extension DrainReport {
    fileprivate init(_ drain: GenerationStatus.Drain, _ moment: ReportMoment) {
        let elapsed = moment.milliseconds - drain.startMilliseconds
        self.init(
            elapsedMilliseconds: elapsed, timeoutMilliseconds: drain.timeoutMilliseconds,
            leftMilliseconds: max(0, drain.timeoutMilliseconds - elapsed),
            activeAtStart: drain.activeAtStart)
    }
}
