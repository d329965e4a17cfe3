import Testing

/// What the dashboard's scripts make of the server's answers, in the browser that runs them.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "no Chromium is installed"))
struct DashboardModelTests {
    @Test func theNumbersAreThoseOfTheTimeBetweenTwoAnswers() throws {
        try withModules { browser in
            let latency = "latency: { bounds_s: [0.001, 0.01], counts: [50, 50, 0] }"
            let before = "{ requests: 100, errors: 1, bytes_in: 0, bytes_out: 0, latency: {} }"
            let after = "{ requests: 200, errors: 3, bytes_in: 8, bytes_out: 4, \(latency) }"
            let figures = try browser.evaluate(
                """
                import('/dashboard/model.js').then(({ figures }) => {
                    const passed = figures(
                        { time: 0, traffic: \(before) }, { time: 2000, traffic: \(after) });
                    return [passed.rate, passed.errorRate, passed.errorShare, passed.bytesInRate,
                        passed.p50.toFixed(2), passed.p99.toFixed(2)];
                })
                """)
            #expect(figures == "50,1,0.02,4,1.00,9.82")
            // The counters began again: nothing can be said of the time between.
            let restart = try browser.evaluate(
                """
                import('/dashboard/model.js').then(({ figures }) => figures(
                    { time: 0, traffic: \(after) }, { time: 1000, traffic: \(before) }))
                """)
            #expect(restart == "null")
        }
    }

    @Test func aQuantileLiesWithinItsBucket() throws {
        try withModules { browser in
            let quantiles = try browser.evaluate(
                """
                import('/dashboard/model.js').then(({ quantile }) => [
                    quantile([1, 2], [0, 10, 0], 0.5), quantile([1, 2], [10, 0, 0], 1),
                    quantile([1, 2], [0, 0, 10], 0.5), quantile([1, 2], [0, 0, 0], 0.5),
                ])
                """)
            #expect(quantiles == "1.5,1,2,NaN")
        }
    }

