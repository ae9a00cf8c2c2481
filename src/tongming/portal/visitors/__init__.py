"""What public forms share: bounds by address, a question before a no, uploads, fields, pages."""
