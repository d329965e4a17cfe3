//! The manifest (`nano/manifest.h`): an ELF note that is read before the file is loaded.

use crate::entry::Kind;
use crate::ffi::{ABI_MAJOR, ABI_MINOR};
use std::mem::size_of;

pub const LANE: u32 = 0;
pub const INLINE: u32 = 1;
pub const BODY_STREAM: u32 = 2;

/// The flag of a plugin whose bodies come as they arrive, or none.
pub const fn body_flag<K: Kind>() -> u32 {
    if K::STREAMS_BODY {
        BODY_STREAM
    } else {
        0
    }
}

/// The note as it lies in the file.
#[repr(C, align(4))]
pub struct ManifestNote {
    owner_count: u32,
    content_count: u32,
    kind: u32,
    owner: [u8; 8],
    content: Manifest,
}

#[repr(C)]
struct Manifest {
    size: u32,
    abi_major: u16,
    abi_minor_min: u16,
    abi_minor_max: u16,
    reserved: u16,
    flags: u32,
    name: [u8; 64],
    version: [u8; 32],
}

const _: () = assert!(size_of::<Manifest>() == 112);
const _: () = assert!(size_of::<ManifestNote>() == 132);

impl ManifestNote {
    /// The manifest of a plugin of that name (at most 63 bytes) and version (at most 31); what is
    /// longer does not compile.
    pub const fn new(name: &str, version: &str, flags: u32) -> ManifestNote {
        ManifestNote {
            owner_count: 5,
            content_count: size_of::<Manifest>() as u32,
            kind: 1,
            owner: *b"nano\0\0\0\0",
            content: Manifest {
                size: size_of::<Manifest>() as u32,
                abi_major: ABI_MAJOR,
                abi_minor_min: 0,
                abi_minor_max: ABI_MINOR,
                reserved: 0,
                flags,
                name: padded(name),
                version: padded(version),
            },
        }
    }
}

/// `text`, with a NUL at its end at least.
const fn padded<const COUNT: usize>(text: &str) -> [u8; COUNT] {
    let bytes = text.as_bytes();
    assert!(bytes.len() < COUNT, "a plugin's name has at most 63 bytes, its version 31");
    let mut padded = [0; COUNT];
    let mut index = 0;
    while index < bytes.len() {
        padded[index] = bytes[index];
        index += 1;
    }
    padded
}
