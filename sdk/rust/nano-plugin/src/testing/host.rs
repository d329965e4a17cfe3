use super::call_table::CALLS;
use super::calls::TestCalls;
use crate::ffi;
use std::ffi::CStr;
use std::mem::size_of;
use std::os::raw::{c_char, c_void};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

/// The host of one app under test: a log that is kept, and configuration values.
pub(super) struct TestHost {
    raw: ffi::Host,
    log: Mutex<Vec<String>>,
    environment: Vec<(String, String)>,
    pub(super) calls: Arc<TestCalls>,
    callbacks: Option<JoinHandle<()>>,
}

impl TestHost {
    /// In a box, since the app keeps pointers to it.
    pub(super) fn new(environment: &[(&str, &str)]) -> Box<TestHost> {
        let owned = |(name, value): &(&str, &str)| (name.to_string(), value.to_string());
        let calls = Arc::new(TestCalls::default());
        let told = Arc::clone(&calls);
        let mut host = Box::new(TestHost {
            raw: ffi::Host {
                size: size_of::<ffi::Host>() as u32,
                abi_major: ffi::ABI_MAJOR,
                abi_minor: ffi::ABI_MINOR,
                host_data: std::ptr::null_mut(),
                name: ffi::Bytes::of(b"nano-test"),
                version: ffi::Bytes::of(b"0.1.0"),
                app: ffi::Bytes::of(b"test"),
                generation: 1,
                get_extension,
            },
            log: Mutex::new(Vec::new()),
            environment: environment.iter().map(owned).collect(),
            calls,
            callbacks: Some(std::thread::spawn(move || told.run())),
        });
        let address: *mut TestHost = &mut *host;
        host.raw.host_data = address.cast();
        host
    }

    pub(super) fn raw(&self) -> *const ffi::Host {
        &self.raw
    }

    pub(super) fn log(&self) -> Vec<String> {
        self.log.lock().unwrap().clone()
    }
}

impl TestHost {
    /// No callback runs after this. The plugin still has the host.
    pub(super) fn end(&mut self) {
        self.calls.end();
        if let Some(callbacks) = self.callbacks.take() {
            // A panic in it has been printed.
            let _ = callbacks.join();
        }
    }
}

impl Drop for TestHost {
    fn drop(&mut self) {
        self.end();
    }
}

/// # Safety
/// `raw` is the host of a `TestHost` that outlives the use of the result.
pub(super) unsafe fn test_host<'a>(raw: *const ffi::Host) -> &'a TestHost {
    &*(*raw).host_data.cast::<TestHost>()
}

unsafe extern "C" fn get_extension(_: *const ffi::Host, id: *const c_char) -> *const c_void {
    static LOG: ffi::Log = ffi::Log { size: size_of::<ffi::Log>() as u32, reserved: 0, write };
    static ENV: ffi::Env = ffi::Env { size: size_of::<ffi::Env>() as u32, reserved: 0, get };
    match CStr::from_ptr(id).to_bytes_with_nul() {
        ffi::LOG_EXTENSION => (&LOG as *const ffi::Log).cast(),
        ffi::ENV_EXTENSION => (&ENV as *const ffi::Env).cast(),
        ffi::CALL_EXTENSION => (&CALLS as *const ffi::Calls).cast(),
        _ => std::ptr::null(),
    }
}

/// `nano_log.write`
unsafe extern "C" fn write(raw: *const ffi::Host, _level: u32, message: ffi::Bytes) {
    let line = String::from_utf8_lossy(message.as_slice()).into_owned();
    test_host(raw).log.lock().unwrap().push(line);
}

/// `nano_env.get`
unsafe extern "C" fn get(raw: *const ffi::Host, name: ffi::Bytes, out: *mut ffi::Bytes) -> i32 {
    let entries = &test_host(raw).environment;
    match entries.iter().find(|(key, _)| key.as_bytes() == name.as_slice()) {
        Some((_, value)) => {
            *out = ffi::Bytes::of(value.as_bytes());
            ffi::OK
        }
        None => ffi::ERROR_INVALID,
    }
}
