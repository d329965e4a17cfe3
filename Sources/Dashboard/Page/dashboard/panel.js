// The panel of the app that is looked at: charts, generations, and what holds for it.

import { LineChart } from "./charts.js";
import { StateBadge, make, setChildren, setHidden, setText } from "./document.js";
import { bytes, clock, count, duration, exact } from "./format.js";
import { GenerationCard } from "./generations.js";
import { Timeline } from "./timeline.js";

/// Names and values, two columns.
class Facts {
    constructor() {
        this.element = make("dl");
    }

    show(pairs) {
        setChildren(this.element, pairs, ([name]) => name,
            ([name]) => {
                const value = make("dd");
                return { element: make("div", "", make("dt", "", name), value), value };
            },
            (child, [, text]) => setText(child.value, text));
    }
}

export class AppPanel {
    constructor(element, { onClose }) {
        this.element = element;
        this.title = make("h2");
        this.title.tabIndex = -1;
        this.title.id = "panel-title";
        this.state = new StateBadge();
        const close = make("button", "close", "Close");
        close.type = "button";
        close.addEventListener("click", onClose);
        this.subtitle = make("p", "facts");
        this.notices = make("div", "notices");
        this.rate = new LineChart({
            title: "Requests per second", write: (value) => count(value),
            series: [
                { label: "all", key: "rate", tone: "first" },
                { label: "errors", key: "errorRate", tone: "bad" },
            ],
        });
        this.latency = new LineChart({
            title: "Latency", write: duration,
            series: [
                { label: "p50", key: "p50", tone: "first" },
                { label: "p99", key: "p99", tone: "second" },
            ],
        });
        this.timeline = new Timeline();
        this.generations = make("ol", "generations");
        this.traffic = new Facts();
        this.settings = new Facts();
        element.append(
            make("div", "head", this.title, this.state.element, close), this.subtitle, this.notices,
            this.rate.element, this.latency.element,
            make("h3", "", "Generations"), this.timeline.element, this.generations,
            make("h3", "", "Since the start"), this.traffic.element,
            make("h3", "", "Limits"), this.settings.element);
        element.addEventListener("keydown", (event) => {
            if (event.key === "Escape") onClose();
        });
    }

    focus() {
        this.title.focus();
    }

    /// - Parameters:
    ///   - app: null when it is no longer known.
    ///   - detail: its own answer, if it has come: what holds its drains is told in it alone.
    show(name, app, detail, now) {
        setText(this.title, name);
        this.element.classList.toggle("gone", !app);
        if (!app) {
            this.state.show("leaving", "gone");
            this.notify(["This app is gone: nothing of it is in the process."]);
            return;
        }
        const { report, history } = app;
        this.state.show(report.state);
        setText(this.subtitle, [
            report.version, sources[report.source], report.path, report.hostnames.join(", "),
        ].filter(Boolean).join(" · "));
        this.notify(notices(report));
        this.rate.show(history.samples, app.swaps, now);
        this.latency.show(history.samples, app.swaps, now);
        this.timeline.show(app.spans, now);
        setChildren(this.generations, (detail ?? report).generations, ({ id }) => id,
            () => new GenerationCard(), (card, generation) => card.show(generation, now));
        this.traffic.show(traffic(report, history.average));
        this.settings.show(settings(report.settings));
    }

    notify(texts) {
        setHidden(this.notices, texts.length === 0);
        setChildren(this.notices, texts, (text) => text,
            (text) => ({ element: make("p", "", text) }), () => {});
    }
}

const sources = {
    directory: "plugin directory", configuration: "configuration file", control: "control API",
};

function notices(report) {
    const failure = report.last_failure;
    const kept = report.previous;
    return [
        report.quarantine_reason ? `Quarantined: ${report.quarantine_reason}` : null,
        failure ? `Refused at ${clock(failure.at)}: ${failure.reason}` : null,
        kept ? `A rollback would bring back generation ${kept.generation}, ${kept.version}.` : null,
    ].filter(Boolean);
}

function traffic(report, average) {
    const { traffic: totals, counts } = report;
    const refusals = Object.entries(totals.refused ?? {}).filter(([, number]) => number > 0);
    return [
        ["Requests", exact(totals.requests)],
        ["Errors", exact(totals.errors)],
        ["Received", `${bytes(totals.bytes_in)}, ${bytes(average.bytesInRate)}/s`],
        ["Sent", `${bytes(totals.bytes_out)}, ${bytes(average.bytesOutRate)}/s`],
        ["Loads", exact(counts.loads)],
        ["Swaps", exact(counts.swaps)],
        ["Load failures", exact(counts.load_failures)],
        ["Faults", exact(counts.faults)],
        ["Hangs", exact(counts.hangs)],
        ...refusals.map(([reason, number]) => [`503, ${spoken(reason)}`, exact(number)]),
    ];
}

const spoken = (word) => word.replaceAll("_", " ");

function settings(values) {
    const most = (value) => (value > 0 ? exact(value) : "none");
    return [
        ["Drain", duration(values.drain_timeout_s * 1e3)],
        ["Request", values.timeout_ms > 0 ? duration(values.timeout_ms) : "none"],
        ["Body", bytes(values.max_body_bytes)],
        ["Threads", most(values.threads)],
        ["Queue", most(values.queue_max)],
        ["Concurrency", most(values.max_concurrency)],
        ["Requests/s", most(values.max_requests_per_s)],
        ["Faults a minute", most(values.max_faults)],
        ["Store", bytes(values.kv_max_bytes)],
        ["Variables", (values.env_names ?? []).join(", ") || "none"],
    ];
}
