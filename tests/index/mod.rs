//! The index of the history: kept, brought forward, built again where it must be, and never in the way.

mod brought_forward;
mod damaged;
mod hindered;
mod kept;
