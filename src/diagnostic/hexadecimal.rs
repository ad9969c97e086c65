use std::fmt::Write;

/// Bytes in hexadecimal, two lower-case digits each: how hashes are written everywhere.
pub fn hexadecimal(bytes: impl AsRef<[u8]>) -> String {
    let bytes = bytes.as_ref();
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        // Writing to a text never fails.
        let _written = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_has_two_digits() {
        assert_eq!(hexadecimal([0, 10, 255]), "000aff");
        assert_eq!(hexadecimal([]), "");
    }
}
