// What is told of an app's generations.

import Exposition

extension AppMetrics {
    static let lifecycle: [Metric<AppReading>] = state + deployments + containment

    private static let states = labels("state", AppStatus.State.allCases)
    private static let generationStates = labels("state", GenerationStatus.State.allCases)
    private static let steps = labels("reason", AppCounts.LoadStep.allCases)

    /// Every value that a label can have, with the label.
    private static func labels<Value: RawRepresentable<String>>(
        _ name: String, _ values: [Value]
    ) -> [(Value, MetricLabels)] {
        values.map { ($0, MetricLabels(name, $0.rawValue)) }
    }

    private static let state: [Metric<AppReading>] = [
        Metric("nano_app", .info, "The version that serves, and where its handlers run.") {
            app, writer in
            guard let serving = app.status.serving,
                let known = app.status.generations.first(where: { $0.id == serving })
            else { return }
            writer.add(
                app.labels.adding("version", known.version)
                    .adding("execution", known.generation?.isInline == true ? "inline" : "lane"))
        },
        Metric("nano_app_state", .gauge, "1 for the state that the app is in, 0 for all others.") {
            app, writer in
            for (state, label) in states {
                writer.add(app.labels, and: label, app.status.state == state ? 1 : 0)
            }
        },
        Metric("nano_app_generations", .gauge, "Loaded copies of the app's plugin, by state.") {
            app, writer in
            for (state, label) in generationStates {
                writer.add(app.labels, and: label, app.generationCount(state))
            }
        },
        Metric("nano_app_serving_generation", .gauge, "The number of the generation that serves.") {
            app, writer in
            guard let serving = app.status.serving else { return }
            writer.add(app.labels, Int(serving.number))
        },
        Metric("nano_app_lane_threads", .gauge, "Threads for handlers that may block.") {
            $1.add($0.labels, $0.laneThreadCount)
        },
        Metric("nano_app_lane_queue", .gauge, "Handlers that wait for such a thread.") {
            $1.add($0.labels, $0.laneQueueCount)
        },
    ]

    private static let deployments: [Metric<AppReading>] = [
        Metric("nano_app_loads", .counter, "First generations, and those after a removal.") {
            $1.add($0.labels, $0.status.counts.loads)
        },
        Metric("nano_app_swaps", .counter, "Generations that took over from another one.") {
            $1.add($0.labels, $0.status.counts.swaps)
        },
        Metric(
            "nano_app_load_failures", .counter,
            "Files and candidates that were refused, by the step that refused them."
        ) { app, writer in
            // All of them, from the start: an alert sees the first failure only as an increase.
            let failures = app.status.counts.loadFailures
            for (step, label) in steps {
                writer.add(app.labels, and: label, failures[step, default: 0])
            }
        },
        Metric(
            "nano_app_load_duration_seconds", .summary,
            "From the first byte copied to the publication."
        ) { app, writer in
            let counts = app.status.counts
            writer.add(
                app.labels, count: counts.timedLoads, sum: Double(counts.loadMicroseconds) / 1e6)
        },
        Metric(
            "nano_app_drain_duration_seconds", .summary, "Drains that have ended."
        ) { app, writer in
            let counts = app.status.counts
            writer.add(
                app.labels, count: counts.drains, sum: Double(counts.drainMicroseconds) / 1e6)
        },
        Metric("nano_app_drain_timeouts", .counter, "Drains whose deadline cut requests off.") {
            $1.add($0.labels, $0.status.counts.drainTimeouts)
        },
    ]

    private static let containment: [Metric<AppReading>] = [
        Metric("nano_app_faults", .counter, "Generations that have crashed.") {
            $1.add($0.labels, $0.status.counts.faults)
        },
        Metric("nano_app_hangs", .counter, "Handlers that did not come back in time.") {
            $1.add($0.labels, $0.status.counts.hangs)
        },
    ]
}
