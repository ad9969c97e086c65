use serde_json::Number;

use super::{ProblemKind, Value};

/// What a plain (unquoted) scalar says, by the core schema of YAML 1.2 as the prescribed reader
/// applies it: digits with a leading zero are text, and so are dates and `yes`.
///
/// # Errors
///
/// For a number that is infinite, not a number, or an integer of more than 64 bits.
pub(super) fn resolve(text: &str) -> Result<Value, ProblemKind> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Ok(Value::Null),
        "true" | "True" | "TRUE" => return Ok(Value::Bool(true)),
        "false" | "False" | "FALSE" => return Ok(Value::Bool(false)),
        _ => {}
    }
    if !text.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first)) {
        return Ok(Value::Text(text.to_owned()));
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF" | ".nan" | ".NaN" | ".NAN") {
        return Err(ProblemKind::NotFinite);
    }
    let digits = |rest: &str| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit());
    if unsigned.len() > 1 && unsigned.starts_with('0') && digits(unsigned) {
        return Ok(Value::Text(text.to_owned()));
    }
    if let Some(number) = integer(text, unsigned) {
        return Ok(Value::Number(number));
    }
    if digits(unsigned) {
        return Err(ProblemKind::TooManyDigits);
    }
    Ok(match float(text, unsigned) {
        Some(number) => Value::Number(number),
        None => Value::Text(text.to_owned()),
    })
}

fn integer(text: &str, unsigned: &str) -> Option<Number> {
    let (radix, digits) = match unsigned.get(..2) {
        Some("0x") => (16, unsigned.get(2..)?),
        Some("0o") => (8, unsigned.get(2..)?),
        Some("0b") => (2, unsigned.get(2..)?),
        _ => (10, unsigned),
    };
    if digits.starts_with(['+', '-']) {
        return None;
    }
    if text.starts_with('-') {
        let number = i64::from_str_radix(&format!("-{digits}"), radix).ok()?;
        Some(Number::from(number))
    } else {
        u64::from_str_radix(digits, radix).ok().map(Number::from)
    }
}

fn float(text: &str, unsigned: &str) -> Option<Number> {
    // Rust also reads `infinity` and `nan`, which are text here, and two signs are text too.
    if !unsigned.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
        return None;
    }
    text.parse::<f64>().ok().and_then(Number::from_f64)
}
