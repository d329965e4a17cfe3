//! The C interface, as `nano/*.h` have it. Those headers are the reference; the sizes and offsets
//! asserted below are the same as theirs.

use std::mem::size_of;
use std::os::raw::{c_char, c_void};

pub const ABI_MAJOR: u16 = 1;
pub const ABI_MINOR: u16 = 0;

pub const OK: i32 = 0;
pub const ERROR: i32 = -1;
pub const ERROR_INVALID: i32 = -2;
pub const ERROR_STATE: i32 = -3;
pub const ERROR_LIMIT: i32 = -4;
pub const ERROR_AGAIN: i32 = -6;
pub const ERROR_CANCELLED: i32 = -7;
pub const DEFERRED: i32 = 1;

pub const WAIT: u32 = 1;
pub const CANCEL_CLIENT: u32 = 1;
pub const CANCEL_TIMEOUT: u32 = 2;
pub const CANCEL_DRAIN: u32 = 3;

pub const LOG_EXTENSION: &[u8] = b"nano.log/1\0";
pub const ENV_EXTENSION: &[u8] = b"nano.env/1\0";
pub const CALL_EXTENSION: &[u8] = b"nano.call/1\0";
pub const TRACE_EXTENSION: &[u8] = b"nano.trace/1\0";
pub const STATE_EXTENSION: &[u8] = b"nano.state/1\0";
pub const QUIESCE_EXTENSION: &[u8] = b"nano.quiesce/1\0";

pub const STATE_DRAINED: u32 = 2;

pub const TRACE_REQUEST_ID_BYTES_MAX: usize = 128;

/// A borrowed view; `data` may be null when `count` is 0.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Bytes {
    pub data: *const u8,
    pub count: usize,
}

impl Bytes {
    pub fn of(bytes: &[u8]) -> Bytes {
        Bytes { data: bytes.as_ptr(), count: bytes.len() }
    }

    /// # Safety
    /// The view is valid for `'a`.
    pub unsafe fn as_slice<'a>(self) -> &'a [u8] {
        if self.count == 0 {
            return &[];
        }
        std::slice::from_raw_parts(self.data, self.count)
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Header {
    pub name: Bytes,
    pub value: Bytes,
}

#[repr(C)]
pub struct Request {
    pub size: u32,
    pub http_version: u32,
    pub method: Bytes,
    pub target: Bytes,
    pub path: Bytes,
    pub query: Bytes,
    pub host: Bytes,
    pub headers: *const Header,
    pub header_count: usize,
    pub body: Bytes,
    pub peer: Bytes,
}

#[repr(C)]
pub struct Response {
    pub size: u32,
    pub status: u32,
    pub headers: *const Header,
    pub header_count: usize,
    pub body: Bytes,
}

#[repr(C)]
pub struct Responder {
    pub size: u32,
    pub reserved: u32,
    pub host_data: *mut c_void,
    pub respond: unsafe extern "C" fn(*mut Responder, *const Response) -> i32,
    pub defer: unsafe extern "C" fn(*mut Responder, *const CallEvents, *mut u64) -> i32,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct CallEvents {
    pub size: u32,
    pub reserved: u32,
    pub data: *mut c_void,
    pub cancelled: Option<unsafe extern "C" fn(*mut c_void, u64, u32)>,
    pub draining: Option<unsafe extern "C" fn(*mut c_void, u64)>,
    pub readable: Option<unsafe extern "C" fn(*mut c_void, u64)>,
    pub writable: Option<unsafe extern "C" fn(*mut c_void, u64)>,
    pub ended: Option<unsafe extern "C" fn(*mut c_void, u64)>,
}

#[repr(C)]
pub struct Calls {
    pub size: u32,
    pub reserved: u32,
    pub respond: unsafe extern "C" fn(*const Host, u64, *const Response) -> i32,
    pub begin: unsafe extern "C" fn(*const Host, u64, *const Response) -> i32,
    pub write: unsafe extern "C" fn(*const Host, u64, Bytes, u32, *mut usize) -> i32,
    pub end: unsafe extern "C" fn(*const Host, u64) -> i32,
    pub abandon: unsafe extern "C" fn(*const Host, u64) -> i32,
    pub read: unsafe extern "C" fn(*const Host, u64, *mut c_void, usize, u32, *mut usize) -> i32,
}

#[repr(C)]
pub struct Host {
    pub size: u32,
    pub abi_major: u16,
    pub abi_minor: u16,
    pub host_data: *mut c_void,
    pub name: Bytes,
    pub version: Bytes,
    pub app: Bytes,
    pub generation: u64,
    pub get_extension: unsafe extern "C" fn(*const Host, *const c_char) -> *const c_void,
}

#[repr(C)]
pub struct Log {
    pub size: u32,
    pub reserved: u32,
    pub write: unsafe extern "C" fn(*const Host, u32, Bytes),
}

#[repr(C)]
pub struct Env {
    pub size: u32,
    pub reserved: u32,
    pub get: unsafe extern "C" fn(*const Host, Bytes, *mut Bytes) -> i32,
}

pub type TraceFunction =
    unsafe extern "C" fn(*const Host, u64, *mut c_void, usize, *mut usize) -> i32;

#[repr(C)]
pub struct Trace {
    pub size: u32,
    pub reserved: u32,
    pub request_id: TraceFunction,
    pub traceparent: TraceFunction,
}

#[repr(C)]
pub struct Plugin {
    pub size: u32,
    pub abi_major: u16,
    pub abi_minor: u16,
    pub create: unsafe extern "C" fn(*const Host, *mut *mut c_void) -> i32,
    pub destroy: unsafe extern "C" fn(*mut c_void),
    pub handle: unsafe extern "C" fn(*mut c_void, *const Request, *mut Responder) -> i32,
    pub get_extension: Option<unsafe extern "C" fn(*mut c_void, *const c_char) -> *const c_void>,
}

#[repr(C)]
pub struct StateWriter {
    pub size: u32,
    pub reserved: u32,
    pub host_data: *mut c_void,
    pub write: unsafe extern "C" fn(*mut StateWriter, Bytes) -> i32,
}

#[repr(C)]
pub struct State {
    pub size: u32,
    pub version: u32,
    pub save: unsafe extern "C" fn(*mut c_void, u32, *mut StateWriter) -> i32,
    pub restore: unsafe extern "C" fn(*mut c_void, u32, u32, Bytes) -> i32,
}

#[repr(C)]
pub struct Quiesce {
    pub size: u32,
    pub reserved: u32,
    pub quiesce: unsafe extern "C" fn(*mut c_void) -> i32,
    pub resume: unsafe extern "C" fn(*mut c_void) -> i32,
}

const _: () = assert!(size_of::<Bytes>() == 16);
const _: () = assert!(size_of::<Header>() == 32);
const _: () = assert!(size_of::<Request>() == 136);
const _: () = assert!(size_of::<Response>() == 40);
const _: () = assert!(size_of::<Responder>() == 32);
const _: () = assert!(size_of::<CallEvents>() == 56);
const _: () = assert!(size_of::<Calls>() == 56);
const _: () = assert!(size_of::<Host>() == 80);
const _: () = assert!(size_of::<Log>() == 16);
const _: () = assert!(size_of::<Env>() == 16);
const _: () = assert!(size_of::<Trace>() == 24);
const _: () = assert!(size_of::<StateWriter>() == 24);
const _: () = assert!(size_of::<State>() == 24);
const _: () = assert!(size_of::<Quiesce>() == 24);
const _: () = assert!(size_of::<Plugin>() == 40);
