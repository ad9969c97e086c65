//! What `greffe validate` promises: every mistake at its place, from wherever the register is
//! read, with an exit status that says what happened.

mod definitions;
mod mistakes;
mod origins;
mod paths;
mod publications;
mod sameness;
mod settings;
mod staged;
mod status;
