//! An app's state goes from one generation to the next.

use nano_plugin::ffi;
use nano_plugin::{nano_plugin, Failure, Handover, Host, Plugin, Request, Response, State};
use std::ffi::c_void;
use std::ptr::null_mut;
use std::sync::atomic::{AtomicU8, Ordering};

struct Counter(AtomicU8);

impl Plugin for Counter {
    const STATE_VERSION: u32 = 3;

    fn new(_host: Host) -> Result<Self, Failure> {
        Ok(Counter(AtomicU8::new(7)))
    }

    fn handle(&self, _request: &Request) -> Result<Response, Failure> {
        Ok(Response::text("a count"))
    }

    fn state(&self) -> Option<&dyn State> {
        Some(self)
    }
}

impl State for Counter {
    fn save(&self, _stage: Handover) -> Result<Vec<u8>, Failure> {
        Ok(vec![self.0.load(Ordering::Relaxed)])
    }

    fn restore(&self, stage: Handover, version: u32, state: &[u8]) -> Result<(), Failure> {
        if stage == Handover::Drained || version != 3 {
            return Err(Failure::new("of another version"));
        }
        self.0.fetch_add(state[0], Ordering::Relaxed);
        Ok(())
    }
}

nano_plugin!(Counter, "counter", "1.0.0", lane);

unsafe extern "C" fn no_extension(
    _host: *const ffi::Host,
    _id: *const std::ffi::c_char,
) -> *const c_void {
    std::ptr::null()
}

unsafe extern "C" fn write(writer: *mut ffi::StateWriter, bytes: ffi::Bytes) -> i32 {
    let kept = &mut *(*writer).host_data.cast::<Vec<u8>>();
    kept.extend_from_slice(bytes.as_slice());
    ffi::OK
}

fn host() -> ffi::Host {
    let nothing = ffi::Bytes::of(b"");
    ffi::Host {
        size: std::mem::size_of::<ffi::Host>() as u32,
        abi_major: ffi::ABI_MAJOR,
        abi_minor: ffi::ABI_MINOR,
        host_data: null_mut(),
        name: nothing,
        version: nothing,
        app: nothing,
        generation: 1,
        get_extension: no_extension,
    }
}

#[test]
fn what_is_saved_is_restored() {
    let host = host();
    let mut app: *mut c_void = null_mut();
    let mut kept: Vec<u8> = Vec::new();
    unsafe {
        let plugin = &*nano_plugin_entry_v1();
        assert_eq!((plugin.create)(&host, &mut app), ffi::OK);
        let table = plugin.get_extension.unwrap()(app, c"nano.state/1".as_ptr());
        let table = &*table.cast::<ffi::State>();
        assert_eq!(table.version, 3);
        let mut writer = ffi::StateWriter {
            size: std::mem::size_of::<ffi::StateWriter>() as u32,
            reserved: 0,
            host_data: std::ptr::from_mut(&mut kept).cast(),
            write,
        };
        assert_eq!((table.save)(app, 1, &mut writer), ffi::OK);
        assert_eq!(kept, [7]);
        assert_eq!((table.restore)(app, 1, 3, ffi::Bytes::of(&[35])), ffi::OK);
        kept.clear();
        assert_eq!((table.save)(app, 1, &mut writer), ffi::OK);
        assert_eq!(kept, [42]);
        assert_eq!((table.restore)(app, 1, 2, ffi::Bytes::of(&[1])), ffi::ERROR);
        assert!(plugin.get_extension.unwrap()(app, c"nano.quiesce/1".as_ptr()).is_null());
        (plugin.destroy)(app);
    }
}
