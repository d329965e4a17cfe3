import Foundation

/// A headless Chromium with one page. It ends with its test. Used by one thread.
final class Browser {
    private let connection: BrowserConnection
    private let process: ChildProcess
    private let session: String

    /// The first of these that is there.
    private static let executable = [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
    ].first { FileManager.default.isExecutableFile(atPath: $0) }

    static var isInstalled: Bool { executable != nil }

    /// - Parameter directory: for its profile, and what it says on standard error.
    init(_ directory: TestDirectory, width: Int = 1_440, height: Int = 1_100) throws {
        guard let executable = Self.executable else {
            throw TestFailure("expected a Chromium, got none of its usual paths")
        }
        connection = try BrowserConnection()
        process = try ChildProcess(
            executable,
            [
                // Its sandbox takes what root in a container doesn't have.
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                "--no-first-run", "--disable-background-networking", "--remote-debugging-pipe",
                "--user-data-dir=\(directory.file("browser"))", "about:blank",
            ],
            descriptors: connection.descriptors, errorPath: directory.file("browser.stderr"))
        connection.closeBrowserEnd()
        let target = try connection.call("Target.createTarget", ["url": "about:blank"]).targetId
        let attached = try connection.call(
            "Target.attachToTarget", ["targetId": target ?? "", "flatten": true])
        session = attached.sessionId ?? ""
        for domain in ["Page", "Runtime", "Log", "Network"] { try call("\(domain).enable") }
        try call(
            "Emulation.setDeviceMetricsOverride",
            ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": false])
    }

    func open(_ address: String) throws {
        try call("Page.navigate", ["url": address])
    }

    /// The value of an expression of JavaScript, as text; a promise is waited for.
    @discardableResult
    func evaluate(_ expression: String) throws -> String {
        let parameters: [String: Any] = [
            "expression": "Promise.resolve(\(expression)).then((value) => String(value))",
            "awaitPromise": true, "returnByValue": true,
        ]
        let answer = try call("Runtime.evaluate", parameters)
        if let exception = answer.exceptionDetails {
            throw TestFailure("\(expression): \(exception.words)")
        }
        return answer.result?.value ?? ""
    }

    /// Waits until an expression holds, looking again whenever the page changes.
    /// - Returns: its value, as text.
    @discardableResult
    func wait(for expression: String) throws -> String {
        try evaluate(
            """
            new Promise((resolve) => {
                const observer = new MutationObserver(look);
                function look() {
                    const value = (() => \(expression))();
                    if (!value) return;
                    observer.disconnect();
                    resolve(value);
                }
                observer.observe(document, {
                    attributes: true, characterData: true, childList: true, subtree: true,
                });
                look();
            })
            """)
    }

    private static let codes = [
        "Tab": 9, "Enter": 13, "Escape": 27, "End": 35, "ArrowLeft": 37, "ArrowDown": 40,
    ]

    /// Presses keys, one after the other: those above.
    func press(_ keys: String...) throws {
        for key in keys {
            let code = Self.codes[key] ?? 0
            var press: [String: Any] = ["key": key, "code": key, "windowsVirtualKeyCode": code]
            for kind in ["keyDown", "keyUp"] {
                press["type"] = kind
                press["text"] = key == "Enter" && kind == "keyDown" ? "\r" : ""
                try call("Input.dispatchKeyEvent", press)
            }
        }
    }

    /// Writes what the page looks like to a PNG.
    func takeScreenshot(_ path: String) throws {
        let data = try call("Page.captureScreenshot").data ?? ""
        try Data(base64Encoded: data)?.write(to: URL(filePath: path))
    }

    /// What the page's scripts threw or printed, and what the browser holds against it.
    var complaints: [String] {
        connection.notices.compactMap { notice in
            if let exception = notice.params?.exceptionDetails { return exception.words }
            if let entry = notice.params?.entry { return "\(entry.text) \(entry.url ?? "")" }
            guard notice.method == "Runtime.consoleAPICalled" else { return nil }
            return (notice.params?.args ?? []).map { $0.value ?? $0.description ?? "" }
                .joined(separator: " ")
        }
    }

    /// All that was asked for.
    var requests: [String] {
        connection.notices.compactMap { $0.params?.request?.url }
    }

    @discardableResult
    private func call(
        _ method: String, _ parameters: [String: Any] = [:]
    ) throws -> BrowserMessage.Result {
        try connection.call(method, parameters, session: session)
    }
}
