/**
 * Errors of ClickHouse that say that these rows will never fit their table, however often they are sent (names as in its
 * ErrorCodes.cpp). Everything else may pass: too many parts, memory, disk, network, read-only, time-outs.
 */
export const FOR_GOOD: Readonly<Record<number, string>> = {
  6: "CANNOT_PARSE_TEXT",
  7: "INCORRECT_NUMBER_OF_COLUMNS",
  8: "THERE_IS_NO_COLUMN",
  9: "SIZES_OF_COLUMNS_DOESNT_MATCH",
  10: "NOT_FOUND_COLUMN_IN_BLOCK",
  13: "SIZES_OF_COLUMNS_IN_TUPLE_DOESNT_MATCH",
  16: "NO_SUCH_COLUMN_IN_TABLE",
  19: "SIZE_OF_FIXED_STRING_DOESNT_MATCH",
  20: "NUMBER_OF_COLUMNS_DOESNT_MATCH",
  25: "CANNOT_PARSE_ESCAPE_SEQUENCE",
  26: "CANNOT_PARSE_QUOTED_STRING",
  27: "CANNOT_PARSE_INPUT_ASSERTION_FAILED",
  32: "ATTEMPT_TO_READ_AFTER_EOF",
  33: "CANNOT_READ_ALL_DATA",
  38: "CANNOT_PARSE_DATE",
  41: "CANNOT_PARSE_DATETIME",
  43: "ILLEGAL_TYPE_OF_ARGUMENT",
  44: "ILLEGAL_COLUMN",
  47: "UNKNOWN_IDENTIFIER",
  50: "UNKNOWN_TYPE",
  53: "TYPE_MISMATCH",
  69: "ARGUMENT_OUT_OF_BOUND",
  70: "CANNOT_CONVERT_TYPE",
  72: "CANNOT_PARSE_NUMBER",
  117: "INCORRECT_DATA",
  128: "TOO_LARGE_ARRAY_SIZE",
  130: "CANNOT_READ_ARRAY_FROM_TEXT",
  131: "TOO_LARGE_STRING_SIZE",
  190: "SIZES_OF_ARRAYS_DONT_MATCH",
  321: "VALUE_IS_OUT_OF_RANGE_OF_DATA_TYPE",
  349: "CANNOT_INSERT_NULL_IN_ORDINARY_COLUMN",
  366: "SIZES_OF_NESTED_COLUMNS_ARE_INCONSISTENT",
  467: "CANNOT_PARSE_BOOL",
  469: "VIOLATED_CONSTRAINT",
  632: "UNEXPECTED_DATA_AFTER_PARSED_VALUE",
  636: "CANNOT_EXTRACT_TABLE_STRUCTURE",
  691: "UNKNOWN_ELEMENT_OF_ENUM",
};

/** Errors that fewer rows at a time may not meet: the database's memory. */
const TOO_MUCH: ReadonlySet<number> = new Set([173, 241]);

/** Whether fewer rows at a time may be taken. */
export const isTooMuch = (code: number): boolean => TOO_MUCH.has(code);

/** Whether trying the same rows again is in vain. */
export const isForGood = (code: number): boolean => Object.hasOwn(FOR_GOOD, code);
