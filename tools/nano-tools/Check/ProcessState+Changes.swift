extension ProcessState {
    /// What is no longer as it was in `before`, as a set: to be compared between steps.
    /// - Parameter image: where the plugin's image lies or lay.
    func changes(since before: ProcessState, image: Range<UInt>?) -> [Defect] {
        descriptorChanges(before) + signalChanges(before, image) + settingChanges(before)
    }

    private func descriptorChanges(_ before: ProcessState) -> [Defect] {
        let closed = before.descriptors.filter { descriptors[$0.key] != $0.value }
        let left = descriptors.filter { before.descriptors[$0.key] == nil }
        return closed.sorted { $0.key < $1.key }
            .map { .descriptorClosed(target: "\($0.key) (\($0.value))") }
            + left.sorted { $0.key < $1.key }
            .map { .descriptorLeft(target: "\($0.key) (\($0.value))") }
    }

    private func signalChanges(_ before: ProcessState, _ image: Range<UInt>?) -> [Defect] {
        let changed = actions.filter { before.actions[$0.key] != $0.value }
            .sorted { $0.key < $1.key }
        let isMaskChanged = blockedSignals != before.blockedSignals
        return changed.map { signal, action in
            image?.contains(action.handler) == true
                ? .signalHandlerLeft(signal: signal) : .signalActionChanged(signal: signal)
        }
            + (isMaskChanged ? [.signalMaskChanged] : [])
    }

    private func settingChanges(_ before: ProcessState) -> [Defect] {
        let names = Set(environment.keys).union(before.environment.keys)
        var changes: [Defect] = names.sorted()
            .filter { environment[$0] != before.environment[$0] }
            .map { .environmentChanged(variable: $0) }
        if directory != before.directory { changes.append(.directoryChanged(to: directory)) }
        if locale != before.locale { changes.append(.localeChanged(to: locale)) }
        if fileModeMask != before.fileModeMask {
            changes.append(.fileModeMaskChanged(to: fileModeMask))
        }
        return changes
    }
}
