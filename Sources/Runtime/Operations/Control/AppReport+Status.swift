// From what the lifecycle thread has written of an app to what operators are told: the numbers are
// those of the moment of asking.

import Configuration
import ControlAPI

extension AppReport {
    init(_ status: AppStatus, _ moment: ReportMoment) {
        let settings = status.settings ?? .initial(for: status.name)
        self.init(
            name: status.name.text, state: State(status.state), source: Source(status.source),
            path: status.path, hostnames: settings.hostnames.map(\.text),
            version: status.version, servingGeneration: status.serving?.number,
            previous: status.kept.map(KeptGenerationReport.init),
            quarantineReason: status.quarantineReason,
            lastFailure: status.lastFailure.map(FailureReport.init),
            traffic: TrafficReport(status), counts: AppCountsReport(status.counts),
            settings: AppSettingsReport(settings),
            generations: status.generations.map { GenerationReport($0, moment) })
    }
}

extension AppReport.State {
    fileprivate init(_ state: AppStatus.State) {
        switch state {
        case .loading: self = .loading
        case .serving: self = .serving
        case .draining: self = .draining
        case .drained: self = .drained
        case .reloading: self = .reloading
        case .quarantined: self = .quarantined
        case .rejected: self = .rejected
        case .leaving: self = .leaving
        }
    }
}

extension AppReport.Source {
    fileprivate init(_ source: AppStatus.Source) {
        switch source {
        case .directory: self = .directory
        case .configuration: self = .configuration
        case .control: self = .control
        }
    }
}

extension AppSettings {
    /// What would hold for an app of which nothing is known but its name.
    fileprivate static func initial(for name: AppName) -> AppSettings {
        ServerConfiguration().settings(for: AppEntry(name: name))
    }
}

extension KeptGenerationReport {
    fileprivate init(_ kept: AppStatus.Kept) {
        self.init(generation: kept.id.number, version: kept.version, buildID: kept.buildID)
    }
}

extension FailureReport {
    fileprivate init(_ failure: AppStatus.Failure) {
        self.init(at: ReportMoment.text(unixSeconds: failure.unixSeconds), reason: failure.reason)
    }
}

extension AppCountsReport {
    fileprivate init(_ counts: AppCounts) {
        self.init(
            loads: counts.loads, swaps: counts.swaps,
            loadFailures: counts.loadFailures.values.reduce(0, +), faults: counts.faults,
            hangs: counts.hangs)
    }
}

extension AppSettingsReport {
    fileprivate init(_ settings: AppSettings) {
        self.init(
            drainTimeoutSeconds: settings.drainTimeoutSeconds,
            timeoutMilliseconds: settings.timeoutMilliseconds,
            maxBodyBytes: settings.maxBodyBytes, laneCountMax: settings.laneCountMax,
            queueCountMax: settings.queueCountMax, concurrencyMax: settings.concurrencyMax,
            requestsPerSecondMax: settings.requestsPerSecondMax,
            faultCountMax: settings.faultCountMax, storeBytesMax: settings.storeBytesMax,
            environmentNames: settings.environment.variables.map(\.name))
    }
}
