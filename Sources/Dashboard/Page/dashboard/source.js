// Where the page's data comes from: answers that are asked for every second, and events that the
// server sends. Both say when the server is away, and both come back by themselves.

const periodMilliseconds = 1_000;
/// Until a server that is away is tried again.
const retryMilliseconds = 2_000;
const patienceMilliseconds = 10_000;

async function ask(path) {
    const signal = AbortSignal.timeout(patienceMilliseconds);
    const response = await fetch(path, { cache: "no-store", signal });
    if (response.status === 404) return null;
    if (!response.ok) throw new Error(`${path} was answered with ${response.status}`);
    return await response.json();
}

/// Asks for the process, its apps and the app that is looked at, each second while the page can be
/// seen. A slow answer makes it ask less often, so that it never takes more than a fifth of the
/// one thread that answers operators.
export class Poll {
    /// - Parameter name: of the app that is looked at, or null where the server knows none.
    constructor({ name, onAnswer, onFailure }) {
        Object.assign(this, { name, onAnswer, onFailure });
        document.addEventListener("visibilitychange", () => this.ask());
    }

    async ask() {
        clearTimeout(this.timer);
        if (this.isUnderWay || document.hidden) return;
        this.isUnderWay = true;
        const began = performance.now();
        let period = periodMilliseconds;
        try {
            const name = this.name();
            const [status, list, detail] = await Promise.all([
                ask("/status"), ask("/apps"),
                name === null ? null : ask(`/apps/${encodeURIComponent(name)}`),
            ]);
            if (!status || !list) throw new Error("the server does not know /status and /apps");
            this.onAnswer({ status, apps: list.apps, detail, time: Date.now() });
        } catch (error) {
            this.onFailure(error);
            period = retryMilliseconds;
        }
        this.isUnderWay = false;
        const took = performance.now() - began;
        this.timer = setTimeout(() => this.ask(), Math.max(period - took, 4 * took));
    }
}

/// Takes server-sent events apart (WHATWG HTML, section 9.2.6): text in, as it comes, and events
/// out. The browser's own EventSource must know each event's name beforehand; the runtime has many.
export class EventParser {
    constructor() {
        this.rest = "";
        this.event = { name: "message", data: [] };
        this.lastID = 0;
    }

    /// - Returns: the events that are whole: `{id, name, data}`.
    take(text) {
        const lines = (this.rest + text).split("\n");
        this.rest = lines.pop();
        return lines.map((line) => this.takeLine(line.replace(/\r$/, ""))).filter(Boolean);
    }

    takeLine(line) {
        if (line === "") {
            const { name, data } = this.event;
            this.event = { name: "message", data: [] };
            return data.length > 0 ? { id: this.lastID, name, data: data.join("\n") } : null;
        }
        const [, field, value] = /^([^:]*):? ?(.*)$/.exec(line);
        if (field === "id") this.lastID = Number(value) || this.lastID;
        if (field === "event") this.event.name = value;
        if (field === "data") this.event.data.push(value);
        return null;
    }
}

/// The server's events, from the oldest it still has; after a break, from where it broke off.
export class EventStream {
    constructor({ onEvent }) {
        this.onEvent = onEvent;
        this.lastID = 0;
    }

    /// Another process answers: its events are counted from one.
    restart() {
        this.lastID = 0;
        this.cancellation?.abort();
    }

    async run() {
        for (;;) {
            try {
                await this.read();
            } catch {
                // The poll says so, and this tries again.
            }
            await new Promise((resume) => setTimeout(resume, retryMilliseconds));
        }
    }

    async read() {
        this.cancellation = new AbortController();
        const { signal } = this.cancellation;
        const response = await fetch(`/events?after=${this.lastID}`, { cache: "no-store", signal });
        if (!response.ok) throw new Error(`/events was answered with ${response.status}`);
        const parser = new EventParser();
        const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
        for (;;) {
            const { value, done } = await reader.read();
            if (done) return;
            const events = parser.take(value);
            if (parser.lastID > 0 && !signal.aborted) this.lastID = parser.lastID;
            if (events.length > 0) this.onEvent(events);
        }
    }
}
