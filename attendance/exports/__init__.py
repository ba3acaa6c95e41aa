"""Files of a month: what each holds, column by column, written in constant memory."""

from attendance.exports.columns import COLUMNS, HEAD, safe_text
from attendance.exports.csv import file_name, report_csv

__all__ = ["COLUMNS", "HEAD", "file_name", "report_csv", "safe_text"]
