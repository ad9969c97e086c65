//! The real registers, where they are present.
