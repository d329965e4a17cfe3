//! The C functions of a plugin, over its Rust type. Nothing unwinds out of them.

use crate::handover::get_extension;
use crate::{ffi, Failure, Host, Level, Plugin, Request};
use std::ffi::c_void;
use std::mem::size_of;
use std::panic::{catch_unwind, AssertUnwindSafe};

/// The app, and the host that its failures are logged to.
pub struct Instance<App> {
    pub app: App,
    pub host: Host,
}

/// What the entry function returns.
pub const fn functions<App: Plugin>() -> ffi::Plugin {
    ffi::Plugin {
        size: size_of::<ffi::Plugin>() as u32,
        abi_major: ffi::ABI_MAJOR,
        abi_minor: ffi::ABI_MINOR,
        create: create::<App>,
        destroy: destroy::<App>,
        handle: handle::<App>,
        get_extension: Some(get_extension::<App>),
    }
}

/// [owner-thread]
unsafe extern "C" fn create<App: Plugin>(raw: *const ffi::Host, out: *mut *mut c_void) -> i32 {
    let host = Host::new(raw);
    guarded(host, "new", || {
        let instance = Box::new(Instance { app: App::new(host)?, host });
        *out = Box::into_raw(instance).cast();
        Ok(ffi::OK)
    })
}

/// [owner-thread]
unsafe extern "C" fn destroy<App: Plugin>(raw: *mut c_void) {
    let instance = Box::from_raw(raw.cast::<Instance<App>>());
    let host = instance.host;
    guarded(host, "drop", || {
        drop(instance);
        Ok(ffi::OK)
    });
}

/// [handler-thread]
unsafe extern "C" fn handle<App: Plugin>(
    raw: *mut c_void,
    request: *const ffi::Request,
    responder: *mut ffi::Responder,
) -> i32 {
    let instance = &*raw.cast::<Instance<App>>();
    guarded(instance.host, "handle", || {
        Ok(instance.app.handle(&Request::new(&*request))?.send(responder))
    })
}

/// Calls `body`; a failure or a panic is logged, and becomes an error.
pub fn guarded(host: Host, place: &str, body: impl FnOnce() -> Result<i32, Failure>) -> i32 {
    // Unwind safety: after a panic the app is used on, as a mutex that it poisoned will tell it.
    match catch_unwind(AssertUnwindSafe(body)) {
        Ok(Ok(result)) => return result,
        Ok(Err(failure)) => host.log(Level::Error, &format!("{place} failed: {failure}")),
        Err(panic) => {
            let reason = panic
                .downcast_ref::<String>()
                .map(String::as_str)
                .or_else(|| panic.downcast_ref::<&str>().copied())
                .unwrap_or("no reason given");
            host.log(Level::Error, &format!("{place} panicked: {reason}"));
            // What was thrown may panic once more when it is dropped.
            std::mem::forget(panic);
        }
    }
    ffi::ERROR
}
