// What the views make the page of. Text of the server's becomes text nodes and nothing else: a
// name, a path or a reason is what a stranger may have written.

const svgNamespace = "http://www.w3.org/2000/svg";

/// An element with children; a string among them becomes text.
export function make(tag, className = "", ...children) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...children);
    return element;
}

/// An element of SVG.
export function draw(tag, attributes = {}, ...children) {
    const element = document.createElementNS(svgNamespace, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
}

/// Writes only what has changed, so that a reading of a thousand values costs little.
export function setText(element, text) {
    if (element.textContent !== text) element.textContent = text;
}

export function setAttribute(element, name, value) {
    if (value === null) element.removeAttribute(name);
    else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}

export function setHidden(element, isHidden) {
    if (element.hidden !== isHidden) element.hidden = isHidden;
}

/// Makes the children of a parent those of a list, one an item: kept while their key stays.
export function setChildren(parent, items, key, makeChild, update) {
    const kept = parent.keyedChildren ?? new Map();
    const next = new Map();
    items.forEach((item, place) => {
        const name = key(item);
        const child = kept.get(name) ?? makeChild(item);
        next.set(name, child);
        if (parent.children[place] !== child.element) {
            parent.insertBefore(child.element, parent.children[place] ?? null);
        }
        update(child, item);
    });
    for (const [name, child] of kept) if (!next.has(name)) child.element.remove();
    parent.keyedChildren = next;
}

/// Which colour and which shape stand for a state; the word is always there too.
const tones = {
    serving: "good", ready: "good", loading: "busy", reloading: "busy", starting: "busy",
    draining: "warn", lame_duck: "warn", parked: "warn", stopping: "warn", pinned: "warn",
    drained: "calm", leaving: "calm", unloading: "calm",
    quarantined: "bad", rejected: "bad", lost: "bad",
    debug: "calm", info: "calm", warning: "warn", error: "bad",
};

const ring = ["circle", { cx: 5, cy: 5, r: 3.5, class: "open" }];
const shapes = {
    good: [["circle", { cx: 5, cy: 5, r: 4 }]],
    busy: [ring, ["circle", { cx: 5, cy: 5, r: 1.5 }]],
    warn: [ring, ["path", { d: "M5 1a4 4 0 0 1 0 8z" }]],
    calm: [ring],
    bad: [["path", { d: "M5 .6 9.6 9H.4z" }]],
};

export function toneOf(state) {
    return tones[state] ?? "calm";
}

/// A state as a coloured shape and a word.
export class StateBadge {
    constructor() {
        this.mark = draw("svg", { viewBox: "0 0 10 10", "aria-hidden": "true" });
        this.word = make("span");
        this.element = make("span", "badge", this.mark, this.word);
    }

    show(state, text = state.replaceAll("_", " ")) {
        setText(this.word, text);
        const tone = toneOf(state);
        if (this.tone === tone) return;
        this.tone = tone;
        this.element.className = `badge ${tone}`;
        this.mark.replaceChildren(...shapes[tone].map(([tag, values]) => draw(tag, values)));
    }
}
