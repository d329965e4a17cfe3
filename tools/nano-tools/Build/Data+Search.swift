import FoundationEssentials

extension Data {
    /// Whether `bytes`, of which there is at least one, occur anywhere.
    func holds(_ bytes: some Collection<UInt8>) -> Bool {
        let sought = Array(bytes)
        return withUnsafeBytes { content in
            guard content.count >= sought.count else { return false }
            return (0...content.count - sought.count).contains { start in
                content[start] == sought[0]
                    && content[start..<start + sought.count].elementsEqual(sought)
            }
        }
    }
}
