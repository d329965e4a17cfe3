use crate::{Exclusive, Failure, Host, Request, Response, State};

/// An app in one value: made once per loaded copy, and called for every request.
pub trait Plugin: Send + Sync + Sized + 'static {
    /// Makes the app, on a thread of this copy's own; it may block, within the runtime's deadline
    /// (10 s). A failure rejects the file, and the operator reads its message.
    fn new(host: Host) -> Result<Self, Failure>;

    /// Answers one request. Called from several threads at once, so state that changes needs a
    /// lock. A failure or a panic gives the client a 500 and a line in the log.
    fn handle(&self, request: &Request<'_>) -> Result<Response, Failure>;

    /// What [`State::save`] writes, as you count.
    const STATE_VERSION: u32 = 1;

    /// The state that goes over to the generation that replaces this one; often `Some(self)`.
    fn state(&self) -> Option<&dyn State> {
        None
    }

    /// What only one generation can hold, and gives up for the next one; often `Some(self)`.
    fn exclusive(&self) -> Option<&dyn Exclusive> {
        None
    }
}

/// Makes a plugin of a type that implements [`Plugin`]: once in a crate, at its root.
///
/// `inline` promises that `handle` never blocks, so that it may run on the event loop; `lane` is a
/// thread of this copy's own. A plugin with thread-local destructors, which everything built on
/// Rust's standard library has, gets a lane either way.
#[macro_export]
macro_rules! nano_plugin {
    ($app:ty, $name:expr, $version:expr, inline) => {
        $crate::nano_plugin!(@define $app, $name, $version, $crate::manifest::INLINE);
    };
    ($app:ty, $name:expr, $version:expr, lane) => {
        $crate::nano_plugin!(@define $app, $name, $version, $crate::manifest::LANE);
    };
    (@define $app:ty, $name:expr, $version:expr, $flags:expr) => {
        #[used]
        #[link_section = ".note.nano.plugin"]
        static NANO_PLUGIN_MANIFEST: $crate::manifest::ManifestNote =
            $crate::manifest::ManifestNote::new($name, $version, $flags);

        /// The one symbol that a plugin exports (`nano/entry.h`).
        #[no_mangle]
        pub extern "C" fn nano_plugin_entry_v1() -> *const $crate::ffi::Plugin {
            static FUNCTIONS: $crate::ffi::Plugin = $crate::entry::functions::<$app>();
            &FUNCTIONS
        }
    };
}
