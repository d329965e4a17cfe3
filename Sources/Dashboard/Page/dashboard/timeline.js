// The generations of one app over the last five minutes: a bar each, coloured by its states.

import { draw, setAttribute, toneOf } from "./document.js";
import { windowMilliseconds } from "./model.js";

const rowHeight = 20;
const inset = { left: 56, right: 8, bottom: 4 };

export class Timeline {
    constructor() {
        this.element = draw("svg", { class: "timeline", role: "img" });
        new ResizeObserver(() => this.redraw()).observe(this.element);
    }

    /// - Parameter spans: by generation, `{state, from, to}` in order.
    show(spans, now) {
        this.spans = [...spans].sort(([one], [other]) => one - other).slice(-8);
        this.now = now;
        const words = this.spans.map(([id, states]) => `generation ${id} ${states.at(-1).state}`);
        setAttribute(this.element, "aria-label", `Timeline: ${words.join(", ")}`);
        this.redraw();
    }

    redraw() {
        if (!this.spans) return;
        const width = this.element.clientWidth || 440;
        const height = this.spans.length * rowHeight + inset.bottom;
        const start = this.now - windowMilliseconds;
        const scale = (width - inset.left - inset.right) / windowMilliseconds;
        const x = (time) => inset.left + (Math.max(time, start) - start) * scale;
        setAttribute(this.element, "viewBox", `0 0 ${width} ${height}`);
        setAttribute(this.element, "height", height);
        this.element.replaceChildren(...this.spans.flatMap(([id, states], row) => {
            const y = row * rowHeight + 3;
            const label = draw("text", { x: inset.left - 8, y: y + 11 });
            label.textContent = `#${id}`;
            const bars = states.filter(({ to }) => to >= start).map(({ state, from, to }) => {
                const bar = draw("rect", {
                    x: x(from), y, rx: 3, class: toneOf(state),
                    width: Math.max(3, x(to) - x(from)), height: rowHeight - 6,
                });
                const title = draw("title");
                title.textContent = `generation ${id}: ${state}`;
                bar.append(title);
                return bar;
            });
            return [label, ...bars];
        }));
    }
}
