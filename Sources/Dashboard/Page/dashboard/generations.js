// What is said of one generation: its state, how far its drain is, and what holds it.

import { StateBadge, make, setAttribute, setChildren, setHidden, setText } from "./document.js";
import { ago, count, duration, exact } from "./format.js";

/// A bar with words; the words are its value too for those who do not see it.
class Progress {
    constructor(label) {
        this.words = make("span");
        this.bar = make("progress");
        this.bar.setAttribute("aria-label", label);
        this.element = make("div", "progress", make("span", "label", label), this.bar, this.words);
    }

    show(value, most, words) {
        setAttribute(this.bar, "max", Math.max(most, 1));
        setAttribute(this.bar, "value", most > 0 ? Math.min(Math.max(value, 0), most) : 1);
        setAttribute(this.bar, "aria-valuetext", words);
        setText(this.words, words);
    }
}

/// Lines of cells under headings, written anew when they differ.
class Rows {
    constructor(label, headings) {
        const heads = headings.map((text) => {
            const head = make("th", "", text);
            head.setAttribute("scope", "col");
            return head;
        });
        this.body = make("tbody");
        const table = make("table", "rows", make("caption", "", label),
            make("thead", "", make("tr", "", ...heads)), this.body);
        this.element = make("div", "wide", table);
    }

    show(rows) {
        setHidden(this.element, rows.length === 0);
        setChildren(this.body, rows.map((cells, place) => ({ cells, place })), ({ place }) => place,
            ({ cells }) => ({ element: make("tr", "", ...cells.map(() => make("td"))) }),
            ({ element }, { cells }) => cells.forEach((text, place) =>
                setText(element.children[place], text)));
    }
}

/// A thread that is inside the code of a generation, with its calls.
class Thread {
    constructor() {
        this.title = make("summary");
        this.calls = make("pre");
        this.element = make("details", "thread", this.title, this.calls);
    }

    show({ id, name, backtrace }) {
        setText(this.title, `Thread ${name} (${id})`);
        setText(this.calls, backtrace.join("\n") || "No backtrace could be taken.");
    }
}

export class GenerationCard {
    constructor() {
        this.number = make("h4");
        this.state = new StateBadge();
        this.since = make("span", "since");
        this.facts = make("p", "facts");
        this.reason = make("p", "reason");
        this.answered = new Progress("Answered");
        this.time = new Progress("Time used");
        this.oldest = make("p", "oldest");
        this.drain = make("div", "drain", this.answered.element, this.time.element, this.oldest);
        this.requests = new Rows("What holds it", ["Request", "Phase", "Age", "Client", "Loop"]);
        this.threads = make("div", "threads");
        this.element = make("li", "generation",
            make("div", "head", this.number, this.state.element, this.since),
            this.facts, this.reason, this.drain, this.requests.element, this.threads);
    }

    show(report, now) {
        setText(this.number, `#${report.id}`);
        this.state.show(report.state);
        setText(this.since, ago(report.since, now));
        setText(this.facts, facts(report));
        setHidden(this.reason, !report.reason);
        setText(this.reason, report.reason ?? "");
        this.showDrain(report);
        this.requests.show((report.requests ?? []).map((held) => [
            `${held.method} ${held.path}`, held.phase, duration(held.age_ms), held.client,
            held.loop,
        ]));
        setChildren(this.threads, report.threads ?? [], ({ id }) => id, () => new Thread(),
            (thread, value) => thread.show(value));
    }

    showDrain({ drain, active_connections: active, requests }) {
        setHidden(this.drain, !drain);
        if (!drain) return;
        const most = Math.max(drain.active_at_start, active);
        this.answered.show(most - active, most, `${exact(active)} of ${exact(most)} left`);
        const limit = drain.timeout_ms;
        const left = drain.left_ms > 0 ? `${duration(drain.left_ms)} until they are cut`
            : "past its deadline";
        this.time.show(drain.elapsed_ms, limit, left);
        const ages = (requests ?? []).map(({ age_ms: age }) => age);
        const oldest = drain.oldest_ms ?? (ages.length > 0 ? Math.max(...ages) : null);
        setHidden(this.oldest, oldest === null);
        if (oldest !== null) setText(this.oldest, `The oldest request is ${duration(oldest)} old.`);
    }
}

function facts(report) {
    const { threads, queued } = report.lanes;
    const lanes = threads > 0 || queued > 0
        ? `${count(threads)} ${threads === 1 ? "lane" : "lanes"}, ${count(queued)} queued` : null;
    return [
        report.version, report.execution, report.unload_class,
        `${exact(report.active_connections)} in flight`, lanes,
        report.build_id ? `build ${report.build_id.slice(0, 12)}` : null,
    ].filter(Boolean).join(" · ");
}
