// What the answers of the server come to: rates, quantiles and their history. It knows nothing of
// the page or of the network. Times are milliseconds since 1970.

/// What charts show.
export const windowMilliseconds = 300_000;
/// What a row of the table is an average of.
const averageMilliseconds = 5_000;
/// Between two answers that are further apart nothing is known: the tab was hidden, or the server
/// away.
const gapMilliseconds = 15_000;

/// What is `share` of a histogram's counts below, in seconds: linear within its bucket. The last
/// bucket has no upper bound, and counts as its lower one.
export function quantile(bounds, counts, share) {
    const total = counts.reduce((sum, count) => sum + count, 0);
    if (!(total > 0)) return NaN;
    let rest = share * total;
    for (let place = 0; place < counts.length; place += 1) {
        const count = counts[place];
        if (count > 0 && rest <= count) {
            const low = place === 0 ? 0 : bounds[place - 1];
            return place < bounds.length ? low + (bounds[place] - low) * (rest / count) : low;
        }
        rest -= count;
    }
    return bounds.at(-1) ?? NaN;
}

/// What happened between two readings of an app's counters, or null where they do not belong
/// together: the process or the app began again.
export function figures(older, newer) {
    const seconds = (newer.time - older.time) / 1e3;
    const [before, after] = [older.traffic, newer.traffic];
    const requests = after.requests - before.requests;
    if (!(seconds > 0) || requests < 0) return null;
    const bounds = after.latency?.bounds_s ?? [];
    const old = before.latency?.counts ?? [];
    const counts = (after.latency?.counts ?? []).map((count, place) => count - (old[place] ?? 0));
    const errors = Math.max(0, after.errors - before.errors);
    return {
        rate: requests / seconds,
        errorRate: errors / seconds,
        errorShare: requests > 0 ? errors / requests : NaN,
        p50: quantile(bounds, counts, 0.5) * 1e3,
        p99: quantile(bounds, counts, 0.99) * 1e3,
        bytesInRate: (after.bytes_in - before.bytes_in) / seconds,
        bytesOutRate: (after.bytes_out - before.bytes_out) / seconds,
    };
}

const unknown = {
    rate: NaN, errorRate: NaN, errorShare: NaN, p50: NaN, p99: NaN, bytesInRate: NaN,
    bytesOutRate: NaN,
};

/// The counters of one app, or of the process, as they come: samples between each two readings for
/// charts, and an average over the last seconds.
export class History {
    constructor() {
        /// By time: `{time, …figures}`; those of an unknown time have NaN.
        this.samples = [];
        this.readings = [];
        this.average = unknown;
    }

    add(time, traffic) {
        const reading = { time, traffic };
        const last = this.readings.at(-1);
        if (last) {
            const isGap = time - last.time > gapMilliseconds;
            const since = isGap ? null : figures(last, reading);
            if (!since) this.readings = [];
            this.samples.push({ time, ...(since ?? unknown) });
        }
        this.readings.push(reading);
        // One that is older than the average's time is what the average begins at.
        while (this.readings.length > 2 && time - this.readings[1].time >= averageMilliseconds) {
            this.readings.shift();
        }
        this.average = figures(this.readings[0], reading) ?? unknown;
        this.forget(time - windowMilliseconds - gapMilliseconds);
    }

    forget(time) {
        const kept = this.samples.findIndex((sample) => sample.time >= time);
        if (kept > 60) this.samples.splice(0, kept);
    }
}

/// One app: what the server last said of it, and what that came to.
export class App {
    constructor(name) {
        this.name = name;
        this.history = new History();
        /// By number: the states that each generation was seen in, `{state, from, to}`.
        this.spans = new Map();
        /// When the generation that serves changed.
        this.swaps = [];
    }

    update(report, time) {
        const before = this.report?.serving_generation;
        const after = report.serving_generation;
        if (before && after && before !== after) this.swaps.push({ time, generation: after });
        this.report = report;
        this.history.add(time, report.traffic);
        for (const generation of report.generations) this.see(generation, time);
        const end = time - windowMilliseconds;
        for (const [id, spans] of this.spans) if (spans.at(-1).to < end) this.spans.delete(id);
        this.swaps = this.swaps.filter((swap) => swap.time >= end);
    }

    see({ id, state, since }, time) {
        const spans = this.spans.get(id) ?? [];
        const last = spans.at(-1);
        if (last?.state === state) last.to = time;
        else {
            // The server knows better than the page when it began, if their clocks agree.
            const told = Date.parse(since);
            const from = Math.max(last?.to ?? 0, told <= time ? told : time);
            spans.push({ state, from, to: time });
        }
        this.spans.set(id, spans);
    }

    /// The generations that the app's own state does not speak of, by state: "1 draining".
    get leftovers() {
        const counts = new Map();
        for (const { id, state } of this.report.generations) {
            if (id === this.report.serving_generation || state === this.report.state) continue;
            counts.set(state, (counts.get(state) ?? 0) + 1);
        }
        return [...counts].map(([state, count]) => ({ state, count }));
    }
}

/// All that the server has said.
export class Model {
    constructor() {
        this.status = null;
        this.history = new History();
        this.apps = new Map();
    }

    /// - Returns: whether another process answers than before.
    update(status, reports, time) {
        const isOther = this.status !== null && this.status.pid !== status.pid;
        this.status = status;
        const traffic = { requests: status.requests, errors: status.errors };
        this.history.add(time, traffic);
        const named = new Set();
        for (const report of reports) {
            named.add(report.name);
            let app = this.apps.get(report.name);
            if (!app) this.apps.set(report.name, (app = new App(report.name)));
            app.update(report, time);
        }
        for (const name of this.apps.keys()) if (!named.has(name)) this.apps.delete(name);
        return isOther;
    }
}

/// What columns of the table are in order by; absent numbers come last in either direction.
const orders = {
    name: (app) => app.name,
    state: (app) => app.report.state,
    version: (app) => app.report.version ?? "",
    generation: (app) => app.report.serving_generation ?? NaN,
    rate: (app) => app.history.average.rate,
    errors: (app) => app.history.average.errorShare,
    p50: (app) => app.history.average.p50,
    p99: (app) => app.history.average.p99,
    flight: (app) => app.report.traffic.in_flight,
};

/// The apps that a filter lets through, in order.
export function select(apps, { text = "", states = new Set(), column = "name", isDown = false }) {
    const wanted = text.trim().toLowerCase();
    const value = orders[column];
    const sign = isDown ? -1 : 1;
    return apps
        .filter(({ report }) => states.size === 0 || states.has(report.state))
        .filter(({ name, report }) => wanted === ""
            || name.toLowerCase().includes(wanted)
            || report.hostnames.some((host) => host.includes(wanted)))
        .map((app) => ({ app, value: value(app) }))
        .sort((one, other) => sign * compare(one.value, other.value, sign)
            || compare(one.app.name, other.app.name, 1))
        .map(({ app }) => app);
}

function compare(one, other, sign) {
    if (Number.isNaN(one) || Number.isNaN(other)) {
        return sign * (Number(Number.isNaN(one)) - Number(Number.isNaN(other)));
    }
    return one < other ? -1 : one > other ? 1 : 0;
}
