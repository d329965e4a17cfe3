import LinuxShims
import Testing

@Suite struct ImageTests {
    @Test func anImageIsMappedUntilItIsClosed() throws {
        let image = try LoadedImage("int f(void) { return 7; }")
        var base: UnsafeRawPointer?
        var path: UnsafePointer<CChar>?
        #expect(linux_image_of_handle(try image.handle, &base, &path) == 0)
        #expect(path.map { String(cString: $0) } == image.path)
        #expect(linux_image_is_mapped(base, image.path) == 1)
        #expect(linux_image_is_mapped(base, nil) == 1)
        #expect(linux_image_is_mapped(nil, image.path) == 1)
        #expect(linux_image_is_mapped(base, "/another.so") == 0)

        image.close()
        #expect(linux_image_is_mapped(nil, image.path) == 0)
        #expect(linux_image_is_mapped(base, image.path) == 0)
    }

    @Test func nothingAtAllIsNotMapped() {
        #expect(linux_image_is_mapped(nil, nil) == 0)
    }

    @Test func theRangeOfAnImageHoldsItsCodeAndData() throws {
        let image = try LoadedImage("char room[100000]; int f(void) { return room[0]; }")
        var base: UnsafeRawPointer?
        var path: UnsafePointer<CChar>?
        try #require(linux_image_of_handle(try image.handle, &base, &path) == 0)
        var (start, end): (UInt, UInt) = (0, 0)
        #expect(linux_image_range(base, &start, &end) == 0)
        #expect(start <= UInt(bitPattern: base))
        #expect(end - start >= 100_000)
        #expect(start % 4096 == 0 && end % 4096 == 0)
        for name in ["f", "room"] {
            let address = UInt(bitPattern: try image.address(of: name))
            #expect(start <= address && address < end)
        }
    }

    @Test func anUnknownBaseHasNoRange() {
        var (start, end): (UInt, UInt) = (1, 2)
        #expect(linux_image_range(UnsafeRawPointer(bitPattern: 1), &start, &end) == -1)
        #expect((start, end) == (1, 2))
    }

    @Test func aMissingHandleHasNoImage() {
        var base: UnsafeRawPointer?
        var path: UnsafePointer<CChar>?
        #expect(linux_image_of_handle(nil, &base, &path) == -1)
    }
}
