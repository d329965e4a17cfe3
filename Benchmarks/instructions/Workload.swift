/// A piece of work to repeat. What is made once, is made by its initializer.
protocol Workload {
    /// Does the work once. The result depends on the work, so that it cannot be left out, and
    /// the work on `number`, where the same input would let it be done once for all.
    mutating func result(number: Int) -> Int
}

extension Workload {
    /// Does the work `count` times; the sum of the results.
    func repeated(_ count: Int) -> Int {
        var workload = self
        var sum = 0
        for number in 0..<count { sum &+= workload.result(number: number) }
        return sum
    }
}
