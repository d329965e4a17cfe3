import PluginABI
import PluginHosting

/// Every request of a check, some times over, on the calling thread.
struct RequestCalls: Sendable {
    private let requests: [PluginRequest]
    private let channel: ProbeChannel
    private let app: LoadedApp
    private let host: ProbeHost
    private let appName: String
    private let cycle: UInt64
    private let count: Int

    init(_ probe: ProbeRun, app: LoadedApp, host: ProbeHost, owner: UInt64, count: Int) {
        requests = probe.plan.requests
        channel = probe.channel
        appName = probe.plan.app
        self.app = app
        self.host = host
        self.count = count
        cycle = owner
    }

    /// From any thread, and from several at once.
    func run() {
        for _ in 0..<count {
            for index in requests.indices where !host.hasOpenCall {
                call(index)
            }
        }
    }

    private func call(_ index: Int) {
        let request = requests[index]
        channel.send(.began(.handle, cycle: Int(cycle)))
        let answer: PluginAnswer?
        do {
            answer = try RequestCall(request, authority: appName).run(app, on: host)
        } catch {
            channel.send(.failed("\(error)"))
            return
        }
        guard let answer else { return report(.callNotEnded(request: "\(request)")) }
        if let reason = answer.refusal {
            report(.badAnswer(request: "\(request)", reason: reason))
            return
        }
        if answer.status >= 500 {
            report(.serverError(request: "\(request)", status: answer.status))
        }
        channel.send(
            .answered(request: index, status: answer.status, bodyBytes: answer.bodyBytes))
    }

    private func report(_ defect: Defect) {
        channel.send(.found(Finding(step: .handle, defect: defect)))
    }
}
