// Numbers as people read them: at most three or four digits, and their unit.

const none = "–";
const whole = new Intl.NumberFormat("en");

/// 3 → "3", 0.25 → "0.25", 12,345 → "12.3k".
export function count(value) {
    if (!Number.isFinite(value)) return none;
    if (value >= 1e9) return `${digits(value / 1e9)}G`;
    if (value >= 1e6) return `${digits(value / 1e6)}M`;
    if (value >= 1e4) return `${digits(value / 1e3)}k`;
    return value >= 100 ? whole.format(Math.round(value)) : digits(value);
}

/// All digits: 12,345.
export function exact(value) {
    return Number.isFinite(value) ? whole.format(value) : none;
}

/// A share of one: 0.0123 → "1.2 %".
export function share(value) {
    if (!Number.isFinite(value)) return none;
    if (value > 0 && value < 0.001) return "< 0.1 %";
    return `${(value * 100).toFixed(value >= 0.1 || value === 0 ? 0 : 1)} %`;
}

/// Milliseconds to "420 µs", "4.2 ms", "1.3 s", "2 m 5 s", "3 h 12 m", "4 d 3 h".
export function duration(milliseconds) {
    if (!Number.isFinite(milliseconds)) return none;
    if (milliseconds === 0) return "0 ms";
    if (milliseconds < 0.9995) return `${short(milliseconds * 1e3)} µs`;
    if (milliseconds < 999.5) return `${short(milliseconds)} ms`;
    const seconds = milliseconds / 1e3;
    if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
    return span(Math.round(seconds));
}

/// Whole seconds, as `duration` writes them.
export function span(seconds) {
    if (seconds < 60) return `${seconds} s`;
    if (seconds < 3600) return `${Math.floor(seconds / 60)} m ${seconds % 60} s`;
    const minutes = Math.floor(seconds / 60);
    if (minutes < 1440) return `${Math.floor(minutes / 60)} h ${minutes % 60} m`;
    const hours = Math.floor(minutes / 60);
    return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/// 25,480,396 → "24.3 MiB".
export function bytes(value) {
    if (!Number.isFinite(value)) return none;
    const units = ["B", "KiB", "MiB", "GiB", "TiB"];
    let unit = 0;
    while (value >= 1023.5 && unit < units.length - 1) {
        value /= 1024;
        unit += 1;
    }
    return `${unit === 0 ? Math.round(value) : digits(value)} ${units[unit]}`;
}

/// The time of day of an RFC 3339 text or of milliseconds since 1970, in the reader's time zone.
export function clock(time) {
    const date = new Date(time);
    return Number.isNaN(date.getTime()) ? none : date.toLocaleTimeString("en-GB");
}

/// How long ago an RFC 3339 text was: "12 s ago".
export function ago(time, now) {
    const passed = (now - Date.parse(time)) / 1e3;
    if (Number.isNaN(passed)) return none;
    return passed < 1 ? "now" : `${span(Math.floor(passed))} ago`;
}

/// Two of them, which is what a quantile of a histogram is good for.
function short(value) {
    return String(Number(value.toFixed(value < 9.95 ? 1 : 0)));
}

/// Three of them, without zeros that say nothing.
function digits(value) {
    const places = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
    return String(Number(value.toFixed(places)));
}
