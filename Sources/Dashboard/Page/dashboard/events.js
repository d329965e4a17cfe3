// Recent events: the newest first, at most as many as are worth keeping, filtered by app and level.

import { StateBadge, make, setHidden, setText } from "./document.js";
import { clock } from "./format.js";

const keptMax = 500;
const shownMax = 200;
const levels = ["debug", "info", "warning", "error"];

/// An event of the stream as what is shown of it. Its data is a line of JSON.
export function read({ id, name, data }) {
    let fields;
    try {
        fields = JSON.parse(data);
    } catch {
        fields = { text: data };
    }
    if (name === "events_lost") fields = { level: "warning", event: name, ...fields };
    // The hosts of an app are in its panel.
    const { ts, level, event, app, generation, hostnames, ...rest } = fields;
    const words = Object.entries(rest).map(([key, value]) => `${key}=${[value].flat().join(",")}`);
    const text = [generation ? `#${generation}` : [], words].flat().join("  ");
    return { id, time: ts, level: level ?? "info", name: event ?? name, app, text };
}

function makeRow(event) {
    const badge = new StateBadge();
    badge.show(event.level);
    const time = make("time", "", clock(event.time));
    if (event.time) time.dateTime = event.time;
    const app = make("span", "app", event.app ?? "");
    const text = make("span", "text", event.text);
    text.title = event.text;
    return make("li", `event ${event.level}`, time, badge.element,
        make("span", "name", event.name), app, text);
}

export class EventList {
    /// - Parameter parts: the elements `list`, `level`, `app`, `pause` and `count` of the page.
    constructor(parts) {
        Object.assign(this, parts);
        this.events = [];
        this.isPaused = false;
        this.missed = 0;
        for (const control of [this.level, this.app]) {
            control.addEventListener("input", () => this.redraw());
        }
        this.pause.addEventListener("click", () => {
            this.isPaused = !this.isPaused;
            this.missed = 0;
            this.pause.setAttribute("aria-pressed", String(this.isPaused));
            this.redraw();
        });
    }

    add(streamed) {
        const events = streamed.map(read);
        this.events.push(...events);
        this.events.splice(0, this.events.length - keptMax);
        const wanted = events.filter((event) => this.isWanted(event));
        if (this.isPaused) this.missed += wanted.length;
        else this.prepend(wanted);
        this.tell();
    }

    prepend(events) {
        this.list.prepend(...events.map(makeRow).reverse());
        while (this.list.children.length > shownMax) this.list.lastChild.remove();
    }

    /// What is paused stays as it is, apart from what the filters now leave out.
    redraw() {
        const end = this.isPaused ? this.events.length - this.missed : this.events.length;
        const wanted = this.events.slice(0, end).filter((event) => this.isWanted(event));
        this.list.replaceChildren();
        this.prepend(wanted.slice(-shownMax));
        this.tell();
    }

    isWanted(event) {
        const name = this.app.value.trim();
        return levels.indexOf(event.level) >= levels.indexOf(this.level.value)
            && (name === "" || (event.app ?? "").includes(name));
    }

    tell() {
        setText(this.count, this.isPaused ? `paused, ${this.missed} more` : "");
        setHidden(this.count, !this.isPaused);
    }
}
