// The table of apps. Only the rows that can be seen are in the page, so that a thousand apps cost
// what twenty do: spacers above and below stand for the others. The table itself has the keyboard's
// focus, and names its active row (WAI-ARIA grid, aria-activedescendant).

import { Sparkline } from "./charts.js";
import { StateBadge, make, setAttribute, setHidden, setText } from "./document.js";
import { count, duration, share } from "./format.js";
import { select } from "./model.js";

const rowHeight = 40;
const spareRows = 6;

const columns = [
    { id: "name", label: "App" },
    { id: "state", label: "State" },
    { id: "version", label: "Version" },
    { id: "generation", label: "Gen.", isNumber: true, hint: "generation" },
    { id: "rate", label: "Req/s", isNumber: true },
    { id: "spark", label: "Last 2 min", isPlain: true },
    { id: "errors", label: "Errors", isNumber: true },
    { id: "p50", label: "p50", isNumber: true },
    { id: "p99", label: "p99", isNumber: true },
    { id: "flight", label: "In flight", isNumber: true },
];

/// One row, used again for whatever app comes into view.
class Row {
    constructor() {
        this.cells = new Map(columns.map(({ id, isNumber }) => {
            const cell = make(id === "name" ? "th" : "td", `${id}${isNumber ? " number" : ""}`);
            cell.setAttribute("role", id === "name" ? "rowheader" : "gridcell");
            return [id, cell];
        }));
        this.state = new StateBadge();
        this.more = make("span", "more");
        this.spark = new Sparkline();
        this.cells.get("state").append(this.state.element, this.more);
        this.cells.get("spark").append(this.spark.element);
        this.element = make("tr", "", ...this.cells.values());
        this.element.setAttribute("role", "row");
    }

    show(app, now) {
        const { report, history: { average, samples } } = app;
        const texts = {
            name: app.name, version: report.version ?? "–",
            generation: report.serving_generation ? `#${report.serving_generation}` : "–",
            rate: count(average.rate), errors: share(average.errorShare),
            p50: duration(average.p50), p99: duration(average.p99),
            flight: count(report.traffic.in_flight),
        };
        for (const [id, text] of Object.entries(texts)) setText(this.cells.get(id), text);
        setAttribute(this.cells.get("name"), "title", app.name);
        this.cells.get("errors").classList.toggle("failing", average.errorShare >= 0.01);
        this.state.show(report.state);
        setText(this.more, app.leftovers
            .map(({ state, count: number }) => `+${number} ${state}`).join(" "));
        this.spark.show(samples, now);
    }
}

export class AppTable {
    /// - Parameter onChoose: is told the app that is to be looked at, and whether by Enter or a
    ///   click, or in passing.
    constructor(container, { onChoose }) {
        this.onChoose = onChoose;
        this.rows = [];
        this.shown = [];
        this.active = null;
        this.filter = { text: "", states: new Set(), column: "name", isDown: false };
        this.table = make("table");
        this.scroller = container;
        this.above = make("tbody", "space");
        this.body = make("tbody");
        this.below = make("tbody", "space");
        for (const space of [this.above, this.below]) space.setAttribute("role", "presentation");
        this.empty = make("p", "empty");
        this.table.append(this.makeHead(), this.above, this.body, this.below);
        this.scroller.append(this.table, this.empty);
        this.listen();
    }

    makeHead() {
        this.heads = new Map(columns.map(({ id, label, isNumber, isPlain, hint }) => {
            const head = make("th", `${id}${isNumber ? " number" : ""}`);
            head.setAttribute("scope", "col");
            head.setAttribute("role", "columnheader");
            if (isPlain) head.append(label);
            else {
                const button = make("button", "", label);
                button.type = "button";
                if (hint) button.setAttribute("aria-label", hint);
                button.addEventListener("click", () => this.sort(id, isNumber));
                head.append(button);
            }
            return [id, head];
        }));
        const row = make("tr", "", ...this.heads.values());
        row.setAttribute("role", "row");
        setAttribute(row, "aria-rowindex", 1);
        return make("thead", "", row);
    }

