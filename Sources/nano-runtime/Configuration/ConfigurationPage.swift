import Configuration

/// The reference of the configuration as Markdown: the parser's table of keys, and `serve`'s help.
struct ConfigurationPage {
    let serveHelp: String

    var text: String {
        [
            introduction,
            section(
                "nano.json", "The keys of the file that `--config` names.",
                ConfigurationFormat.server, hasOptions: true),
            section(
                "limits",
                "Of the object `limits` in `nano.json`: what a client may take of the server.",
                ConfigurationFormat.limits),
            section(
                "defaults",
                "Of the object `defaults` in `nano.json`: what fills in what an app leaves out.",
                ConfigurationFormat.defaults),
            section(
                "An app",
                """
                Of an element of `apps` in `nano.json`, and of the `NAME.json` beside a plugin in \
                the directory: that has no `path`, and its `name` may be left out. `POST /apps` \
                takes the same object.
                """, ConfigurationFormat.app),
            options,
        ].joined(separator: "\n")
    }

    /// What an operator needs most; a test reads it back.
    static let example = """
        {
          "port": 8080,
          "limits": { "idle_timeout_s": 30 },
          "defaults": { "timeout_ms": 2000 },
          "apps": [
            { "name": "shop", "path": "plugins/shop.so", "hostnames": ["shop.example"],
              "env": { "GREETING": "hello" }, "drain_timeout_s": 10 }
          ]
        }
        """

    private var introduction: String {
        """
        <!-- Made by tools/docs from the parser's own table: change the table, not this. -->
        # Configuration

        `nano-runtime serve` takes a configuration file (`--config nano.json`), and a `NAME.json` \
        beside each
        plugin of its directory. Both are JSON; a key that is not in these tables is an error, \
        which names the
        key that was likely meant. What stands on the command line wins over the file.

        ```json
        \(Self.example)
        ```

        `nano-runtime check-config nano.json` says everything that is wrong with a file, as \
        `FILE:LINE:COLUMN`;
        with `--print-effective` it prints what holds, every default filled in. `--app NAME` takes \
        the file for
        the `NAME.json` of that app. SIGHUP and `nano-runtime reload` read the file again: apps, \
        `defaults`,
        `limits`, `default_app`, `drain_timeout_s` and `shutdown_delay_s` follow it while the \
        server runs; the
        other keys are of the start.

        """
    }

    private func section(
        _ title: String, _ about: String, _ keys: [KeyReference], hasOptions: Bool = false
    ) -> String {
        let optionHeading = hasOptions ? " option of `serve` |" : ""
        let rows = keys.map { key in
            "| `\(key.name)` | \(cell(type(key))) | \(cell(key.defaultText ?? "required")) "
                + "| \(cell(key.meaning)) |"
                + (hasOptions ? " \(options(of: key.name)) |" : "")
        }
        return """
            ## \(title)

            \(about)

            | key | value | default | meaning |\(optionHeading)
            |---|---|---|---|\(hasOptions ? "---|" : "")
            \(rows.joined(separator: "\n"))

            """
    }

    private func type(_ key: KeyReference) -> String {
        guard let unit = key.unit, !key.type.contains(unit) else { return key.type }
        return "\(key.type), in \(unit)"
    }

    private func cell(_ text: String) -> String {
        text.replacing("|", with: "\\|")
    }

    /// The option and the variable of a key are named after it, without its unit.
    private func options(of key: String) -> String {
        let bare = key.replacing(/_(s|ms|bytes)$/, with: "")
        let option = "--" + bare.replacing("_", with: "-")
        let variable = "NANO_" + bare.uppercased()
        let words = serveHelp.split { !($0.isLetter || $0.isNumber || "-_".contains($0)) }
        return [option, variable].filter { words.contains($0[...]) }.map { "`\($0)`" }
            .joined(separator: ", ")
    }

    private var options: String {
        """
        ## Options of `serve`

        ```
        \(serveHelp.split(separator: "\n", omittingEmptySubsequences: false)
            .map { line in String(line.reversed().drop { $0 == " " }.reversed()) }
            .joined(separator: "\n"))
        ```

        """
    }
}
