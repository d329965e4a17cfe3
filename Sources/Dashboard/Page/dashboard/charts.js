// Charts of the last five minutes, as SVG: their colours are the style sheet's, in light and dark.

import { draw, make, setAttribute, setText } from "./document.js";
import { clock } from "./format.js";
import { windowMilliseconds } from "./model.js";

const height = 132;
const inset = { left: 56, right: 8, top: 10, bottom: 22 };
const fallbackWidth = 440;

/// The path of a line through samples; it breaks where a value is unknown.
function line(samples, value, x, y) {
    let path = "";
    let isDown = false;
    for (const sample of samples) {
        const reading = value(sample);
        if (!Number.isFinite(reading)) {
            isDown = false;
            continue;
        }
        const point = `${x(sample.time).toFixed(1)} ${y(reading).toFixed(1)}`;
        // A point of its own is drawn as the round end of a line without length.
        path += isDown ? `L${point}` : `M${point}h.01`;
        isDown = true;
    }
    return path;
}

/// The smallest of 1, 2, 4, 6 and 8 times a power of ten that is not below: half of it is as short.
export function roundUp(value) {
    if (!(value > 0)) return 1;
    const power = 10 ** Math.floor(Math.log10(value));
    return power * ([1, 2, 4, 6, 8].find((step) => step * power >= value * 0.999_999) ?? 10);
}

/// A line without axes, for a row of the table: the last two minutes.
export class Sparkline {
    constructor(width = 112, rows = 26) {
        this.width = width;
        this.rows = rows;
        this.area = draw("path", { class: "area" });
        this.path = draw("path", { class: "line" });
        this.element = draw("svg", {
            class: "sparkline", viewBox: `0 0 ${width} ${rows}`, "aria-hidden": "true",
        }, this.area, this.path);
    }

    show(samples, now) {
        const from = now - 120_000;
        const recent = samples.filter((sample) => sample.time >= from);
        const most = recent.reduce((top, { rate }) => (rate > top ? rate : top), 0);
        const x = (time) => ((time - from) / 120_000) * this.width;
        const y = (rate) => this.rows - 2 - (most > 0 ? rate / most : 0) * (this.rows - 4);
        const path = line(recent, (sample) => sample.rate, x, y);
        setAttribute(this.path, "d", path);
        const first = recent.find((sample) => Number.isFinite(sample.rate));
        const known = recent.filter((sample) => Number.isFinite(sample.rate));
        // An area under a line that breaks would say something of the time in between.
        const isWhole = first && known.length === recent.length - recent.indexOf(first);
        const area = isWhole && most > 0
            ? `M${x(first.time).toFixed(1)} ${this.rows}L${path.slice(1).replace("h.01", "")}`
                + `V${this.rows}z`
            : "";
        setAttribute(this.area, "d", area);
    }
}

/// Lines with axes and units. What lies under the pointer, or under the cursor that the arrow keys
/// move, is told in words.
export class LineChart {
    /// - Parameters:
    ///   - series: `{label, key, tone}`; `key` is a figure of a sample.
    ///   - write: a value of the axis as text, with its unit.
    constructor({ title, series, write }) {
        Object.assign(this, { title, series, write, samples: [], swaps: [], cursor: null });
        this.grid = draw("g", { class: "grid" });
        this.marks = draw("g", { class: "marks" });
        this.lines = series.map(({ tone }) => draw("path", { class: `line ${tone}` }));
        this.rule = draw("line", { class: "rule" });
        this.svg = draw("svg", { class: "chart", "aria-hidden": "true" },
            this.grid, this.marks, ...this.lines, this.rule);
        this.values = series.map(() => make("b"));
        this.when = make("span", "when");
        const legend = series.map(({ label, tone }, place) =>
            make("span", `key ${tone}`, make("i"), `${label} `, this.values[place]));
        this.plot = make("div", "plot", this.svg);
        this.element = make("figure", "", make("figcaption", "",
            make("h4", "", title), this.when, ...legend), this.plot);
        this.listen();
    }

    listen() {
        const { plot } = this;
        for (const [name, value] of Object.entries({
            tabindex: "0", role: "slider", "aria-label": `${this.title}, the last five minutes`,
            "aria-valuemin": "-300", "aria-valuemax": "0",
        })) plot.setAttribute(name, value);
        plot.addEventListener("pointermove", (event) => {
            const { left } = this.svg.getBoundingClientRect();
            this.point(this.timeAt(event.clientX - left) - this.now);
        });
        plot.addEventListener("pointerleave", () => this.point(null));
        plot.addEventListener("blur", () => this.point(null));
        plot.addEventListener("keydown", (event) => this.press(event));
        new ResizeObserver(() => this.redraw()).observe(plot);
    }