    listen() {
        for (const [name, value] of Object.entries({
            role: "grid", tabindex: "0", "aria-labelledby": "apps-title", id: "apps-table",
        })) this.table.setAttribute(name, value);
        this.scroller.addEventListener("scroll", () => this.redraw(), { passive: true });
        this.table.addEventListener("keydown", (event) => this.press(event));
        this.body.addEventListener("click", (event) => {
            const row = this.rows.find(({ element }) => element.contains(event.target));
            if (row) this.choose(row.app, true);
        });
        new ResizeObserver(() => this.redraw()).observe(this.scroller);
    }

    sort(column, isNumber) {
        const isSame = this.filter.column === column;
        this.filter.isDown = isSame ? !this.filter.isDown : Boolean(isNumber);
        this.filter.column = column;
        this.refresh();
    }

    press(event) {
        if (event.target !== this.table) return;
        const page = Math.max(1, Math.floor(this.scroller.clientHeight / rowHeight) - 2);
        const place = this.shown.findIndex((app) => app.name === this.active);
        const targets = {
            ArrowDown: place + 1, ArrowUp: Math.max(place, 1) - 1, Home: 0,
            End: this.shown.length - 1, PageDown: place + page, PageUp: place - page,
        };
        if (event.key in targets && this.shown.length > 0) {
            const target = Math.min(Math.max(targets[event.key], 0), this.shown.length - 1);
            this.choose(this.shown[target], false);
        } else if ((event.key === "Enter" || event.key === " ") && place >= 0) {
            this.choose(this.shown[place], true);
        } else return;
        event.preventDefault();
    }

    choose(app, isMeant) {
        this.active = app.name;
        this.reveal(this.shown.indexOf(app));
        this.redraw();
        this.onChoose(app.name, isMeant);
    }

    reveal(place) {
        const head = this.heads.get("name").offsetHeight;
        const top = place * rowHeight;
        const bottom = top + rowHeight - (this.scroller.clientHeight - head);
        const { scrollTop } = this.scroller;
        if (top < scrollTop) this.scroller.scrollTop = top;
        else if (bottom > scrollTop) this.scroller.scrollTop = bottom;
    }

    /// - Parameter selected: the name of the app that is looked at, or null.
    show(apps, now, selected) {
        Object.assign(this, { apps, now, selected });
        this.refresh();
    }

    refresh() {
        if (!this.apps) return;
        this.shown = select([...this.apps.values()], this.filter);
        for (const [id, head] of this.heads) {
            const isSorted = id === this.filter.column;
            const order = this.filter.isDown ? "descending" : "ascending";
            setAttribute(head, "aria-sort", isSorted ? order : null);
        }
        setAttribute(this.table, "aria-rowcount", this.shown.length + 1);
        setHidden(this.empty, this.shown.length > 0);
        setText(this.empty, this.apps.size === 0
            ? "No apps yet. Drop a plugin into the directory."
            : "No app matches.");
        this.redraw();
    }

    redraw() {
        const room = Math.ceil((this.scroller.clientHeight || 560) / rowHeight) + 2 * spareRows;
        const highest = Math.floor(this.scroller.scrollTop / rowHeight) - spareRows;
        const first = Math.max(0, Math.min(highest, this.shown.length - room));
        const visible = this.shown.slice(first, first + room);
        while (this.rows.length < visible.length) this.rows.push(new Row());
        this.rows.length = visible.length;
        while (this.body.children.length > visible.length) this.body.lastChild.remove();
        visible.forEach((app, place) => this.redrawRow(app, place, first + place));
        this.above.style.height = `${first * rowHeight}px`;
        this.below.style.height = `${(this.shown.length - first - visible.length) * rowHeight}px`;
        const active = this.rows.find(({ app }) => app.name === this.active);
        setAttribute(this.table, "aria-activedescendant", active ? active.element.id : null);
    }

    redrawRow(app, place, index) {
        const row = this.rows[place];
        row.app = app;
        if (!row.element.isConnected) this.body.append(row.element);
        setAttribute(row.element, "id", `app-${index}`);
        setAttribute(row.element, "aria-rowindex", index + 2);
        setAttribute(row.element, "aria-selected", app.name === this.selected);
        row.element.classList.toggle("active", app.name === this.active);
        row.show(app, this.now);
    }
}
