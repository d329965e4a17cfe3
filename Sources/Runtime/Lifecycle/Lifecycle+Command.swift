// What operators ask for through the control socket. A command changes what is asked for and lets
// the app line do the rest; it is answered when what it wants is true on every event loop, or when
// a step of the line has refused it.

import Configuration

extension Lifecycle {
    /// How a command goes on.
    enum Progress {
        case answered(ControlOutcome)
        case waits(PendingCommand.Goal)
    }

    func take(_ command: PendingCommand) {
        if isShuttingDown { return answer(command, .failure(.stopping)) }
        do throws(ControlError) {
            switch try begin(command.command) {
            case .answered(let outcome): answer(command, .success(outcome))
            case .waits(let goal): wait(command, for: goal)
            }
        } catch {
            answer(command, .failure(error))
        }
    }

    private func begin(_ command: ControlCommand) throws(ControlError) -> Progress {
        switch command {
        case .add(let entry): try add(entry)
        case .remove(let name): try remove(name)
        case .reload(let name): try loadAgain(name)
        case .drain(let name): try takeOut(name)
        case .resume(let name): try resume(name)
        case .rollback(let name): try rollBack(name)
        case .reloadAll: .answered(try reload(source: "control").get())
        }
    }

    // MARK: Answers

    private func wait(_ command: PendingCommand, for goal: PendingCommand.Goal) {
        var command = command
        command.goal = goal
        commands.append(command)
        if goal == .turn, let name = command.command.app { rollBackIfDue(name) }
        if goal == .attempt { deadlines.setEarliest(.look, at: MonotonicClock.milliseconds) }
    }

    /// Answers those of the commands under way that match.
    func answer(
        _ result: Result<ControlOutcome, ControlError>, where isMeant: (PendingCommand) -> Bool
    ) {
        guard !commands.isEmpty else { return }
        let meant = commands.filter(isMeant)
        commands.removeAll(where: isMeant)
        for command in meant {
            answer(command, result, afterNextLook: withdraws(command, result))
        }
    }

    private func answer(
        _ command: PendingCommand, _ result: Result<ControlOutcome, ControlError>,
        afterNextLook isLate: Bool = false
    ) {
        log.emit(.controlCommand(command.command, origin: command.origin, result))
        let answer = (command.reply, result)
        if isLate { answersOfTheNextLook.append(answer) } else { answers.append(answer) }
    }

    /// An entry that was refused is not taken up later either: the next look finds it gone. Its
    /// answer waits for that, as who has it may ask at once what there is.
    /// - Returns: whether there is such an entry.
    private func withdraws(
        _ command: PendingCommand, _ result: Result<ControlOutcome, ControlError>
    ) -> Bool {
        guard case .add(let entry) = command.command, case .failure = result, !isShuttingDown
        else { return false }
        inventory.control.remove(entry.name)
        deadlines.setEarliest(.look, at: MonotonicClock.milliseconds)
        return true
    }

    /// Says what this turn has answered, once the board tells the same.
    func sendAnswers() {
        if isShuttingDown { takeAnswersOfTheNextLook() }
        let sent = answers
        answers = []
        for (reply, result) in sent { reply(result) }
    }

    /// A look begins: what waits for one can be said when this turn ends.
    func takeAnswersOfTheNextLook() {
        answers += answersOfTheNextLook
        answersOfTheNextLook = []
    }

    // MARK: What makes them true

    func move(_ name: AppName, from goal: PendingCommand.Goal, to next: PendingCommand.Goal) {
        for index in commands.indices
        where commands[index].goal == goal && commands[index].command.app == name {
            commands[index].goal = next
        }
    }

    /// The app's file has become a candidate.
    func attempted(_ record: GenerationRecord) {
        inventory.endForce(record.spec.name)
        move(record.spec.name, from: .attempt, to: .serving(record.id))
    }

    func attemptFailed(of name: AppName, _ reason: String) {
        inventory.endForce(name)
        answer(.failure(.rejected(reason))) { $0.goal == .attempt && $0.command.app == name }
    }

    /// What would have loaded the app has come to nothing.
    func answerOvertaken(_ name: AppName, because reason: String) {
        answer(.failure(.conflict("app \(name): \(reason)"))) { command in
            switch command.goal {
            case .attempt, .turn, .serving: command.command.app == name
            case .publication, .table: false
            }
        }
    }

    /// This turn's publication has gone out.
    func awaitTable(_ table: UInt64) {
        for index in commands.indices where commands[index].goal == .publication {
            commands[index].goal = .table(table)
        }
    }

    func answerPublished(_ table: UInt64, serving ids: [GenerationID]) {
        answer(.success(.done)) { command in
            switch command.goal {
            case .table(table): true
            case .serving(let id): ids.contains(id)
            default: false
            }
        }
    }
}
