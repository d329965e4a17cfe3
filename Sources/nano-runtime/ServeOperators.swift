import ArgumentParser
import Configuration

/// Where operators reach the server.
struct ServeOperators: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The Unix socket of the control API, or none. (default: control.sock in the state "
                + "directory)", valueName: "path"))
    var control: String?

    @Option(
        name: .customLong("control-tcp"),
        help: ArgumentHelp(
            "Serve the control API over TCP as well; needs a token.", valueName: "host:port"))
    var controlTCP: String?

    @Option(
        help: ArgumentHelp(
            "The file of the bearer token for --control-tcp: one word of 16 bytes or more.",
            valueName: "file"),
        completion: .file())
    var controlTokenFile: String?

    @Option(
        help: ArgumentHelp(
            "Serve the dashboard, /metrics, /healthz and /readyz, for reading only.",
            valueName: "host:port"))
    var status: String?

    var options: OperatorOptions {
        var options = OperatorOptions()
        options.control = control
        options.controlTCP = controlTCP
        options.controlTokenFile = controlTokenFile
        options.status = status
        return options
    }
}
