// The process: the line at the top, its figures, and whether the server still answers.

import { Sparkline } from "./charts.js";
import { StateBadge, make, setText } from "./document.js";
import { bytes, clock, count, duration, exact, share, span } from "./format.js";

class Figure {
    constructor(label) {
        this.value = make("dd", "value");
        this.note = make("dd", "note");
        this.element = make("div", "figure", make("dt", "", label), this.value, this.note);
    }

    show(value, note) {
        setText(this.value, value);
        setText(this.note, note);
    }
}

export class Overview {
    /// - Parameter parts: the elements `line`, `figures` and `link` of the page.
    constructor({ line, figures, link }) {
        this.state = new StateBadge();
        this.words = make("span", "words");
        line.append(this.state.element, this.words);
        this.figures = {
            rate: new Figure("Requests/s"), errors: new Figure("Errors"),
            connections: new Figure("Connections"), memory: new Figure("Memory"),
            lag: new Figure("Event loop lag"),
        };
        this.spark = new Sparkline(120, 32);
        this.figures.rate.element.append(this.spark.element);
        figures.append(...Object.values(this.figures).map(({ element }) => element));
        this.link = link;
    }

    show({ status, history }, now) {
        this.state.show(status.state);
        setText(this.words, [
            status.version, status.address, `pid ${status.pid}`, `up ${span(status.uptime_s)}`,
        ].join(" · "));
        const { average, samples } = history;
        const { rate, errors, connections, memory, lag } = this.figures;
        rate.show(count(average.rate), `${exact(status.requests)} in all`);
        this.spark.show(samples, now);
        errors.show(share(average.errorShare), `${exact(status.errors)} in all`);
        errors.element.classList.toggle("failing", average.errorShare >= 0.01);
        connections.show(exact(status.connections), `${exact(status.connections_refused)} refused`);
        memory.show(bytes(status.resident_bytes), dropped(status.log_lines_dropped));
        const lags = status.loops.map((loop) => loop.lag_ms);
        lag.show(duration(Math.max(0, ...lags)), `worst of ${exact(lags.length)} loops`);
    }

    /// - Parameter isUp: whether the last question was answered.
    tell(isUp, answeredAt) {
        const time = answeredAt ? clock(answeredAt) : null;
        this.link.className = isUp ? "link up" : "link down";
        setText(this.link, isUp ? "Live"
            : time ? `Connection lost. Showing ${time}; trying again.`
                : "The server does not answer yet; trying again.");
    }
}

function dropped(lines) {
    return lines > 0 ? `${exact(lines)} log lines dropped` : "resident";
}