    press(event) {
        const steps = { ArrowLeft: -1, ArrowRight: 1, PageUp: -30, PageDown: 30 };
        const place = this.samples.indexOf(this.sampleAtCursor() ?? this.samples.at(-1));
        const target = event.key in steps ? place + steps[event.key]
            : event.key === "Home" ? 0 : event.key === "End" ? this.samples.length - 1 : null;
        if (target === null || place < 0) return;
        event.preventDefault();
        const sample = this.samples[Math.min(Math.max(target, 0), this.samples.length - 1)];
        this.point(sample.time - this.now);
    }

    /// - Parameter offset: from now, in milliseconds; null for the newest values.
    point(offset) {
        this.cursor = offset;
        this.redraw();
    }

    show(samples, swaps, now) {
        const from = now - windowMilliseconds;
        this.samples = samples.filter((sample) => sample.time >= from);
        this.swaps = swaps;
        this.now = now;
        this.redraw();
    }

    sampleAtCursor() {
        if (this.cursor === null) return null;
        const time = this.now + this.cursor;
        const distance = (sample) => Math.abs(sample.time - time);
        return this.samples.reduce((best, sample) =>
            !best || distance(sample) < distance(best) ? sample : best, null);
    }

    get width() {
        return this.plot.clientWidth || fallbackWidth;
    }

    x(time) {
        const share = 1 - (this.now - time) / windowMilliseconds;
        return inset.left + share * (this.width - inset.left - inset.right);
    }

    timeAt(x) {
        const share = (x - inset.left) / (this.width - inset.left - inset.right);
        return this.now - (1 - Math.min(Math.max(share, 0), 1)) * windowMilliseconds;
    }

    redraw() {
        if (this.now === undefined) return;
        let top = 0;
        for (const sample of this.samples) {
            for (const { key } of this.series) if (sample[key] > top) top = sample[key];
        }
        this.top = roundUp(top);
        const floor = height - inset.bottom;
        const y = (value) => floor - (value / this.top) * (floor - inset.top);
        setAttribute(this.svg, "viewBox", `0 0 ${this.width} ${height}`);
        this.drawGrid(y);
        this.drawSwaps(floor);
        this.lines.forEach((path, place) => {
            const { key } = this.series[place];
            setAttribute(path, "d", line(this.samples, (s) => s[key], (t) => this.x(t), y));
        });
        this.tell(floor);
    }

    drawGrid(y) {
        const rows = [0, 0.5, 1].flatMap((share) => {
            const [place, value] = [y(share * this.top), share * this.top];
            const label = draw("text", { x: inset.left - 8, y: place + 4, class: "value" });
            label.textContent = this.write(value);
            const end = this.width - inset.right;
            return [draw("line", { x1: inset.left, x2: end, y1: place, y2: place }), label];
        });
        const times = this.width < 400 ? [4, 2, 0] : [5, 4, 3, 2, 1, 0];
        const columns = times.map((minutes) => {
            const anchor = minutes === 0 ? "end" : "middle";
            const label = draw("text", {
                x: this.x(this.now - minutes * 60_000), y: height - 6, "text-anchor": anchor,
            });
            label.textContent = minutes === 0 ? "now" : `−${minutes} min`;
            return label;
        });
        this.grid.replaceChildren(...rows, ...columns);
    }

    /// Where another generation began to serve.
    drawSwaps(floor) {
        this.marks.replaceChildren(...this.swaps.flatMap(({ time, generation }) => {
            const x = this.x(time);
            if (x < inset.left) return [];
            const isAtEnd = x > this.width - 48;
            const label = draw("text", {
                x: isAtEnd ? x - 4 : x + 4, y: inset.top + 8,
                "text-anchor": isAtEnd ? "end" : "start",
            });
            label.textContent = `#${generation}`;
            return [draw("line", { x1: x, x2: x, y1: inset.top, y2: floor }), label];
        }));
    }

    tell(floor) {
        const pointed = this.sampleAtCursor();
        const sample = pointed ?? this.samples.at(-1);
        const words = this.series.map(({ key }) => this.write(sample?.[key] ?? NaN));
        this.values.forEach((value, place) => setText(value, words[place]));
        const time = pointed ? clock(pointed.time) : "";
        setText(this.when, time);
        setAttribute(this.rule, "visibility", pointed ? "visible" : "hidden");
        if (pointed) {
            const x = this.x(pointed.time);
            const ends = { x1: x, x2: x, y1: inset.top, y2: floor };
            for (const [name, value] of Object.entries(ends)) setAttribute(this.rule, name, value);
        }
        const offset = sample ? Math.round((sample.time - this.now) / 1e3) : 0;
        setAttribute(this.plot, "aria-valuenow", offset);
        const told = this.series.map(({ label }, place) => `${label} ${words[place]}`);
        setAttribute(this.plot, "aria-valuetext", [time || "now", ...told].join(", "));
    }
}
