use proptest::prelude::*;
use serde_json::Value;

use super::values::{config, read, value, written};

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_a_writer_of_yaml_writes_is_read_back_as_the_same_value(value in value()) {
        let text = serde_yaml::to_string(&value).unwrap();
        prop_assert_eq!(read(&text).map_err(TestCaseError::fail)?, value);
    }

    #[test]
    fn our_reader_and_the_prescribed_one_read_the_same_value((_, text) in written()) {
        if let Ok(theirs) = serde_yaml::from_str::<Value>(&text) {
            prop_assert_eq!(read(&text).map_err(TestCaseError::fail)?, theirs, "{:?}", text);
        }
    }

    #[test]
    fn what_our_writer_writes_is_read_back_as_the_same_value(value in value()) {
        let text = greffe::yaml::to_text(&value).unwrap();
        prop_assert_eq!(read(&text).map_err(TestCaseError::fail)?, value);
    }
}
