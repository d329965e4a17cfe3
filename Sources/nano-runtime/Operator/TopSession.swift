import ControlClient
import Glibc

/// `top` while somebody looks at it: a screen that is drawn again when something was read or
/// pressed, and when the terminal gets another size.
struct TopSession {
    private enum Happening: Sendable {
        case input(TerminalInput.Input)
        case sample(TopSample)
        case failure(String)
    }

    private static let sampleMilliseconds = 1_000

    let client: ControlClient
    let terminal: Terminal
    let first: TopSample

    /// Until it is quit.
    func run() async {
        let (happenings, continuation) = AsyncStream.makeStream(of: Happening.self)
        let input = TerminalInput(STDIN_FILENO, tickMilliseconds: Self.sampleMilliseconds) {
            continuation.yield(.input($0))
        }
        // Behind what gives the terminal back when a signal comes.
        let display = FullScreen(terminal, input: STDIN_FILENO)
        var screen = TopScreen()
        screen.take(first)
        show(screen, on: display)
        var asking: Task<Void, Never>?
        for await happening in happenings {
            switch happening {
            case .input(.ended), .input(.key(UInt8(ascii: "q"))): continuation.finish()
            case .input(.key(let key)): press(key, &screen)
            // A runtime that is slow to answer is not asked twice at a time.
            case .input(.tick): if asking == nil { asking = ask(continuation) }
            case .input(.resized): break
            case .sample(let sample):
                asking = nil
                screen.take(sample)
            case .failure(let reason):
                asking = nil
                screen.take(failure: reason)
            }
            show(screen, on: display)
        }
        input.stop()
        display.close()
        asking?.cancel()
        await asking?.value
    }

    private func ask(_ happenings: AsyncStream<Happening>.Continuation) -> Task<Void, Never> {
        Task { [client] in
            do {
                happenings.yield(.sample(try await TopCommand.sample(client)))
            } catch {
                happenings.yield(.failure("\(error)"))
            }
        }
    }

    private func show(_ screen: TopScreen, on display: FullScreen) {
        let size = terminal.size
        display.show(
            screen.lines(width: size.width, height: size.height, colored: terminal.hasColor))
    }

    private func press(_ key: UInt8, _ screen: inout TopScreen) {
        switch key {
        case UInt8(ascii: "r"): screen.order = .requests
        case UInt8(ascii: "l"): screen.order = .latency
        case UInt8(ascii: "n"): screen.order = .name
        default: break
        }
    }
}
