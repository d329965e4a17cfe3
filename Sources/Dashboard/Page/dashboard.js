// The dashboard: what the server says, once a second, into the views of the page. Everything that
// it shows can be asked for with curl, at the addresses that dashboard/source.js names.

import { EventList } from "./dashboard/events.js";
import {
    StateBadge, make, setAttribute, setChildren, setHidden, setText,
} from "./dashboard/document.js";
import { exact } from "./dashboard/format.js";
import { Model } from "./dashboard/model.js";
import { Overview } from "./dashboard/overview.js";
import { AppPanel } from "./dashboard/panel.js";
import { EventStream, Poll } from "./dashboard/source.js";
import { AppTable } from "./dashboard/table.js";

const part = (id) => document.getElementById(id);

class Page {
    constructor() {
        this.model = new Model();
        this.selected = null;
        this.detail = null;
        this.overview = new Overview({
            line: part("process"), figures: part("figures"), link: part("link"),
        });
        this.table = new AppTable(part("apps-scroller"), {
            onChoose: (name, isMeant) => this.choose(name, isMeant),
        });
        this.panel = new AppPanel(part("panel"), { onClose: () => this.close() });
        this.events = new EventList({
            list: part("events"), level: part("event-level"), app: part("event-app"),
            pause: part("event-pause"), count: part("event-count"),
        });
        this.stream = new EventStream({ onEvent: (events) => this.events.add(events) });
        this.poll = new Poll({
            name: () => (this.model.apps.has(this.selected) ? this.selected : null),
            onAnswer: (answer) => this.take(answer),
            onFailure: () => this.lose(),
        });
        part("app-filter").addEventListener("input", (event) => {
            this.table.filter.text = event.target.value;
            this.table.refresh();
        });
        addEventListener("hashchange", () => this.follow());
    }

    start() {
        this.follow();
        this.poll.ask();
        this.stream.run();
    }

    take({ status, apps, detail, time }) {
        this.time = time;
        if (detail === null || detail.name === this.selected) this.detail = detail;
        if (this.model.update(status, apps, time)) this.stream.restart();
        document.body.classList.remove("stale");
        this.overview.tell(true, time);
        this.redraw();
    }

    lose() {
        document.body.classList.add("stale");
        this.overview.tell(false, this.time);
    }

    redraw() {
        if (!this.model.status) return;
        this.overview.show(this.model, this.time);
        this.showStates();
        this.table.show(this.model.apps, this.time, this.selected);
        this.showPanel();
    }

    showPanel() {
        const isOpen = this.selected !== null;
        setHidden(part("panel"), !isOpen);
        document.body.classList.toggle("looking", isOpen);
        if (!isOpen || !this.model.status) return;
        const app = this.model.apps.get(this.selected);
        this.panel.show(this.selected, app, this.detail, this.time);
    }

    /// How many apps are in each state, as buttons that show those alone.
    showStates() {
        const { states } = this.table.filter;
        const counts = Object.entries(this.model.status.apps).filter(([, count]) => count > 0)
            .sort(([one, count], [other, more]) => more - count || (one < other ? -1 : 1));
        const present = new Set(counts.map(([state]) => state));
        for (const state of states) if (!present.has(state)) states.delete(state);
        setChildren(part("app-states"), counts, ([state]) => state,
            ([state]) => this.makeStateButton(state),
            ({ element, badge }, [state, count]) => {
                badge.show(state, `${exact(count)} ${state}`);
                setAttribute(element, "aria-pressed", states.has(state));
            });
        const total = this.model.apps.size;
        setText(part("apps-count"), `${exact(total)} ${total === 1 ? "app" : "apps"}`);
    }

    makeStateButton(state) {
        const badge = new StateBadge();
        const element = make("button", "chip", badge.element);
        element.type = "button";
        element.addEventListener("click", () => {
            const { states } = this.table.filter;
            if (!states.delete(state)) states.add(state);
            this.redraw();
        });
        return { element, badge };
    }

    /// - Parameter isMeant: by a click or Enter; moving through the table only changes what an open
    ///   panel shows.
    choose(name, isMeant) {
        if (!isMeant && this.selected === null) return;
        this.look(name);
        if (isMeant) this.panel.focus();
    }

    close() {
        this.look(null);
        this.table.table.focus();
    }

    look(name) {
        if (this.selected === name) return;
        this.selected = name;
        this.detail = null;
        const address = name === null ? location.pathname : `#app=${encodeURIComponent(name)}`;
        history.replaceState(null, "", address);
        this.redraw();
        this.poll.ask();
    }

    /// The app that the address names, so that it can be sent to somebody.
    follow() {
        const [, name] = /^#app=(.+)$/.exec(location.hash) ?? [];
        if (name === undefined) return;
        try {
            this.look(decodeURIComponent(name));
        } catch {
            // It names nothing.
        }
    }
}

new Page().start();
