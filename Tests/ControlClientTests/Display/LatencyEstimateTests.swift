import ControlAPI
import ControlClient
import Testing

@Suite struct LatencyEstimateTests {
    func report(_ counts: [Int]) -> LatencyReport {
        LatencyReport(boundsSeconds: [0.5, 1, 2], counts: counts, sumSeconds: 1)
    }

    @Test func withoutRequestsThereIsNone() {
        #expect(report([0, 0, 0, 0]).quantile(0.5) == nil)
        #expect(LatencyEstimate.text(nil) == "–")
    }

    @Test func requestsAreSpreadEvenlyInABucket() {
        #expect(report([10, 0, 0, 0]).quantile(0.5) == .about(seconds: 0.25))
        #expect(report([0, 10, 0, 0]).quantile(1) == .about(seconds: 1))
        #expect(report([50, 0, 50, 0]).quantile(0.5) == .about(seconds: 0.5))
    }

    @Test func theLastBucketOnlySaysMoreThan() {
        #expect(report([1, 0, 0, 99]).quantile(0.99) == .over(seconds: 2))
        #expect(LatencyEstimate.text(.over(seconds: 2)) == ">2.0 s")
    }

    @Test func aDifferenceIsWhatCameBetween() {
        let difference = report([3, 5, 0, 1]).since(report([3, 2, 0, 0]))
        #expect(difference.counts == [0, 3, 0, 1])
    }

    @Test func whatIsNoEarlierStateCountsForNothing() {
        #expect(report([1, 0, 0, 0]).since(report([5, 0, 0, 0])).counts == [1, 0, 0, 0])
        let other = LatencyReport(boundsSeconds: [1], counts: [1, 1], sumSeconds: 0)
        #expect(report([1, 0, 0, 0]).since(other).counts == [1, 0, 0, 0])
    }
}
