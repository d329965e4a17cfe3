use crate::ffi;
use std::ffi::c_void;

/// How much a log line matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Level {
    Debug = 0,
    Info = 1,
    Warning = 2,
    Error = 3,
}

/// The runtime, as one loaded copy of a plugin sees it. May be used from every thread, and kept as
/// long as the plugin lives.
#[derive(Clone, Copy)]
pub struct Host {
    pub(crate) raw: *const ffi::Host,
    pub(crate) calls: *const ffi::Calls,
    log: *const ffi::Log,
    env: *const ffi::Env,
    trace: *const ffi::Trace,
}

// SAFETY: the host and its extensions are read-only, every function in them may be called from any
// thread (`nano/host.h`), and they outlive the plugin: no thread of it may outlive `destroy`.
unsafe impl Send for Host {}
unsafe impl Sync for Host {}

impl Host {
    /// # Safety
    /// `raw` is the host that the runtime gave to `create`.
    pub(crate) unsafe fn new(raw: *const ffi::Host) -> Host {
        let extension =
            |id: &[u8]| -> *const c_void { ((*raw).get_extension)(raw, id.as_ptr().cast()) };
        Host {
            raw,
            calls: extension(ffi::CALL_EXTENSION).cast(),
            log: extension(ffi::LOG_EXTENSION).cast(),
            env: extension(ffi::ENV_EXTENSION).cast(),
            trace: extension(ffi::TRACE_EXTENSION).cast(),
        }
    }

    /// The name of the app that this plugin serves.
    pub fn app(&self) -> &str {
        // SAFETY: the host's views live as long as it does.
        text(unsafe { (*self.raw).app.as_slice() })
    }

    /// The number of this loaded copy, unique in the process, from 1.
    pub fn generation(&self) -> u64 {
        // SAFETY: as for `app`.
        unsafe { (*self.raw).generation }
    }

    /// The runtime's version, such as `0.1.0`.
    pub fn version(&self) -> &str {
        // SAFETY: as for `app`.
        text(unsafe { (*self.raw).version.as_slice() })
    }

    /// Writes one line to the runtime's log, marked with app and generation. Never blocks: when the
    /// log cannot keep up, lines are dropped and counted. Text past 8,192 bytes is cut.
    pub fn log(&self, level: Level, message: &str) {
        if !self.log.is_null() {
            // SAFETY: the text is copied before `write` returns.
            unsafe {
                ((*self.log).write)(self.raw, level as u32, ffi::Bytes::of(message.as_bytes()))
            }
        }
    }

    /// The value of `name` in the `env` object of the app's configuration, if it is there and is
    /// UTF-8. The process environment is not consulted: apps share it.
    pub fn environment(&self, name: &str) -> Option<&str> {
        if self.env.is_null() {
            return None;
        }
        let mut value = ffi::Bytes::of(b"");
        // SAFETY: the value lives as long as the host.
        unsafe {
            let result = ((*self.env).get)(self.raw, ffi::Bytes::of(name.as_bytes()), &mut value);
            if result != ffi::OK {
                return None;
            }
            std::str::from_utf8(value.as_slice()).ok()
        }
    }
}

/// `nano.trace/1`, for a call that has not ended, or with 0 within `handle`, on its thread.
impl Host {
    pub(crate) fn request_id(&self, call: u64) -> Option<String> {
        self.trace_text(call, |trace| trace.request_id)
    }

    pub(crate) fn traceparent(&self, call: u64) -> Option<String> {
        self.trace_text(call, |trace| trace.traceparent)
    }

    fn trace_text(
        &self,
        call: u64,
        function: impl FnOnce(&ffi::Trace) -> ffi::TraceFunction,
    ) -> Option<String> {
        // SAFETY: the extension outlives the plugin.
        let function = function(unsafe { self.trace.as_ref() }?);
        let mut buffer = vec![0; ffi::TRACE_REQUEST_ID_BYTES_MAX];
        loop {
            let mut count = 0;
            let (place, capacity) = (buffer.as_mut_ptr().cast(), buffer.len());
            // SAFETY: there are `capacity` bytes at `place`; a call that has ended gets an error.
            match unsafe { function(self.raw, call, place, capacity, &mut count) } {
                ffi::OK if count > 0 => {
                    buffer.truncate(count);
                    return String::from_utf8(buffer).ok();
                }
                ffi::ERROR_LIMIT => buffer.resize(count, 0),
                _ => return None,
            }
        }
    }
}

/// `bytes` as text, empty where they are not UTF-8: names of the runtime's own always are.
fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or("")
}
