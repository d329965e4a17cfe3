import Testing

@testable import Runtime

@Suite struct ProcessorCountTests {
    @Test(arguments: [
        ([:], 8),
        (["/proc/self/cgroup": "0::/\n", "/sys/fs/cgroup/cpu.max": "max 100000\n"], 8),
        (["/proc/self/cgroup": "0::/\n", "/sys/fs/cgroup/cpu.max": "200000 100000\n"], 2),
        (["/proc/self/cgroup": "0::/\n", "/sys/fs/cgroup/cpu.max": "150000 100000\n"], 2),
        (["/proc/self/cgroup": "0::/\n", "/sys/fs/cgroup/cpu.max": "1000 100000\n"], 1),
        (["/proc/self/cgroup": "0::/\n", "/sys/fs/cgroup/cpu.max": "1600000 100000\n"], 8),
        (["/proc/self/cgroup": "0::/\n", "/sys/fs/cgroup/cpu.max": "much\n"], 8),
    ])
    func quotaOfTheGroupIsRoundedUp(files: [String: String], expected: Int) {
        #expect(ProcessorCount(allowed: 8) { files[$0] }.usable == expected)
    }

    @Test func theSmallestQuotaOnTheWayUpHolds() {
        let files = [
            "/proc/self/cgroup": "2:cpu:/x\n0::/system.slice/nano.service\n",
            "/sys/fs/cgroup/system.slice/nano.service/cpu.max": "400000 100000\n",
            "/sys/fs/cgroup/system.slice/cpu.max": "300000 100000\n",
        ]
        #expect(ProcessorCount(allowed: 8) { files[$0] }.usable == 3)
    }
}
