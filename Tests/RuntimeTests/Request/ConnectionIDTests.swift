import Testing

@testable import Runtime

@Suite struct ConnectionIDTests {
    @Test func comesBackFromItsToken() {
        for (place, generation) in [(0, 1), (7, 9), (.max, .max)] as [(UInt32, UInt32)] {
            let id = ConnectionID(place: place, generation: generation)
            #expect(ConnectionID(token: id.token) == id)
            #expect(id.token >= 1 << 32)
        }
    }
}
