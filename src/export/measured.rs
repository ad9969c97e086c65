use std::io::{self, Write};

use sha2::{Digest, Sha256};

use crate::diagnostic::hexadecimal;

/// What is written to, with its length and its SHA-256 so far.
pub(super) struct Measured<W: Write> {
    inner: W,
    hasher: Sha256,
    length: u64,
}

impl<W: Write> Measured<W> {
    pub(super) fn new(inner: W) -> Measured<W> {
        Measured { inner, hasher: Sha256::new(), length: 0 }
    }

    /// How many bytes were written, and their SHA-256 in hexadecimal.
    ///
    /// # Errors
    ///
    /// Where what is still held back can't be written.
    pub(super) fn end(mut self) -> io::Result<(u64, String)> {
        self.inner.flush()?;
        Ok((self.length, hexadecimal(self.hasher.finalize())))
    }
}

impl<W: Write> Write for Measured<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hasher.update(bytes.get(..written).unwrap_or_default());
        self.length += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
