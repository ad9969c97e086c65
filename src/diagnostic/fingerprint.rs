use sha2::{Digest, Sha256};

use super::hexadecimal;

/// The first 16 bytes, in hexadecimal, of the SHA-256 of `parts`, each followed by a NUL.
pub(super) fn fingerprint(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update([0]);
    }
    let digest = hasher.finalize();
    hexadecimal(digest.get(..16).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_fingerprint_is_the_documented_hash() {
        // printf 'S002\0startup/pix\0/strat\0strat\0' | sha256sum | cut -c1-32
        assert_eq!(super::fingerprint(&["S002", "startup/pix", "/strat", "strat"]), "3f849e28d49640cd66a8f09132ce4d3d");
    }
}
