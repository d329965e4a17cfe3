//! The C functions of `nano.call/1` and of the responder, over [`TestCalls`](super::calls).

use super::host::test_host;
use super::response::TestResponse;
use crate::ffi;
use std::mem::size_of;
use std::os::raw::c_void;

pub(super) static CALLS: ffi::Calls = ffi::Calls {
    size: size_of::<ffi::Calls>() as u32,
    reserved: 0,
    respond,
    begin,
    write,
    end,
    abandon,
    read,
};

/// What a responder's `host_data` points to.
pub(super) struct Responding {
    pub(super) host: *const ffi::Host,
    pub(super) number: u64,
}

pub(super) fn responder(responding: &mut Responding) -> ffi::Responder {
    let address: *mut Responding = responding;
    ffi::Responder {
        size: size_of::<ffi::Responder>() as u32,
        reserved: 0,
        host_data: address.cast(),
        respond: respond_at_once,
        defer,
    }
}

/// `nano_responder.respond`
unsafe extern "C" fn respond_at_once(
    responder: *mut ffi::Responder,
    raw: *const ffi::Response,
) -> i32 {
    let responding = &*(*responder).host_data.cast::<Responding>();
    test_host(responding.host).calls.with(responding.number, |call| {
        if call.is_deferred || call.response.is_some() {
            return ffi::ERROR_STATE;
        }
        call.response = TestResponse::copy(&*raw);
        if call.response.is_some() {
            ffi::OK
        } else {
            ffi::ERROR_INVALID
        }
    })
}

/// `nano_responder.defer`
unsafe extern "C" fn defer(
    responder: *mut ffi::Responder,
    events: *const ffi::CallEvents,
    number: *mut u64,
) -> i32 {
    let responding = &*(*responder).host_data.cast::<Responding>();
    test_host(responding.host).calls.with(responding.number, |call| {
        if call.is_deferred || call.response.is_some() {
            return ffi::ERROR_STATE;
        }
        call.is_deferred = true;
        call.events = events.as_ref().copied();
        *number = call.number;
        ffi::OK
    })
}

unsafe extern "C" fn respond(
    host: *const ffi::Host,
    number: u64,
    raw: *const ffi::Response,
) -> i32 {
    test_host(host).calls.with(number, |call| call.respond(TestResponse::copy(&*raw)))
}

unsafe extern "C" fn begin(host: *const ffi::Host, number: u64, raw: *const ffi::Response) -> i32 {
    test_host(host).calls.with(number, |call| call.begin(TestResponse::copy(&*raw)))
}

unsafe extern "C" fn write(
    host: *const ffi::Host,
    number: u64,
    piece: ffi::Bytes,
    _flags: u32,
    written: *mut usize,
) -> i32 {
    let result = test_host(host).calls.with(number, |call| call.write(piece.as_slice()));
    *written = if result == ffi::OK { piece.count } else { 0 };
    result
}

unsafe extern "C" fn end(host: *const ffi::Host, number: u64) -> i32 {
    test_host(host).calls.with(number, |call| call.end_response())
}

unsafe extern "C" fn abandon(host: *const ffi::Host, number: u64) -> i32 {
    test_host(host).calls.with(number, |call| call.abandon())
}

unsafe extern "C" fn read(
    host: *const ffi::Host,
    number: u64,
    buffer: *mut c_void,
    capacity: usize,
    _flags: u32,
    count: *mut usize,
) -> i32 {
    let room = std::slice::from_raw_parts_mut(buffer.cast::<u8>(), capacity);
    *count = 0;
    test_host(host).calls.with(number, |call| match call.read(room) {
        Ok(read) => {
            *count = read;
            ffi::OK
        }
        Err(code) => code,
    })
}