    @Test func eventsAreReadHoweverTheyAreCutApart() throws {
        try withModules { browser in
            let events = try browser.evaluate(
                #"""
                import('/dashboard/source.js').then(({ EventParser }) => {
                    const text = ': open\n\nid: 7\nevent: app_loaded\ndata: {"a":1}\n\n'
                        + 'id: 8\r\nevent: app_log\r\ndata: one\r\ndata: two\r\n\r\n';
                    const parser = new EventParser();
                    const events = [...text].flatMap((piece) => parser.take(piece));
                    return JSON.stringify(events) + parser.lastID;
                })
                """#)
            #expect(
                events == #"""
                    [{"id":7,"name":"app_loaded","data":"{\"a\":1}"},\#
                    {"id":8,"name":"app_log","data":"one\ntwo"}]8
                    """#)
        }
    }

    @Test func numbersAreWrittenForPeople() throws {
        try withModules { browser in
            let texts = try browser.evaluate(
                """
                import('/dashboard/format.js').then(({ bytes, count, duration, share }) => [
                    count(0), count(2.5), count(1234), count(12345), duration(0.42), duration(4.24),
                    duration(1234), duration(125000), share(0.0004), share(0.0123), bytes(25480396),
                    bytes(3), count(NaN),
                ].join('|'))
                """)
            #expect(
                texts.split(separator: "|") == [
                    "0", "2.5", "1,234", "12.3k", "420 µs", "4.2 ms", "1.2 s", "2 m 5 s",
                    "< 0.1 %", "1.2 %", "24.3 MiB", "3 B", "–",
                ])
        }
    }

    @Test func aThousandAppsAreAFewRowsInThePage() throws {
        try withModules { browser in
            let rows = try browser.evaluate(
                """
                import('/dashboard/model.js').then(({ Model }) =>
                    import('/dashboard/table.js').then(({ AppTable }) => {
                        const traffic = { requests: 1, errors: 0, in_flight: 0, bytes_in: 0,
                            bytes_out: 0, latency: { bounds_s: [], counts: [] } };
                        const reports = Array.from({ length: 1000 }, (_, place) => ({
                            name: `app-${place}`, state: 'serving', hostnames: [], traffic,
                            generations: [] }));
                        const model = new Model();
                        model.update({ pid: 1, requests: 0, errors: 0 }, reports, 1000);
                        const place = document.createElement('div');
                        document.body.append(place);
                        const table = new AppTable(place, { onChoose() {} });
                        table.show(model.apps, 1000, null);
                        const count = place.querySelectorAll('tbody tr').length;
                        return `${count > 10 && count < 60} ${table.shown.length}`;
                    }))
                """)
            #expect(rows == "true 1000")
        }
    }

    @Test func aChartIsReadWithTheArrowKeys() throws {
        try withModules { browser in
            try browser.evaluate(
                """
                import('/dashboard/charts.js').then(({ LineChart }) => {
                    const series = [{ label: 'all', key: 'rate', tone: 'first' }];
                    const chart = new LineChart({ title: 'Rate', write: String, series });
                    document.body.append(chart.element);
                    const samples = [10, 20, 30].map((rate) => ({ time: rate * 100, rate }));
                    chart.show(samples, [], 3000);
                    chart.plot.id = 'chart';
                    chart.plot.focus();
                })
                """)
            let words = "document.querySelector('#chart').getAttribute('aria-valuetext')"
            #expect(try browser.evaluate(words) == "now, all 30")
            try browser.press("ArrowLeft", "ArrowLeft")
            #expect(try browser.evaluate(words).hasSuffix(", all 10"))
            #expect(try browser.evaluate(words).hasPrefix("now") == false)
            try browser.press("End")
            #expect(try browser.evaluate(words).hasSuffix(", all 30"))
        }
    }

    @Test func whatAStrangerWroteIsTextInThePage() throws {
        try withModules { browser in
            let found = try browser.evaluate(
                withEvents(
                    """
                    const hostile = '<img src=x onerror=alert(1)>';
                    add({ level: 'info', event: hostile, app: hostile, reason: hostile });
                    return [list.querySelectorAll('img').length,
                        list.textContent.split(hostile).length - 1];
                    """))
            #expect(found == "0,3")
        }
    }

    @Test func eventsAreFilteredByAppAndLevelAndCanBeHeld() throws {
        try withModules { browser in
            let counts = try browser.evaluate(
                withEvents(
                    """
                    const counts = [];
                    const look = () => counts.push(list.children.length);
                    add({ level: 'info', event: 'one', app: 'a' });
                    add({ level: 'warning', event: 'two', app: 'b' });
                    look();
                    level.value = 'warning';
                    level.dispatchEvent(new Event('input'));
                    look();
                    app.value = 'a';
                    app.dispatchEvent(new Event('input'));
                    look();
                    pause.click();
                    add({ level: 'error', event: 'three', app: 'a' });
                    look();
                    counts.push(count.textContent);
                    pause.click();
                    look();
                    return counts;
                    """))
            #expect(counts == "2,1,0,0,paused, 1 more,1")
        }
    }

    /// Statements about a list of events and its controls, as an expression.
    private func withEvents(_ statements: String) -> String {
        """
        import('/dashboard/events.js').then(({ EventList }) => {
            const make = (tag) => document.createElement(tag);
            const [list, level, app] = [make('ol'), make('select'), make('input')];
            const [pause, count] = [make('button'), make('span')];
            level.append(new Option('all', 'debug'), new Option('some', 'warning'));
            const events = new EventList({ list, level, app, pause, count });
            const add = (fields) => events.add(
                [{ id: 1, name: fields.event, data: JSON.stringify(fields) }]);
            \(statements)
        })
        """
    }

    private func withModules(body: (Browser) throws -> Void) throws {
        try withServer([:], "--status", "127.0.0.1:0") { server in
            let browser = try Browser(server.directory)
            try browser.open("http://\(server.statusAddress)/")
            try browser.wait(for: "document.querySelector('#link.up')")
            try body(browser)
        }
    }
}
