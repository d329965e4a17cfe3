use std::fmt;

/// Why a plugin could not start or could not answer, in words for the operator's log. Made from
/// any error, so that `?` does it.
#[derive(Debug)]
pub struct Failure(String);

impl Failure {
    /// A failure with its reason in one line, such as `DATABASE_URL is not set`.
    pub fn new(message: impl Into<String>) -> Failure {
        Failure(message.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Failure {
        Failure(error.to_string())
    }
}
