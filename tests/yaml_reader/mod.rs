//! Our reader against other readers of YAML, and the spans of its values against their text.
//!
//! The texts are the same on every run. `PROPTEST_RNG_SEED=1 PROPTEST_CASES=100000` looks further.

mod any_text;
mod generated;
mod history;
mod mistakes;
mod spans;
mod third_opinion;
mod values;
