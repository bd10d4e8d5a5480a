//! Identities of findings that survive edits elsewhere.
//!
//! A fingerprint is the 64-bit FNV-1a hash, written as 16 hexadecimal digits, of parts separated by the byte 0x1f:
//! - keyed: `key`, the rule's name, the folded key;
//! - otherwise: `text`, the rule's name, the folded evidence with single blanks, and the ordinal (from 1) of this finding
//!   among those of the rule with the same folded evidence.

/// FNV-1a, 64 bits.
pub(crate) fn fnv1a(bytes: &[u8], seed: u64) -> u64 {
    bytes.iter().fold(seed, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The hash of some parts, as 16 hexadecimal digits.
pub fn fingerprint(parts: &[&str]) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            hash = fnv1a(&[0x1f], hash);
        }
        hash = fnv1a(part.as_bytes(), hash);
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_values() {
        // The published test vectors of FNV-1a.
        assert_eq!(fnv1a(b"", 0xcbf2_9ce4_8422_2325), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a(b"a", 0xcbf2_9ce4_8422_2325), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(
            fnv1a(b"foobar", 0xcbf2_9ce4_8422_2325),
            0x8594_4171_f739_67e8
        );
        assert_ne!(fingerprint(&["a", "bc"]), fingerprint(&["ab", "c"]));
        assert_eq!(fingerprint(&["x"]).len(), 16);
    }
}
