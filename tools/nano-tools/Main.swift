import ArgumentParser
import Dispatch

@main
enum Main {
    /// An asynchronous main has libdispatch open descriptors and start threads, whenever it comes
    /// to it. In the child process of a check these would be taken for the plugin's, so that one
    /// has none.
    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        if arguments.first == Probe.configuration.commandName {
            Probe.main(Array(arguments.dropFirst()))
        } else {
            Task {
                await NanoTools.main()
                NanoTools.exit()
            }
            dispatchMain()
        }
    }
}
